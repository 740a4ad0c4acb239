"""Decided versions: what is frozen reads back word for word, is in force on its days, and outlives the catalogue."""

from datetime import date
from pathlib import Path

import pytest

from checks.overviews import in_force
from checks.policy.decisions.decided import content_hash, version_of
from checks.policy.decisions.editions import edition_of
from checks.policy.decisions.freezing import frozen
from checks.policy.decisions.history import Chapter, history
from checks.policy.differences import changed_fields
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.policy.reading import read
from checks.policy.sentences import finished, plain
from checks.policy.single_document import as_its_body
from checks.run import judge, open_policy
from hooks.pages.document import document as document_page
from hooks.pages.documents import documents as documents_page
from hooks.pages.guidelines import guidelines as topic_page
from hooks.pages.history import history as history_page
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality
from tests.redlines import DOCUMENT, OWN, decide, edit, opened

ARCHIVE = "minikoping-arkiv"
WORKING = f"policy_data/documents/{ARCHIVE}.yaml"
CATALOGUE = "policy_data/guidelines/arkiv.yaml"
FROZEN = f"policy_data/decided/{ARCHIVE}/1.0.yaml"
PROPOSAL = """\
proposal:
  version: "1.1"
  case: KS 2026/50
  body: kommunchefen
  meeting_on: 2026-11-10
  proposer: kommunikator
sections:
"""
CORRECTION = """\
corrections:
  - guideline: save-posts
    on: {on}
    by: kommunikator
    reason: Ett ord saknades.
    now:
      text: Kontots alla inlägg {{level}} sparas i arkivet {{often}}.
sections:
"""


@pytest.fixture
def root(municipality: Municipality) -> Path:
    return municipality({})


def checks(root: Path, day: date = TODAY) -> list[str]:
    return [one.check for one in judge(open_policy(root, day, day))]


def propose(root: Path) -> None:
    edit(root, WORKING, ("sections:\n", PROPOSAL))


def sentence(policy: Policy, id: str) -> str:
    leaf, stated = policy.in_force[id], policy.stated(id)
    assert stated
    return plain(finished(stated, leaf, policy))


# Freezing and reading back.


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_what_is_frozen_reads_back_word_for_word(root: Path) -> None:
    policy = open_policy(root, TODAY)
    for id in policy.organisation.documents:
        draft = policy.drafts[id]
        assert draft.decision
        values = frozen(draft, draft.decision, None, "0" * 64, policy.proposed)
        back = version_of(values, Place("x"), id, "1.0")
        read_back, written = edition_of(back.document, policy), edition_of(draft, policy)
        for one, other in zip(read_back.statements, written.statements, strict=True):
            assert changed_fields(one, other, ("source",)) == ()
        assert read_back.outline == written.outline
        assert back.decision == draft.decision
        assert back.content == content_hash(values)


def test_the_hash_is_of_what_the_file_says_and_not_of_how(root: Path) -> None:
    text = (root / FROZEN).read_text(encoding="utf-8")
    value = read(text)
    turned = dict(reversed(value.items()))
    assert content_hash(turned) == value["content"]
    value["sections"][0]["guidelines"][0]["wording"]["sentence"] += " "
    assert content_hash(value) != value["content"]


# What is in force.


def test_the_version_of_the_day_is_in_force_and_the_draft_is_not(root: Path) -> None:
    propose(root)
    edit(root, WORKING, ("level: should}", "level: must}"), ("1 per month", "1 per year"))
    policy = opened(root)
    assert checks(root) == []
    assert policy.in_force["save-what"].level == "should"
    assert policy.number_in_force("save-posts", "often") != policy.proposed.number_in_force("save-posts", "often")
    assert sentence(policy, "save-posts") == "Kontots inlägg ska sparas i arkivet en gång i månaden."
    assert sentence(policy.proposed, "save-posts") == "Kontots inlägg ska sparas i arkivet en gång om året."


def test_before_it_began_nothing_of_it_was_in_force(root: Path) -> None:
    policy = open_policy(root, TODAY, date(2026, 8, 31))
    assert ARCHIVE not in [one.id for one in policy.documents_in_force]
    assert [one.version for one in policy.coming_versions(ARCHIVE)] == ["1.0"]
    assert "Gäller inte än." in document_page(policy, ARCHIVE)
    day_before_decision = open_policy(root, TODAY, date(2026, 8, 19))
    assert day_before_decision.coming_versions(ARCHIVE) == ()


def test_words_levels_and_numbers_outlive_the_catalogue(root: Path) -> None:
    """Reworded, with another parameter, other actors, or gone: the decided version says what it said."""
    propose(root)
    edit(
        root,
        CATALOGUE,
        ("Kontots inlägg {level} sparas i arkivet {often}.", "Alla inlägg {level} sparas {within}."),
        ("often: {type: frequency}", "within: {type: duration}"),
        ("title: Spara inlägg\n", "title: Spara allt\n"),
    )
    text = (root / CATALOGUE).read_text(encoding="utf-8")
    (root / CATALOGUE).write_text(text.partition("  - id: never-weed-unplanned")[0], encoding="utf-8")
    edit(root, "policy_data/organisation.yaml", ("name: kontoansvarig,", "name: kontoägare,"))
    policy = opened(root)
    statements = edition_of(policy.documents[ARCHIVE], policy).statements
    assert [(one.number, one.title, one.sentence, one.actors) for one in statements] == [
        ("A 1.1", "Spara inlägg", "Kontots inlägg ska sparas i arkivet en gång i månaden.", ("kontoansvarig",)),
        ("A 1.2", "Vad som sparas", "Den som sparar bör ta med:", ("kontoansvarig",)),
        ("A 2.1", "Ingen gallring utan beslut", "Handlingar får inte gallras utan beslut.", ("kontoansvarig",)),
    ]
    assert policy.number_in_force("save-posts", "often") is not None
    told = [one.sentence for one in judge(policy) if one.check == "KO014"]
    assert told == ["Riktlinjen `never-weed-unplanned` är beslutad i A 2.1 men finns inte i katalogen."]


def test_a_check_guards_the_decided_rule_and_waits_with_the_proposed(root: Path) -> None:
    """A better check of the same rule needs no decision; one that comes with another rule does."""
    same = "verified_by: reader\n  - id: save-what"
    edit(root, CATALOGUE, (same, "verified_by: [KO103]\n  - id: save-what"))
    assert "save-posts" in [guideline.id for guideline, _ in opened(root).guarded_by("KO103")]
    assert checks(root) == []
    edit(root, CATALOGUE, ("Kontots inlägg {level}", "Kontots bilder {level}"))
    assert "save-posts" not in [guideline.id for guideline, _ in opened(root).guarded_by("KO103")]


# Changes without a decision.


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (WORKING, "level: should}", "level: must}"),
        (WORKING, "1 per month", "1 per year"),
        (WORKING, "      - {id: save-what, level: should}\n", ""),
        (WORKING, "prefix: A", "prefix: B"),
        (WORKING, "title: Gallra", "title: Gallring"),
        (CATALOGUE, "Kontots inlägg", "Kontots bilder"),
        (CATALOGUE, "      - {id: answers, text: svaren på dem}\n", ""),
        (CATALOGUE, "items_are: all", "items_are: any"),
        (CATALOGUE, "why: Ett konto kan försvinna över en natt.", "why: Så är det."),
    ],
)
def test_a_decided_text_is_changed_only_by_a_proposal(root: Path, path: str, old: str, new: str) -> None:
    edit(root, path, (old, new))
    assert "KO013" in checks(root)
    propose(root)
    assert "KO013" not in checks(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("verified_by: reader\n  - id: save-what", "verified_by: attested\n  - id: save-what"),
        ("title: Arkiv", "title: A"),
    ],
)
def test_what_is_no_part_of_the_decision_may_change(root: Path, old: str, new: str) -> None:
    edit(root, CATALOGUE, (old, new))
    assert "KO013" not in checks(root)


def test_an_editorial_correction_is_laid_over_and_listed(root: Path) -> None:
    edit(root, CATALOGUE, ("Kontots inlägg", "Kontots alla inlägg"))
    edit(root, WORKING, ("sections:\n", CORRECTION.format(on="2026-10-02")))
    policy = opened(root)
    assert checks(root) == []
    assert sentence(policy, "save-posts") == "Kontots alla inlägg ska sparas i arkivet en gång i månaden."
    corrected = "Redaktionellt rättad den 2 oktober 2026"
    assert corrected in document_page(policy, ARCHIVE)
    assert corrected in topic_page(policy, "arkiv")
    assert "Den 2 oktober 2026: A 1&#46;1 Spara inlägg" in history_page(policy)
    before = open_policy(root, TODAY, date(2026, 10, 1))
    assert sentence(before, "save-posts") == "Kontots inlägg ska sparas i arkivet en gång i månaden."


def test_a_correction_does_not_let_a_later_draft_into_what_is_in_force(root: Path) -> None:
    edit(root, CATALOGUE, ("Kontots inlägg", "Kontots bilder"))
    edit(root, WORKING, ("sections:\n", CORRECTION.format(on="2026-10-02")))
    assert "KO013" in checks(root)
    propose(root)
    assert sentence(opened(root), "save-posts") == "Kontots alla inlägg ska sparas i arkivet en gång i månaden."


def test_a_correction_rests_with_the_version_that_it_was_made_to(root: Path) -> None:
    """What is decided after it already reads as corrected."""
    edit(root, CATALOGUE, ("Kontots inlägg", "Kontots alla inlägg"))
    edit(root, WORKING, ("sections:\n", CORRECTION.format(on="2026-10-02")))
    later = {"version": "1.1", "on": date(2026, 11, 3), "valid_from": date(2026, 11, 10)}
    decide(root, ARCHIVE, **later)
    newest, oldest = history(ARCHIVE, opened(root))
    assert ([one.on for one in oldest.corrections], newest.corrections) == ([date(2026, 10, 2)], ())
    assert opened(root).documents[ARCHIVE].corrections == ()
    assert sentence(opened(root), "save-posts") == "Kontots alla inlägg ska sparas i arkivet en gång i månaden."


# History and overview.


def chapters(root: Path) -> list[tuple[str | None, str, date | None]]:
    policy = opened(root)

    def told(one: Chapter) -> tuple[str | None, str, date | None]:
        return one.decision.version, one.state(policy.today), one.until

    return [told(one) for one in history(OWN, policy)]


def test_the_history_tells_what_was_in_force_from_when_until_when(root: Path) -> None:
    decide(root, version="0.9", on=date(2025, 2, 3), valid_from=date(2025, 3, 1))
    decide(root)
    edit(root, DOCUMENT, ("friendly-tone, level: should", "friendly-tone, level: must"))
    decide(root, version="1.1", on=date(2026, 11, 3), valid_from=date(2027, 1, 1))
    assert chapters(root) == [
        ("1.1", "coming", None),
        ("1.0", "in-force", date(2026, 12, 31)),
        ("0.9", "past", date(2026, 9, 30)),
    ]
    newest, now, first = history(OWN, opened(root))
    assert first.changes is None
    assert now.changes
    assert now.changes.empty
    assert newest.changes
    assert [change.statement.id for change in newest.changes.changes] == ["friendly-tone"]
    shown = history_page(opened(root))
    assert "Version 1&#46;1 (kommande)" in shown
    assert "ändrad från &#8221;bör&#8221; till &#8221;ska&#8221;" in shown
    assert (
        "beslutad-minikoping-riktlinjer-0&#46;9&#46;pdf" in shown or "beslutad-minikoping-riktlinjer-0.9.pdf" in shown
    )


def test_a_decision_from_before_there_were_frozen_versions_is_told_without_a_pdf(root: Path) -> None:
    (only,) = history(OWN, opened(root))
    assert (only.frozen, only.decision.version, only.changes) == (None, "1.0", None)


def test_what_was_in_force_a_day_is_told_with_the_hash_that_proves_it(root: Path) -> None:
    overview = in_force(open_policy(root, TODAY, date(2026, 9, 15)))
    told = {row["document"]: row for row in overview.data}
    frozen_file = read((root / FROZEN).read_text(encoding="utf-8"))
    assert (told[ARCHIVE]["version"], told[ARCHIVE]["sha256"]) == ("1.0", frozen_file["pdf"])
    assert told[OWN]["version"] is None, "it begins on the first of October"
    assert f"  SHA-256: {frozen_file['pdf']}" in overview.lines
    earlier = in_force(open_policy(root, TODAY, date(2025, 3, 1)))
    assert {row["version"] for row in earlier.data} == {None}


def test_the_handbook_of_one_body_keeps_its_versions(root: Path) -> None:
    policy = opened(root)
    alone = as_its_body(policy.documents[ARCHIVE], policy)
    assert [one.version for one in alone.decided] == ["1.0"]
    assert alone.in_force.keys() == {"save-posts", "save-what", "never-weed-unplanned"}
    assert as_its_body(policy.documents[OWN], policy).decided == ()


def test_a_coming_version_is_shown_as_coming(root: Path) -> None:
    decide(root, ARCHIVE, version="1.1", on=date(2026, 11, 3), valid_from=date(2027, 1, 1))
    policy = opened(root)
    assert "Kommande version." in document_page(policy, ARCHIVE)
    assert "Rutin för att bevara inlägg, version 1&#46;1" in documents_page(policy)
    assert "(kommande)" in history_page(policy)
