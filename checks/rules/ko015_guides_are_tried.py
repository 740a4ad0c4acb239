"""Varje slutsats i en guide är prövad i ett fall.

Ett fall är en situation med vanliga ord, svaren som man ger i den och vad guiden då ska komma fram till. Fallen visar
läsaren vad slutsatsen är till för. De visar också den som ändrar guiden om ändringen ledde någon fel.
"""

from collections.abc import Iterable, Iterator

from checks.policy.guides import filled, misnamed, walk
from checks.policy.model.guides import Guide, GuideCase
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Guide]:
    return policy.guides.values()


def check(guide: Guide, policy: Policy) -> Iterator[Problem]:
    titles = {outcome.id: filled(outcome.title, policy) for outcome in guide.outcomes}
    tried, named = {case.outcome for case in guide.cases}, {rule.then for rule in guide.rules}
    for outcome in guide.outcomes:
        if outcome.id in named - tried:
            yield Problem(
                outcome.source,
                f"Inget fall prövar slutsatsen ”{titles[outcome.id]}”.",
                "Lägg till ett fall i `cases`: en situation med ord, svaren och den här slutsatsen.",
            )
    for case in guide.cases:
        wrong = list(_unknown(case, guide))
        yield from wrong or _end(case, guide, titles, policy)


def _unknown(case: GuideCase, guide: Guide) -> Iterator[Problem]:
    """What a case names must stand in the guide."""
    for question, sentence, known in misnamed(guide, {id: (answer,) for id, answer in case.answers.items()}):
        yield Problem(case.source / "answers" / question, sentence, _choose(known))
    outcomes = tuple(outcome.id for outcome in guide.outcomes)
    if case.outcome not in outcomes:
        yield Problem(case.source / "outcome", f"Guiden har ingen slutsats `{case.outcome}`.", _choose(outcomes))


def _choose(known: Iterable[str]) -> str:
    return "Välj bland " + ", ".join(f"`{one}`" for one in dict.fromkeys(known)) + "."


def _end(case: GuideCase, guide: Guide, titles: dict[str, str], policy: Policy) -> Iterator[Problem]:
    ended, still_open = walk(guide, case.answers)
    unasked = [one for one in guide.questions if one.id in case.answers and one.id not in ended.answers]
    if still_open and not unasked:
        yield Problem(
            case.source / "answers",
            f"Fallet svarar inte på frågan ”{filled(still_open.text, policy)}”.",
            f"Lägg till `{still_open.id}` och ett svar.",
        )
    elif unasked:
        yield Problem(
            case.source / "answers" / unasked[0].id,
            f"Frågan ”{filled(unasked[0].text, policy)}” ställs aldrig i det här fallet.",
            f"Svara på `{still_open.id}` i stället." if still_open else f"Ta bort `{unasked[0].id}`.",
        )
    elif len(ended.rules) == 1 and ended.rules[0].then != case.outcome:
        found = ended.rules[0].then
        yield Problem(
            case.source / "outcome",
            f"Fallet slutar i ”{titles.get(found, found)}”, inte i ”{titles[case.outcome]}”.",
            "Rätta svaren eller slutsatsen, eller ändra reglerna om guiden har fel.",
        )
