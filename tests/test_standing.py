"""Läget: five answers, counted by topic and unit, and the same numbers in the picture as in the table beside it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from checks.policy.due_dates import due_dates
from checks.run import open_policy, verdicts
from checks.standing import Answer, Standing, counted, lacking, standings
from hooks.pages.bars import WIDTH, amounts, shares
from hooks.pages.standing import FAR, NEAR, standing
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality
from tests.site_markdown import as_html

ACCOUNT = (MINIATURE / "policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8")


def found(root: Path, as_of: date | None = None) -> list[Standing]:
    policy = open_policy(root, TODAY, as_of)
    return list(standings(policy, verdicts(policy)))


def answers(root: Path, guideline: str, unit: str | None = "kultur") -> list[Answer]:
    return [one.answer for one in found(root) if one.guideline == guideline and one.unit == unit]


# The five answers.


def test_a_check_that_looked_and_was_silent_means_met() -> None:
    assert answers(MINIATURE, "stand-in") == [Answer.MET, Answer.MET]


def test_a_finding_means_not_met_also_when_it_stands_in_the_units_file(municipality: Municipality) -> None:
    lost = ACCOUNT.replace("stand_in: kulturchef\n", "")
    root = municipality({"policy_data/accounts/kultur-facebook.yaml": lost})
    assert sorted(answers(root, "stand-in")) == [Answer.MET, Answer.NOT_MET]
    unit = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
    root = municipality({"policy_data/units/kultur.yaml": re.sub(r"  registered_email.*\n", "", unit)})
    assert answers(root, "own-domain") == [Answer.NOT_MET, Answer.NOT_MET]


def test_whom_a_guideline_does_not_bind_it_does_not_apply_to(municipality: Municipality) -> None:
    assert answers(MINIATURE, "own-profile") == [Answer.NOT_APPLICABLE, Answer.NOT_APPLICABLE]
    assert answers(MINIATURE, "own-profile", "vatten") == [Answer.MET]
    exempted = "exemptions:\n  - {guideline: stand-in, by: kulturchef, until: 2027-01-31, reason: Vakans}\n"
    root = municipality({"policy_data/accounts/kultur-facebook.yaml": ACCOUNT + exempted})
    assert sorted(answers(root, "stand-in")) == [Answer.MET, Answer.NOT_APPLICABLE]


def test_what_no_check_can_see_needs_a_person(municipality: Municipality) -> None:
    assert answers(MINIATURE, "friendly-tone", None) == [Answer.NEEDS_PERSON]
    topic = MINIATURE / "policy_data/guidelines/konton.yaml"
    attested = topic.read_text(encoding="utf-8").replace("verified_by: [KO103]", "verified_by: attested")
    root = municipality({"policy_data/guidelines/konton.yaml": attested})
    assert answers(root, "account-purpose") == [Answer.NEEDS_PERSON, Answer.NEEDS_PERSON]


def test_an_account_that_cannot_be_read_is_unknown(municipality: Municipality) -> None:
    root = municipality({"policy_data/accounts/kultur-facebook.yaml": ACCOUNT + "fel: 1\n"})
    assert sorted(answers(root, "stand-in")) == [Answer.MET, Answer.UNKNOWN]


def test_what_concerns_the_whole_organisation_has_one_answer() -> None:
    assert answers(MINIATURE, "current-law", None) == [Answer.MET]
    late = [one.answer for one in found(MINIATURE, date(2028, 1, 1)) if one.guideline == "laws-read-again"]
    assert late == [Answer.NOT_MET]


def test_a_level_that_demands_nothing_has_no_answer() -> None:
    policy = open_policy(ROOT, TODAY)
    weak = {id for id, leaf in policy.in_force.items() if leaf.level in ("may", "need-not", "info")}
    assert weak
    assert not weak & {one.guideline for one in found(ROOT)}


# Counted.


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_topics_and_units_count_the_same_answers(root: Path) -> None:
    every = found(root)
    by_topic = sum(counted((one.topic, one.answer) for one in every).values(), Counter())
    by_unit = sum(counted((one.unit, one.answer) for one in every).values(), Counter())
    assert by_topic == by_unit == Counter(one.answer for one in every)
    assert by_topic.total() == len(every)


def test_what_an_account_lacks_is_found_wherever_it_stands(municipality: Municipality) -> None:
    unit = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
    root = municipality({"policy_data/units/kultur.yaml": re.sub(r"  registered_email.*\n", "", unit)})
    found = lacking(verdicts(open_policy(root, TODAY)))
    assert {id: [one.check for one in findings] for id, findings in found.items()} == {
        "kultur-facebook": ["KO109"],
        "kultur-x": ["KO109"],
    }


# Drawn.


def test_a_bar_is_filled_by_its_parts_and_none_is_too_narrow_to_see() -> None:
    (bar,) = shares([("Ämne", {"a": 1, "b": 0, "c": 999})], ("a", "b", "c"))
    assert [(part.kind, part.count) for part in bar.parts] == [("a", 1), ("c", 999)]
    assert bar.parts[0].width >= 3
    assert bar.parts[0].x == 0
    assert bar.parts[1].x + bar.parts[1].width == WIDTH
    assert bar.total == 1000


def test_bars_of_amounts_are_as_long_as_their_rows_are_large() -> None:
    short, long, none = amounts([("x", {"a": 1, "b": 1}), ("y", {"a": 8}), ("z", {})], ("a", "b"))
    assert sum(part.width for part in short.parts) == WIDTH / 4
    assert sum(part.width for part in long.parts) == WIDTH
    assert none.parts == ()
    assert amounts([], ("a",)) == ()


def shown(root: Path, as_of: date | None = None) -> html.HtmlElement:
    policy = open_policy(root, TODAY, as_of)
    page = as_html(standing(policy, tuple(verdicts(policy))))
    return html.fromstring(f"<div>{page}</div>")


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_the_picture_and_the_table_beside_it_say_the_same(root: Path) -> None:
    tree = shown(root, date(2027, 9, 1))
    pairs = tree.xpath("//div[contains(@class, 'kb-beside')]")
    assert len(pairs) == 3
    for pair in pairs:
        drawn = {}
        for bar in pair.xpath(".//svg[contains(@class, 'kb-bars')]//g"):
            label, total = bar.xpath("./text/text()")
            drawn[label] = (int(total), len(bar.xpath("./rect")))
        told = {}
        for row in pair.xpath(".//tbody/tr"):
            counts = [int(cell.text) for cell in row.xpath("./td")]
            told[row.xpath("./th")[0].text_content()] = (sum(counts), sum(count > 0 for count in counts))
        assert drawn == told != {}


def test_the_picture_has_a_name_and_a_description_and_patterns_beside_colours() -> None:
    tree = shown(ROOT)
    for picture in tree.xpath("//svg[contains(@class, 'kb-bars')]"):
        assert picture.get("role") == "img"
        named = picture.get("aria-labelledby").split()
        assert [tree.get_element_by_id(id).text for id in named] == [
            picture.findtext("title"),
            picture.findtext("desc"),
        ]
    patterns = set(tree.xpath("//pattern/@id"))
    used = {fill[5:-1] for fill in tree.xpath("//rect/@fill")}
    assert used == patterns
    looks = tree.xpath("(//ul[@class='kb-legend'])[last()]//rect/@class")
    assert len(looks) == len(set(looks)) == len(Answer), "no two answers look alike"


def test_the_page_lists_what_is_overdue_and_falls_due() -> None:
    policy = open_policy(ROOT, TODAY, date(2027, 9, 30))
    tree = shown(ROOT, date(2027, 9, 30))
    rows = [row.text_content() for row in tree.xpath("//table[contains(@class, 'kb-dues')]/tbody/tr")]
    days = [(due.on - policy.today).days for due in due_dates(policy)]
    assert len(rows) == sum(day <= FAR for day in days)
    figures = [int(one) for one in tree.xpath("//dl[@class='kb-figures']/div/dd/text()")]
    assert figures[:2] == [sum(day < 0 for day in days), sum(0 <= day <= NEAR for day in days)]
    assert min(figures[:2]) > 0


def test_without_accounts_and_without_documents_the_page_still_reads_right(municipality: Municipality) -> None:
    root = municipality({})
    for path in (root / "policy_data/accounts").iterdir():
        path.unlink()
    text = shown(root).text_content()
    assert "Inget är försenat och inget ska göras de närmaste" in text
    organisation = root / "policy_data/organisation.yaml"
    content = re.sub(r"^documents: .*$", "documents: []", organisation.read_text(encoding="utf-8"), flags=re.MULTILINE)
    organisation.write_text(content, encoding="utf-8")
    assert "Inget styrdokument är i kraft" in shown(root).text_content()
