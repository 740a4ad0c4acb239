"""Guides: the walk, what KO011 and KO015 see in a table that is not whole, and every case of every shipped guide."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

import pytest
from msgspec.structs import replace

from checks.policy.guides import (
    MOST_WALKS,
    crossings,
    filled,
    fitting,
    next_question,
    number_in_words,
    outcome_of,
    walk,
    walks,
    wordings,
)
from checks.policy.model.guides import Answer, Guide, GuideCase, Outcome, Question, Rule
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.rules import ko011_guides_end_in_one_answer as ko011
from checks.rules import ko015_guides_are_tried as ko015
from checks.run import open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

HERE = Place("policy_data/guides/prov.yaml")
SHIPPED = open_policy(ROOT, TODAY)
GUIDES = [*SHIPPED.guides.values(), *open_policy(MINIATURE, TODAY).guides.values()]
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)


@pytest.fixture(scope="module")
def miniature() -> Policy:
    return open_policy(MINIATURE, TODAY)


def table(questions: Mapping[str, str], *rules: tuple[Mapping[str, str], str]) -> Guide:
    """A guide from short words: `{"a": "yes no"}` and rules `({"a": "yes"}, "stop")`, each with one or more answers."""
    asked = tuple(
        Question(id, f"{id}?", tuple(Answer(one, one.title(), HERE) for one in answers.split()), HERE / id)
        for id, answers in questions.items()
    )
    decided = tuple(
        Rule({id: tuple(answers.split()) for id, answers in when.items()}, then, HERE / "rules" / index)
        for index, (when, then) in enumerate(rules)
    )
    outcomes = tuple(
        Outcome(id, id.title(), ".", ("response-time",), HERE / id) for id in dict.fromkeys(then for _, then in rules)
    )
    guide = Guide("prov", HERE, "Prov", ".", ("editor",), "kontot", asked, decided, outcomes, ())
    first = {one.rules[0].then: one for one in reversed(list(islice(walks(guide), 50))) if one.rules}
    cases = (GuideCase("Något händer.", one.answers, then, HERE / "cases" / then) for then, one in first.items())
    return replace(guide, cases=tuple(cases))


def told(guide: Guide, policy: Policy) -> list[str]:
    return [problem.sentence for problem in (*ko011.check(guide, policy), *ko015.check(guide, policy))]


def every_combination(guide: Guide) -> Iterator[dict[str, str]]:
    ids = [question.id for question in guide.questions]
    for answers in product(*([one.id for one in question.answers] for question in guide.questions)):
        yield dict(zip(ids, answers, strict=True))


WHOLE = table(
    {"a": "yes no", "b": "yes no maybe", "c": "yes no"},
    ({"a": "no"}, "stop"),
    ({"a": "yes", "b": "yes maybe"}, "go"),
    ({"a": "yes", "b": "no", "c": "yes"}, "go"),
    ({"a": "yes", "b": "no", "c": "no"}, "stop"),
)

# The walk.


def test_the_first_question_that_still_matters_is_asked() -> None:
    asked = [next_question(WHOLE, answers) for answers in ({}, {"a": "yes"}, {"a": "yes", "b": "no"}, {"a": "no"})]
    assert [one.id if one else None for one in asked] == ["a", "b", "c", None]


def test_a_question_that_no_possible_rule_names_is_skipped() -> None:
    guide = table(
        {"a": "yes no", "b": "yes no", "c": "yes no"},
        ({"a": "yes", "b": "yes"}, "go"),
        ({"a": "yes", "b": "no"}, "stop"),
        ({"a": "no", "c": "yes"}, "go"),
        ({"a": "no", "c": "no"}, "stop"),
    )
    question = next_question(guide, {"a": "no"})
    assert question is not None
    assert question.id == "c"


def test_every_way_is_walked_once_and_ends_in_one_rule() -> None:
    assert [" ".join(one.answers.values()) for one in walks(WHOLE)] == [
        "yes yes",
        "yes no yes",
        "yes no no",
        "yes maybe",
        "no",
    ]
    assert all(len(one.rules) == 1 for one in walks(WHOLE))


def test_answers_that_lead_nowhere_have_no_outcome() -> None:
    ended, still_open = walk(WHOLE, {"a": "yes"})
    assert still_open is not None
    assert (still_open.id, ended.answers) == ("b", {"a": "yes"})
    assert outcome_of(WHOLE, {"a": "yes"}) is None
    assert outcome_of(WHOLE, {"a": "yes", "b": "unheard-of"}) is None
    stop = outcome_of(WHOLE, {"a": "no"})
    assert stop is not None
    assert stop.id == "stop"


@each_guide
def test_the_walk_agrees_with_reading_the_whole_table(guide: Guide) -> None:
    """The oracle: every combination of all answers fits exactly the rule that the walk ends in."""
    combinations = 1
    for question in guide.questions:
        combinations *= len(question.answers)
    assert combinations <= 2_000_000
    for answers in every_combination(guide) if combinations <= 50_000 else ():
        rules = [rule for rule in guide.rules if all(answers[id] in allowed for id, allowed in rule.when.items())]
        assert len(rules) == 1, answers
        ended = outcome_of(guide, answers)
        assert ended is not None
        assert ended.id == rules[0].then


def followed(guide: Guide, answers: Mapping[str, str]) -> int | str:
    """Where answers lead by the crossings alone, as the script of the page follows them."""
    found = crossings(guide)
    at: int | str = len(found) - 1
    while isinstance(at, int):
        at = found[at].leads[answers[found[at].question]]
    return at


@each_guide
def test_the_crossings_lead_where_the_walk_leads(guide: Guide) -> None:
    for one in walks(guide):
        assert followed(guide, one.answers) == one.rules[0].then


def test_ways_that_go_on_alike_share_their_crossings() -> None:
    both = product(("yes", "no"), repeat=2)
    guide = table(
        {"a": "yes no", "b": "yes no"}, *(({"a": a, "b": b}, "go" if b == "yes" else "stop") for a, b in both)
    )
    assert [(one.question, one.leads) for one in crossings(guide)] == [
        ("b", {"yes": "go", "no": "stop"}),
        ("a", {"yes": 0, "no": 0}),
    ]


def test_a_gap_and_an_overlap_lead_to_nothing_and_a_guide_too_large_has_no_crossings() -> None:
    extra = Rule({"a": ("no",)}, "go", HERE / "rules" / 4)
    assert followed(replace(WHOLE, rules=(*WHOLE.rules, extra)), {"a": "no"}) == ""
    assert followed(replace(WHOLE, rules=WHOLE.rules[1:]), {"a": "no"}) == ""
    questions = {f"q{number}": "a b c d e f" for number in range(20)}
    assert crossings(table(questions, *(({id: "a"}, "go") for id in questions))) == ()


# What is not whole.


def test_a_whole_guide_has_no_problem(miniature: Policy) -> None:
    assert told(WHOLE, miniature) == []


def test_a_gap_is_told_in_the_words_of_the_answers(miniature: Policy) -> None:
    guide = replace(WHOLE, rules=(WHOLE.rules[0], *WHOLE.rules[2:]))
    assert told(guide, miniature) == [
        "Guiden ”Prov” har ingen regel för den som svarar ”Yes” på ”a?” och ”Yes” eller ”Maybe” på ”b?”."
    ]


def test_an_overlap_is_told_with_both_rules(miniature: Policy) -> None:
    extra = Rule({"a": ("yes",), "b": ("maybe",)}, "stop", HERE / "rules" / 4)
    (sentence,) = told(replace(WHOLE, rules=(*WHOLE.rules, extra)), miniature)
    assert sentence.startswith("Den som svarar ”Yes” på ”a?” och ”Maybe” på ”b?” får mer än ett besked: ”Go” (rad ")
    assert "och ”Stop” (rad " in sentence


def test_what_nobody_reaches_is_told(miniature: Policy) -> None:
    question = Question("d", "d?", WHOLE.questions[0].answers, HERE / "d")
    outcome = Outcome("wait", "Wait", ".", ("response-time",), HERE / "wait")
    never = Rule({"a": ("no",), "b": ("yes",), "c": ("yes",)}, "stop", HERE / "never")
    guide = replace(
        WHOLE,
        questions=(*WHOLE.questions, question),
        outcomes=(*WHOLE.outcomes, outcome),
    )
    assert told(guide, miniature) == ["Frågan ”d?” ställs aldrig.", "Ingen regel leder till slutsatsen ”Wait”."]
    contrary = replace(never, when={"a": ()})
    assert "Ingen väg leder till regeln som ger ”Stop”." in told(
        replace(WHOLE, rules=(*WHOLE.rules, contrary)), miniature
    )


def test_a_guide_too_large_to_look_through_is_told_and_ends(miniature: Policy) -> None:
    questions = {f"q{number}": "a b c d e f" for number in range(20)}
    rules = [({id: "a"}, "go") for id in questions]
    large = table(questions, *rules, ({"q0": "b"}, "stop"))
    (sentence,) = (problem.sentence for problem in ko011.check(large, miniature))
    assert sentence == f"Guiden ”Prov” har fler än {MOST_WALKS} vägar."


@pytest.mark.parametrize(
    ("answers", "outcome", "sentence"),
    [
        ({"a": "yes"}, "go", "Fallet svarar inte på frågan ”b?”."),
        ({"a": "no", "c": "yes"}, "stop", "Frågan ”c?” ställs aldrig i det här fallet."),
        ({"a": "no"}, "go", "Fallet slutar i ”Stop”, inte i ”Go”."),
        ({"a": "no"}, "wait", "Guiden har ingen slutsats `wait`."),
        ({"a": "maybe"}, "go", "Frågan `a` har inget svar `maybe`."),
        ({"e": "yes"}, "go", "Guiden har ingen fråga `e`."),
    ],
)
def test_a_case_that_does_not_come_out_as_it_says_is_told(
    miniature: Policy, answers: dict[str, str], outcome: str, sentence: str
) -> None:
    case = GuideCase("Något händer.", answers, outcome, HERE / "cases" / 0)
    assert told(replace(WHOLE, cases=(*WHOLE.cases, case)), miniature) == [sentence]


def test_an_outcome_that_no_case_tries_is_told(miniature: Policy) -> None:
    cases = tuple(case for case in WHOLE.cases if case.outcome != "go")
    assert told(replace(WHOLE, cases=cases), miniature) == ["Inget fall prövar slutsatsen ”Go”."]


def test_a_guide_that_goes_round_in_a_circle_is_told(miniature: Policy) -> None:
    back = replace(WHOLE.rules[0], then="b")
    assert told(replace(WHOLE, rules=(back, *WHOLE.rules[1:])), miniature) == [
        "Regeln leder tillbaka till frågan `b`, så att läsaren går i cirkel."
    ]
    again = replace(WHOLE.outcomes[0], guides=("prov",))
    assert told(replace(WHOLE, outcomes=(again, *WHOLE.outcomes[1:])), miniature) == [
        "Slutsatsen skickar läsaren tillbaka till samma guide."
    ]


@each_guide
def test_no_walk_asks_a_question_twice(guide: Guide) -> None:
    for one in walks(guide):
        assert len({step.question.id for step in one.steps}) == len(one.steps)


def test_a_malformed_guide_is_refused_once_and_the_search_word_to_it_resolves(municipality: Municipality) -> None:
    text = (MINIATURE / "policy_data/guides/svara.yaml").read_text(encoding="utf-8")
    words = "words:\n  - word: svara\n    at: guide:svara\n"
    broken = text.replace("title: Måste jag svara?", "titel: Måste jag svara?")
    root = municipality({"policy_data/guides/svara.yaml": broken, "policy_data/search-words.yaml": words})
    policy = open_policy(root, TODAY)
    assert policy.guides == {}
    assert policy.exists("guide", "svara")


# Numbers in force.


def test_a_blank_has_the_words_of_the_finished_sentence_without_its_lead(miniature: Policy) -> None:
    assert (
        number_in_words("response-time", "within", miniature) == "två arbetsdagar (på X fyra timmar under kontorstid)"
    )
    assert filled("Svara {monitoring.often} och inom {response-time.within}.", miniature) == (
        "Svara varje arbetsdag och inom två arbetsdagar (på X fyra timmar under kontorstid)."
    )


def test_a_blank_that_nobody_fills_is_told_and_shown(miniature: Policy) -> None:
    for blank in ("{friendly-tone.within}", "{response-time.often}"):
        guide = replace(WHOLE, summary=f"Svara {blank}.")
        assert told(guide, miniature) == [f"Luckan {blank} går inte att fylla med något som är i kraft."]
        assert filled(guide.summary, miniature) == "Svara (värdet saknas)."


def test_a_number_that_changes_changes_the_guide(municipality: Municipality) -> None:
    path = "policy_data/documents/minikoping-riktlinjer.yaml"
    text = (MINIATURE / path).read_text(encoding="utf-8").replace("default: 2 workdays", "default: 1 workday")
    policy = open_policy(municipality({path: text}), TODAY)
    answer = next(one for one in policy.guides["svara"].outcomes if one.id == "answer")
    assert filled(answer.text, policy).startswith("Den som frågar får svar inom en arbetsdag")


# What is shipped.


@each_guide
def test_every_case_comes_out_as_it_says(guide: Guide) -> None:
    for case in guide.cases:
        found = outcome_of(guide, case.answers)
        assert found is not None, case.situation
        assert found.id == case.outcome, case.situation


@each_guide
def test_every_outcome_is_reached_and_no_walk_is_long(guide: Guide) -> None:
    found = list(walks(guide))
    assert {rule.then for one in found for rule in one.rules} == {outcome.id for outcome in guide.outcomes}
    assert all(fitting(guide, one.answers) == one.rules for one in found)


@pytest.mark.parametrize("guide", SHIPPED.guides.values(), ids=lambda guide: guide.id)
def test_every_blank_of_a_shipped_guide_is_filled(guide: Guide) -> None:
    for place, text in wordings(guide):
        assert not any(sign in filled(text, SHIPPED) for sign in ("{", "}", "(värdet saknas)")), place
