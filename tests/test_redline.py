"""The redline: what differs between two versions, by guideline, and what follows from it."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import kanalboken
from checks.policy.redline.changes import Change
from checks.policy.redline.readings import NoReading, sides
from checks.policy.redline.word_differences import ADDED, REMOVED, SAME, Stretch, shortened, word_differences
from checks.policy.redline.words import facts
from checks.redline import as_json, as_markdown, as_text
from checks.redline.consequences import Comparison, compare
from hooks.pages.redline import changes
from hooks.pages.redline import redline as page_of
from tests.municipality import Municipality
from tests.redlines import ACCOUNTS, ANSWERS, DOCUMENT, OWN, SAFETY, decide, edit, opened

LEVEL = ("{id: friendly-tone, level: should}", "{id: friendly-tone, level: must, reason: Tonen avgör.}")
NUMBER = ("default: 2 workdays", "default: 1 workday")
FACEBOOK = "policy_data/accounts/kultur-facebook.yaml"


NEW = """\
guidelines:
  - id: extra
    title: Ny
    text: Kontot {level} vara nytt.
    actors: [unit-head]
    concerns: account
    support: house-rule
    verified_by: [KO101]
"""
TONE = """\
    actors: [editor]
    concerns: reader
    support: house-rule
    verified_by: reader
"""
OTHER_TONE = """\
    why: Ett vänligt svar räcker långt.
    actors: [editor, account-owner]
    concerns: reader
    support: guidance
    provisions: [{statute: forvaltningslagen-2017, at: 6 §}]
    verified_by: [KO114]
"""


PROPOSAL = """\
proposal:
  version: "1.1"
  case: KS 2026/77
  body: kommunstyrelsen
  meeting_on: 2026-12-15
  proposer: kommunikator
sections:
  - title: Kontot
"""


@pytest.fixture
def decided(municipality: Municipality) -> Path:
    """A municipality whose riktlinjer are decided as version 1.0."""
    root = municipality({})
    decide(root)
    return root


@pytest.fixture
def redlined(decided: Path) -> Callable[..., Comparison]:
    """Change the working files of a decided municipality and compare them with what is in force."""

    def made(*changes: tuple[str, str, str]) -> Comparison:
        for path, old, new in changes:
            edit(decided, path, (old, new))
        return compare(*sides(OWN, None, opened(decided)))

    return made


Redlined = Callable[..., Comparison]


def only(found: Comparison) -> Change:
    (change,) = found.redline.changes
    return change


def told(found: Comparison) -> list[str]:
    return list(facts(only(found), found.after.policy))


def marked(change: Change) -> list[str]:
    """The sentence of a change with what is removed after a minus and what is added after a plus."""
    return [{SAME: "", ADDED: "+", REMOVED: "-"}[one.kind] + one.text for one in change.sentence]


# What is no change


def test_what_is_as_decided_is_no_change(redlined: Redlined) -> None:
    assert redlined().empty


def test_another_file_another_order_of_keys_and_other_line_breaks_are_no_change(
    decided: Path, redlined: Redlined
) -> None:
    (decided / ANSWERS).rename(decided / "policy_data/guidelines/svara.yaml")
    edit(decided, "policy_data/guides/svara.yaml", ("topic: svar-och-avsandare", "topic: svara"))
    found = redlined(
        (
            DOCUMENT,
            "{id: shared-login, level: must, set: {count: 2}}",
            "{set: {count: 2}, level: must, id: shared-login}",
        ),
        (SAFETY, "title: Säkerhet\nsummary:", "summary:"),
        (SAFETY, "guidelines:\n", "title: Säkerhet\nguidelines:\n"),
        (
            "policy_data/guidelines/svara.yaml",
            "text: Det {level} synas vem som är avsändare.",
            "text: >-\n      Det {level} synas\n      vem som är avsändare.",
        ),
    )
    assert found.empty


# Each kind of change


def test_a_level_is_told_apart_from_the_words_around_it(redlined: Redlined) -> None:
    found = redlined((DOCUMENT, *LEVEL))
    change = only(found)
    assert change.kinds == ("level", "reason")
    assert change.label == "changed"
    assert change.reason == "Tonen avgör."
    assert told(found) == ["Nivån är ändrad från ”bör” till ”ska”."]
    assert marked(change) == ["Den som svarar", "-bör", "+ska", "skriva vänligt."]


def test_a_number_is_told_by_its_parameter(redlined: Redlined) -> None:
    found = redlined((DOCUMENT, *NUMBER))
    change = only(found)
    assert change.kinds == ("settings",)
    assert [one.parameter for one in change.settings] == ["within"]
    x = "(på X inom fyra timmar under kontorstid)"
    assert told(found) == [f"Värdet är ändrat från ”inom två arbetsdagar {x}” till ”inom en arbetsdag {x}”."]
    assert "-två arbetsdagar" in marked(change)
    assert change.reason is None


def test_a_wording_is_compared_word_by_word(redlined: Redlined) -> None:
    found = redlined((ANSWERS, "synas vem som är avsändare.", "synas tydligt vem som är avsändare."))
    assert only(found).kinds == ("wording",)
    assert marked(only(found)) == ["Det ska synas", "+tydligt", "vem som är avsändare."]
    assert told(found) == []


def test_an_added_guideline_stands_where_it_is_with_its_reason_and_moves_no_other(redlined: Redlined) -> None:
    found = redlined(
        (
            DOCUMENT,
            "      - {id: stand-in,",
            "      - {id: extra, level: must, reason: Den behövs.}\n      - {id: stand-in,",
        ),
        (ACCOUNTS, "guidelines:\n", NEW),
    )
    change = only(found)
    assert (change.label, change.before, change.reason) == ("added", None, "Den behövs.")
    assert marked(change) == ["+Kontot ska vara nytt."]
    assert told(found) == ["Den vaktas nu av kontrollen KO101."]
    assert [(was.number, now.number) for was, now in found.redline.renumbered][:2] == [
        ("R 1.2", "R 1.3"),
        ("R 1.3", "R 1.4"),
    ]
    assert "R 1.2 blir R 1.3" in as_text([found], 80)


def test_a_removed_guideline_stands_where_it_stood_with_the_reason_why_it_is_left_out(redlined: Redlined) -> None:
    found = redlined(
        (DOCUMENT, "      - {id: stand-in, level: must}\n", ""),
        (
            DOCUMENT,
            "sections:\n  - title: Kontot",
            "left_out:\n  - {id: stand-in, reason: Ingen hann.}\nsections:\n  - title: Kontot",
        ),
        (DOCUMENT, *NUMBER),
    )
    removed, changed = found.redline.changes
    assert (removed.label, removed.after, removed.reason) == ("removed", None, "Ingen hann.")
    assert marked(removed) == ["-Varje konto ska ha en ersättare för den kontoansvarige."]
    assert changed.label == "changed"
    assert list(facts(removed, found.after.policy)) == ["Den vaktas inte längre av kontrollen KO102."]


def test_a_guideline_is_moved_to_another_section(redlined: Redlined) -> None:
    found = redlined(
        (DOCUMENT, "      - {id: stand-in, level: must}\n", ""),
        (
            DOCUMENT,
            "      - {id: own-domain, level: must}\n",
            "      - {id: own-domain, level: must}\n      - {id: stand-in, level: must}\n",
        ),
    )
    assert only(found).label == "moved"
    assert told(found) == [
        "Riktlinjen är flyttad från ”1 Kontot” till ”2 Säkerhet”.",
        "Numret är R 2.2. Förut var det R 1.2.",
    ]


def test_within_a_section_only_what_changes_places_is_moved(redlined: Redlined) -> None:
    found = redlined(
        (DOCUMENT, "      - {id: account-owner, level: must}\n", ""),
        (
            DOCUMENT,
            "      - {id: easy-to-read,",
            "      - {id: account-owner, level: must}\n      - {id: easy-to-read,",
        ),
    )
    assert only(found).statement.id == "account-owner"
    assert told(found)[0] == "Riktlinjen är flyttad inom ”1 Kontot”."


def test_a_renamed_section_moves_nothing(redlined: Redlined) -> None:
    found = redlined((DOCUMENT, "- title: Svar och avsändare", "- title: Möta besökare"))
    assert found.redline.changes == ()
    assert [(one.kind, one.path[-1].title) for one in found.redline.sections] == [("renamed", "Möta besökare")]
    assert "Avsnittet ”3 Svar och avsändare” heter nu ”3 Möta besökare”." in as_text([found], 120)


def test_a_new_title_is_told(redlined: Redlined) -> None:
    found = redlined((DOCUMENT, "title: Riktlinjer för sociala medier i Miniköping", "title: Riktlinjer för kanaler"))
    assert not found.empty
    assert "Titeln är ändrad från ”Riktlinjer för sociala medier i Miniköping” till ”Riktlinjer för kanaler”." in (
        as_text([found], 120)
    )


def test_sections_that_change_places_are_moved_as_wholes(decided: Path, redlined: Redlined) -> None:
    text = (decided / DOCUMENT).read_text(encoding="utf-8")
    head, safety, answers = (
        text[: text.index("  - title: Säkerhet")],
        *text[text.index("  - title: Säkerhet") :].split("  - title: Svar och avsändare\n"),
    )
    (decided / DOCUMENT).write_text(head + "  - title: Svar och avsändare\n" + answers + safety, encoding="utf-8")
    found = redlined()
    assert found.redline.changes == ()
    assert [one.kind for one in found.redline.sections] == ["moved"]


def test_a_new_section_is_told_once(redlined: Redlined) -> None:
    found = redlined(
        (
            DOCUMENT,
            "      - {id: admin-tool, level: must}\n",
            "    sections:\n      - title: Verktyg\n        guidelines:\n          - {id: admin-tool, level: must}\n",
        )
    )
    assert [(one.kind, one.path[-1].title) for one in found.redline.sections] == [("added", "Verktyg")]
    assert only(found).label == "moved"


def test_items_are_added_removed_and_reworded_one_by_one(redlined: Redlined) -> None:
    found = redlined(
        (ANSWERS, "      - {id: visibility, text: att det som skrivs syns}\n", ""),
        (ANSWERS, "text: var reglerna finns}", "text: var alla regler finns}\n      - {id: hours, text: när vi läser}"),
    )
    change = only(found)
    assert change.kinds == ("items",)
    kinds = [[one.kind for one in item] for item in change.items]
    assert kinds == [[SAME], [SAME, REMOVED, ADDED, SAME], [ADDED], [REMOVED]]


def test_the_same_items_in_another_order_are_told_so(redlined: Redlined) -> None:
    found = redlined(
        (ANSWERS, "      - {id: sender, text: vem som är avsändare}\n", ""),
        (
            ANSWERS,
            "text: var reglerna finns}",
            "text: var reglerna finns}\n      - {id: sender, text: vem som är avsändare}",
        ),
    )
    assert told(found) == ["Punkterna står i en annan ordning."]


def test_actors_titles_reasons_support_and_checks_are_told(redlined: Redlined) -> None:
    found = redlined(
        (ANSWERS, "    title: Vänlig ton\n", "    title: Ton\n"),
        (ANSWERS, TONE, OTHER_TONE),
    )
    assert only(found).kinds == ("title", "actors", "support", "why", "checks")
    assert told(found) == [
        "Den gäller redaktör och kontoansvarig. Förut gällde den redaktör.",
        "Stödet är vägledning. Förut var det husregel.",
        "Nytt lagrum: Förvaltningslagen, 6 §.",
        "Den vaktas nu av kontrollen KO114.",
    ]


def test_a_check_that_guards_it_no_longer_is_told(redlined: Redlined) -> None:
    found = redlined((ANSWERS, "verified_by: [KO116, KO117]", "verified_by: [KO116]"))
    assert told(found) == ["Den vaktas inte längre av kontrollen KO117."]


# What surrounds the document


def test_laws_texts_guides_and_platforms_that_have_changed_are_told(redlined: Redlined) -> None:
    found = redlined(
        (
            "policy_data/statutes/forvaltningslagen-2017.yaml",
            "name: Förvaltningslagen\n",
            "name: Förvaltningslagen\nuntil: 2027-01-01\n",
        ),
        ("policy_data/texts/om-kontot.yaml", "Det du skriver syns", "Det du skriver syns för alla"),
        ("policy_data/guides/svara.yaml", "text: Be den som frågar att ringa.", "text: Be den som frågar att mejla."),
        ("policy_data/platforms/x.yaml", "remove: false", "remove: true"),
    )
    assert found.redline.empty
    assert [(one.surrounding.kind, one.label) for one in found.surroundings] == [
        ("statute", "changed"),
        ("platform", "changed"),
        ("text", "changed"),
        ("guide", "changed"),
    ]
    text = as_text([found], 120)
    assert "[tillagt: inte från och med 1 januari 2027]" in text or "inte från och med 1 januari 2027" in text
    assert "ringa.] [tillagt: mejla" in text or "[borttaget: ringa] [tillagt: mejla]" in text


def test_a_number_in_a_guide_follows_the_proposal(redlined: Redlined) -> None:
    found = redlined((DOCUMENT, *NUMBER))
    (guide,) = found.surroundings
    assert guide.surrounding.id == "svara"
    assert [one.text for one in guide.parts["answer-outcome"] if one.kind == ADDED] == ["en arbetsdag"]


def test_other_ways_through_a_guide_are_told_without_words(redlined: Redlined) -> None:
    found = redlined(
        ("policy_data/guides/svara.yaml", '["yes", unsure]', '["yes"]'),
        (
            "policy_data/guides/svara.yaml",
            'sensitive: "no"}\n    then: answer',
            'sensitive: ["no", unsure]}\n    then: answer',
        ),
    )
    assert "Andra svar än förut kan leda till ett råd." in as_text([found], 80)


# Accounts


def test_accounts_that_would_break_the_proposal_are_told_but_not_those_that_break_already(
    decided: Path, redlined: Redlined
) -> None:
    edit(decided, "policy_data/accounts/vatten-facebook.yaml", ("stand_in: vd\n", ""))
    edit(decided, FACEBOOK, ("response_time: 1 workday", "response_time: 2 workdays"))
    found = redlined((DOCUMENT, *NUMBER))
    (one,) = found.consequences
    assert (one.account.id, one.finding.check, one.finding.severity, one.before) == (
        "kultur-facebook",
        "KO120",
        "error",
        None,
    )
    assert "Kulturhuset i Miniköping (Facebook): fel KO120 (R 3.1.2)" in as_text([found], 120)


def test_a_warning_that_would_become_an_error_is_told(decided: Path, redlined: Redlined) -> None:
    edit(decided, "policy_data/categories/bolag.yaml", ("  goals: [Minst åtta av tio kunder är nöjda.]\n", ""))
    found = redlined((DOCUMENT, "{id: measurable-goals, level: should}", "{id: measurable-goals, level: must}"))
    assert [(one.before and one.before.severity, one.finding.severity) for one in found.consequences] == [
        ("warning", "error")
    ]


def test_the_register_is_judged_by_the_version_in_force_and_not_by_the_proposal(decided: Path) -> None:
    edit(decided, FACEBOOK, ("response_time: 1 workday", "response_time: 2 workdays"))
    edit(decided, DOCUMENT, NUMBER)
    policy = opened(decided)
    assert str(policy.number_in_force("response-time", "within")) != str(
        sides(OWN, None, policy)[1].policy.number_in_force("response-time", "within")
    )


# Versions and days


@pytest.fixture
def two_versions(decided: Path) -> Path:
    """Version 1.0 since October, 1.1 since November, and a proposal after them."""
    edit(decided, DOCUMENT, LEVEL)
    decide(decided, version="1.1", on=date(2026, 10, 27), valid_from=date(2026, 11, 1))
    edit(decided, DOCUMENT, NUMBER)
    return decided


@pytest.mark.parametrize(
    ("span", "changed"),
    [
        (None, {"response-time"}),
        ("1.1..", {"response-time"}),
        ("1.0", {"response-time", "friendly-tone"}),
        ("1.0..1.1", {"friendly-tone"}),
        ("1.1..1.0", {"friendly-tone"}),
        ("2026-10-15..2026-11-02", {"friendly-tone"}),
        ("2026-10-15..", {"response-time", "friendly-tone"}),
        ("..1.0", {"friendly-tone"}),
    ],
)
def test_versions_and_days_name_the_two_sides(two_versions: Path, span: str | None, changed: set[str]) -> None:
    found = compare(*sides(OWN, span, opened(two_versions)))
    assert {one.statement.id for one in found.redline.changes} == changed


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        (
            "9.9",
            "”9.9”. Beslutade versioner: 1.0 (gäller från 1 oktober 2026) och 1.1 (gäller från 1 november 2026).",
        ),
        ("1.0..x", "har ingen version ”x”."),
        ("2026-02-30", "”2026-02-30” är inget datum som finns. Skriv ÅÅÅÅ-MM-DD, eller en version."),
        ("2001-01-01", "Den 1 januari 2001 gällde ingen beslutad version av"),
    ],
)
def test_a_version_that_does_not_exist_is_refused_with_those_that_do(
    two_versions: Path, span: str, sentence: str
) -> None:
    with pytest.raises(NoReading) as refused:
        sides(OWN, span, opened(two_versions))
    assert sentence in str(refused.value)


def test_what_was_never_decided_and_what_is_not_ours_are_refused(municipality: Municipality) -> None:
    policy = opened(municipality({}))
    with pytest.raises(NoReading, match="Det finns inga beslutade versioner"):
        sides(OWN, None, policy)
    with pytest.raises(NoReading, match=r"är inget av de egna styrdokumenten\. Välj bland"):
        sides("storkoping-2014", None, policy)


def test_nothing_is_told_while_a_file_is_unreadable(decided: Path) -> None:
    edit(decided, ANSWERS, ("title: Avsändare\n", "title: <b>Avsändare</b>\n"))
    with pytest.raises(NoReading, match=r"svar-och-avsandare\.yaml går inte att läsa eller har fel form"):
        sides(OWN, None, opened(decided))


def test_without_a_proposal_a_coming_version_is_what_is_compared(decided: Path) -> None:
    edit(decided, DOCUMENT, LEVEL)
    decide(decided, version="1.1", on=date(2026, 11, 20), valid_from=date(2027, 1, 1))
    before, after = sides(OWN, None, opened(decided))
    assert before.name == "version 1.0, som gäller sedan 1 oktober 2026"
    assert after.name == "version 1.1, som gäller från 1 januari 2027"


# The command and its formats


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.argv", ["kanalboken", "redline", *words])
    return kanalboken.main()


def test_the_command_needs_no_git(
    decided: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shutil.which("git", path=str(decided)) is None
    monkeypatch.setenv("PATH", str(decided))
    edit(decided, DOCUMENT, LEVEL)
    assert run(decided, monkeypatch) == 0
    told = capsys.readouterr().out
    assert told.startswith("Ändringar mot gällande lydelse\nRiktlinjer för sociala medier i Miniköping\n")
    assert "Den som svarar [borttaget: bör] [tillagt: ska] skriva vänligt." in told


def test_the_command_refuses_with_a_sentence(
    decided: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(decided, monkeypatch, "9.9") == 2
    assert "har ingen version ”9.9”" in capsys.readouterr().err


@pytest.mark.parametrize("width", [20, 40, 77, 120, 400])
def test_the_text_fits_the_terminal(redlined: Redlined, width: int) -> None:
    found = redlined((DOCUMENT, *LEVEL), (DOCUMENT, *NUMBER))
    lines = as_text([found], width).splitlines()
    assert max(map(len, lines)) <= max(40, min(width, 120))
    assert "[borttaget: bör]" in " ".join(" ".join(lines).split())


def test_markdown_says_in_words_what_it_marks_and_lets_no_text_be_markup(redlined: Redlined) -> None:
    found = redlined(
        (DOCUMENT, *LEVEL), (ANSWERS, "synas vem som är avsändare.", "synas *vem* [som](x) är _avsändare_ & `en` nr#1.")
    )
    text = as_markdown([found])
    assert r"\[borttaget: ~~bör~~\] \[tillagt: **ska**\]" in text
    assert r"\*vem\* \[som\]\(x\)" in text
    assert r"\_avsändare\_ \& \`en\` nr\#1" in text
    assert "Skäl: Tonen avgör." in text
    assert "\n\n\n" not in text


def test_json_holds_everything(redlined: Redlined) -> None:
    (data,) = json.loads(as_json([redlined((DOCUMENT, *LEVEL), (DOCUMENT, *NUMBER))]))
    number, level = data["changes"]
    assert level["level"] == {"from": "should", "to": "must"}
    assert number["settings"][0]["parameter"] == "within"
    assert "".join(one["text"] for one in level["passages"][0]["words"] if one["kind"] != "removed") == (
        "Den som svarar ska skriva vänligt."
    )
    assert data["document"] == OWN


# The page


def test_the_page_says_in_words_what_it_marks(decided: Path) -> None:
    edit(decided, DOCUMENT, LEVEL, ("sections:\n  - title: Kontot\n", PROPOSAL))
    told = unescape(page_of(opened(decided)))
    assert '<del><span class="kb-change no-print">borttaget: </span>bör</del>' in told
    assert '<ins><span class="kb-change no-print">tillagt: </span>ska</ins>' in told
    assert "Kommunstyrelsen tar upp förslaget den 15 december 2026, ärende KS 2026/77." in told
    assert f'href="../nedladdning/andringar-{OWN}.pdf"' in told
    assert "#### R 3.1.3 Vänlig ton (ändrat) { #andrat-friendly-tone .guideline }" in told


def test_no_text_is_markup_on_the_page(decided: Path) -> None:
    hostile = "<script>x</script> *a* {{ b }} [c](javascript:d) `e`"
    before, after = sides(OWN, None, opened(decided))
    statements = tuple(
        replace(one, title=hostile, sentence=hostile, why=hostile, reason=hostile, items=(("x", hostile),))
        for one in after.edition.statements
    )
    found = compare(before, replace(after, edition=replace(after.edition, statements=statements)))
    told = changes(after.policy, found, alone=True)
    assert len(found.redline.changes) > 20
    assert [word for word in ("<script", "*a*", "{{ b", "](java", "`e`") if word in told] == []
    assert "<script>x</script>" in unescape(told)


def test_without_a_proposal_the_page_shows_the_last_decision(two_versions: Path) -> None:
    told = unescape(page_of(opened(two_versions)))
    assert "från version 1.0 från 8 september 2026, till version 1.1, som gäller sedan 1 november 2026." in told
    assert "#andrat-friendly-tone" in told
    assert "#andrat-response-time" not in told


def test_what_has_one_version_and_what_is_unreadable_is_said_on_the_page(decided: Path) -> None:
    assert "Det finns ännu bara en lydelse" in page_of(opened(decided))
    edit(decided, DOCUMENT, ("sections:\n  - title: Kontot\n", PROPOSAL))
    edit(decided, ANSWERS, ("title: Avsändare\n", "titel: Avsändare\n"))
    assert "går inte att läsa eller har fel form" in page_of(opened(decided))


# Words

SENTENCES = st.lists(
    st.sampled_from(
        ["konto", "ska", "bör", "svar", "inom", "48", "timmar", "och", "e-post", ",", ".", "(", "”", "1.2"]
    ),
    max_size=12,
).map(" ".join)


def wording(stretches: tuple[Stretch, ...], *, without: str) -> str:
    """The later wording (`without` removed) or the earlier one (`without` added), with single spaces."""
    kept = (stretch for stretch in stretches if stretch.kind != without)
    return "".join(f"{' ' if stretch.spaced else ''}{stretch.text}" for stretch in kept).lstrip()


@given(SENTENCES, SENTENCES)
def test_no_word_is_lost_between_two_wordings(before: str, after: str) -> None:
    found = word_differences(before, after)
    assert wording(found, without=REMOVED).split() == after.split()
    assert wording(found, without=ADDED).split() == before.split()
    assert all(one.kind == SAME for one in found) == (before.split() == after.split())


def test_a_crumb_between_two_changes_is_part_of_them() -> None:
    found = word_differences("vänlig, tydlig och saklig.", "vänlig, saklig och snabb.")
    assert [(one.kind, one.text) for one in found][1:3] == [(REMOVED, "tydlig och saklig"), (ADDED, "saklig och snabb")]


def test_what_stands_far_from_a_change_can_be_left_out() -> None:
    long = " ".join(f"ord{number}" for number in range(30))
    found = shortened(word_differences(f"{long} gammal {long}", f"{long} ny {long}"), 2)
    assert [one.text for one in found] == ["… ord28 ord29", "gammal", "ny", "ord0 ord1 …"]
