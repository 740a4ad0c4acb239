"""Varje väg genom en guide leder till exakt en slutsats.

Guiden är en beslutstabell. Saknas en regel för någon blandning av svar står läsaren utan besked, och gäller två regler
på en gång får läsaren olika besked. En fråga, en regel eller en slutsats som ingen når är ett löfte som guiden inte
håller, och en guide som skickar läsaren tillbaka till sig själv tar aldrig slut. Slutsatserna vilar på riktlinjer i
kraft.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from checks.policy.guides import (
    MOST_WALKS,
    Step,
    Walk,
    filled,
    guide_blanks,
    misnamed,
    number_in_words,
    walks,
    wordings,
)
from checks.policy.model.guides import Answer, Guide, Outcome, Question
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.words import listing

Say = Callable[[str], str]


def concerns(policy: Policy) -> Iterable[Guide]:
    return policy.guides.values()


def check(guide: Guide, policy: Policy) -> Iterator[Problem]:
    yield from _not_in_force(guide, policy)
    yield from _back_to_itself(guide)
    wrong = [*_twice(guide), *_unknown(guide)]
    yield from wrong
    if wrong:
        return  # what comes of such rules says nothing
    say = partial(filled, policy=policy)
    found = list(islice(walks(guide), MOST_WALKS + 1))
    if len(found) > MOST_WALKS:
        yield Problem(
            guide.source / "questions",
            f"Guiden ”{say(guide.title)}” har fler än {MOST_WALKS} vägar.",
            "Dela den i två guider, eller låt fler regler nöja sig med färre frågor.",
        )
        return
    yield from _gaps(guide, found, say)
    yield from _overlaps(guide, found, say, policy)
    yield from _unreachable(guide, found, say)


def _not_in_force(guide: Guide, policy: Policy) -> Iterator[Problem]:
    for outcome in guide.outcomes:
        for index, id in enumerate(outcome.guidelines):
            guideline = policy.guidelines.get(id)
            if guideline and id not in policy.in_force:
                yield Problem(
                    outcome.source / "guidelines" / index,
                    f"Slutsatsen ”{filled(outcome.title, policy)}” vilar på ”{guideline.title}”, som inte är i kraft.",
                    "Välj en riktlinje som står i ett av kommunens egna dokument, eller ta in den där.",
                )
    for place, text in wordings(guide):
        for id, parameter in guide_blanks(text):
            if id in policy.guidelines and number_in_words(id, parameter, policy) is None:
                yield Problem(
                    place,
                    f"Luckan {{{id}.{parameter}}} går inte att fylla med något som är i kraft.",
                    "Välj en riktlinje i kraft och ett av dess värden.",
                )


def _back_to_itself(guide: Guide) -> Iterator[Problem]:
    for outcome in guide.outcomes:
        if guide.id in outcome.guides:
            yield Problem(
                outcome.source / "guides" / outcome.guides.index(guide.id),
                "Slutsatsen skickar läsaren tillbaka till samma guide.",
                "Ta bort guiden ur `guides`. Den som vill börja om har en knapp för det.",
            )


def _twice(guide: Guide) -> Iterator[Problem]:
    groups: list[Sequence[Question | Answer | Outcome]] = [guide.questions, guide.outcomes]
    for rows in groups + [question.answers for question in guide.questions]:
        seen: set[str] = set()
        for row in rows:
            if row.id in seen:
                yield Problem(row.source / "id", f"Id `{row.id}` står två gånger.", "Byt det ena id:t.")
            seen.add(row.id)


def _unknown(guide: Guide) -> Iterator[Problem]:
    """What rules name must stand in the guide."""
    outcomes = [outcome.id for outcome in guide.outcomes]
    for rule in guide.rules:
        for question, sentence, known in misnamed(guide, rule.when):
            yield _missing(rule.source / "when" / question, sentence, known)
        if rule.then not in outcomes and rule.then in {question.id for question in guide.questions}:
            yield Problem(
                rule.source / "then",
                f"Regeln leder tillbaka till frågan `{rule.then}`, så att läsaren går i cirkel.",
                "Led till en slutsats. Frågan ställs av sig själv om en annan regel nämner den i `when`.",
            )
        elif rule.then not in outcomes:
            yield _missing(rule.source / "then", f"Guiden har ingen slutsats `{rule.then}`.", outcomes)


def _missing(place: Place, sentence: str, known: Iterable[str]) -> Problem:
    return Problem(place, sentence, "Välj bland " + ", ".join(f"`{one}`" for one in dict.fromkeys(known)) + ".")


def _gaps(guide: Guide, found: Iterable[Walk], say: Say) -> Iterator[Problem]:
    dead = [one for one in found if not one.rules]
    for steps, ends in groupby(dead, key=lambda one: one.steps[:-1]):
        last = [one.steps[-1] for one in ends]
        missing = listing([f"”{say(step.answer.text)}”" for step in last], "eller")
        said = [*_said(steps, say), f"{missing} på ”{say(last[0].question.text)}”"]
        yield Problem(
            guide.source / "rules",
            f"Guiden ”{say(guide.title)}” har ingen regel för den som svarar {listing(said)}.",
            "Lägg till en regel för de svaren, eller ta bort en fråga ur en regel som borde gälla.",
        )


def _overlaps(guide: Guide, found: Iterable[Walk], say: Say, policy: Policy) -> Iterator[Problem]:
    titles = {outcome.id: say(outcome.title) for outcome in guide.outcomes}
    told = []
    for one in found:
        if len(one.rules) < 2 or one.rules in told:
            continue
        told.append(one.rules)
        rules = [f"”{titles[rule.then]}” (rad {policy.position(rule.source)[0]})" for rule in one.rules]
        yield Problem(
            one.rules[-1].source,
            f"Den som svarar {listing(_said(one.steps, say))} får mer än ett besked: {listing(rules)}.",
            "Låt bara en av reglerna gälla: lägg till den fråga som skiljer dem åt, eller ta bort den ena.",
        )


def _said(steps: Iterable[Step], say: Say) -> list[str]:
    return [f"”{say(step.answer.text)}” på ”{say(step.question.text)}”" for step in steps]


def _unreachable(guide: Guide, found: Iterable[Walk], say: Say) -> Iterator[Problem]:
    titles = {outcome.id: say(outcome.title) for outcome in guide.outcomes}
    reached = [rule for one in found for rule in one.rules]
    asked = {step.question.id for one in found for step in one.steps}
    named = {rule.then for rule in guide.rules}
    for question in guide.questions:
        if question.id not in asked:
            yield Problem(
                question.source,
                f"Frågan ”{say(question.text)}” ställs aldrig.",
                "Ta bort den, eller låt en regel bero på den.",
            )
    for rule in guide.rules:
        if rule not in reached:
            yield Problem(
                rule.source,
                f"Ingen väg leder till regeln som ger ”{titles[rule.then]}”.",
                "Ta bort regeln, eller ändra de svar som den kräver.",
            )
    for outcome in guide.outcomes:
        if outcome.id not in named:
            yield Problem(
                outcome.source,
                f"Ingen regel leder till slutsatsen ”{titles[outcome.id]}”.",
                "Ta bort den, eller lägg till en regel som leder dit.",
            )
