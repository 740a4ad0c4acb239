"""The other prints: each holds what its page holds, is usable without the page, and is linked from where one looks."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from checks.policy.guides import filled
from checks.policy.model.guides import Guide
from checks.policy.policy import DEMANDING
from checks.policy.redline.readings import shown_sides
from checks.policy.sentences import finished, items_of, plain
from checks.policy.single_document import as_its_body
from checks.policy.texts import filled_text
from hooks.pages.text import versions
from hooks.paper import prints as every_print
from hooks.paper import typeset
from hooks.paper.prints.guide import guide_sheet
from hooks.paper.tree import elements, words
from tests.handbook import Handbook
from tests.municipality import ROOT, TODAY, Municipality
from tests.printed import file_of, pages_of, print_of, prints, shown, squeezed, without_headers

GUIDES = shown().guides
CHECKLISTS = [topic for topic in shown().topics.values() if topic.checklist]
POSTERS = [(text, version) for text in shown().texts.values() if text.poster for version in versions(text, shown())]


def told(address: str) -> str:
    return squeezed(without_headers(pages_of(file_of(address))))


# Where they are


def linked_prints() -> Iterator[tuple[str, str]]:
    """The page where a reader looks for a print, and the print."""
    yield "konton/index.html", "nedladdning/kontolista.pdf"
    yield from ((f"guider/{id}.html", f"nedladdning/guide-{id}.pdf") for id in GUIDES)
    yield from ((f"riktlinjer/{one.id}.html", f"nedladdning/checklista-{one.id}.pdf") for one in CHECKLISTS)
    for text, version in POSTERS:
        if version.complete:
            yield f"texter/{text.id}.html", f"nedladdning/affisch-{text.id}-{version.anchor}.pdf"
    for document in shown().documents_in_force:
        yield f"dokument/{document.id}.html", f"nedladdning/{document.id}.pdf"
        if shown_sides(document.id, shown()):
            yield "andringar/index.html", f"nedladdning/andringar-{document.id}.pdf"


def test_every_print_is_linked_from_the_page_where_one_looks_for_it(handbook: Handbook) -> None:
    expected = list(linked_prints())
    assert {address for _, address in expected} == {address for address, _ in every_print(shown())}
    assert {"checklista-starta-konto.pdf", "kontolista.pdf"} <= {Path(address).name for _, address in expected}
    assert len(GUIDES) >= 18
    missing = [
        address for page, address in expected if not handbook.tree(page).xpath("//a[@href=$to]", to=f"../{address}")
    ]
    assert missing == []
    assert [address for _, address in expected if not (handbook.site / address).read_bytes().startswith(b"%PDF")] == []


def test_one_body_has_no_accounts_guides_or_posters() -> None:
    policy = as_its_body(shown().documents["saffle-etiska-regler"], shown())
    assert [address for address, _ in every_print(policy)] == ["nedladdning/saffle-etiska-regler.pdf"]


def test_two_processes_set_what_one_sets(municipality: Municipality) -> None:
    program = (
        "import datetime, hashlib, sys; from pathlib import Path; from checks.run import open_policy\n"
        "from hooks.exports import write_downloads; from hooks.paper import has_begun\n"
        f"root = Path(sys.argv[1]); policy = open_policy(root, {TODAY!r})\n"
        "for begun in (False, True):\n"  # Typst has threads the second time, so one process does all
        "    assert has_begun() is begun\n"
        "    files = [one for one in write_downloads(policy, root) if one.suffix == '.pdf']\n"
        "    print(*(f'{one.name}:{hashlib.sha256(one.read_bytes()).hexdigest()}' for one in sorted(files)))"
    )
    command = [sys.executable, "-c", program, str(municipality({}))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    first, second = done.stdout.splitlines()
    assert first == second
    assert first.count(".pdf:") > 1


@pytest.mark.parametrize("possible", [True, False])
def test_beside_the_pages_the_same_is_set(possible: bool, municipality: Municipality, tmp_path: Path) -> None:
    program = (
        "import datetime, sys; from pathlib import Path; from checks.policy import two_processes\n"
        "from checks.run import open_policy; from hooks.exports import write_downloads, write_downloads_beside\n"
        "from hooks.paper import has_begun\n"
        f"two_processes._possible = lambda: {possible}\n"
        f"root, site = map(Path, sys.argv[1:]); policy = open_policy(root, {TODAY!r})\n"
        "awaited_names = set()\n"
        "def pages(awaited):\n"
        "    assert not has_begun()\n"
        "    awaited_names.update(Path(address).name for address in awaited)\n"
        "    for address in awaited:\n"
        "        assert not (root / 'docs' / address).exists()\n"
        "    (site / 'nedladdning').mkdir(parents=True)\n"
        "write_downloads_beside(pages, policy, root, site, public=False)\n"
        f"assert has_begun() is not {possible}\n"
        "set_beside = {one.name: one.read_bytes() for one in (site / 'nedladdning').iterdir()}\n"
        "written = {one.name: one.read_bytes() for one in write_downloads(policy, root) if one.name in awaited_names}\n"
        "assert set_beside == written and {one.rpartition('.')[2] for one in written} == {'pdf', 'ics'}"
    )
    command = [sys.executable, "-c", program, str(municipality({})), str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# Guides


def way_on(guide: Guide, answers: Mapping[str, str]) -> str:
    """Follow a sheet as its reader does, question by question; return the title of what it ends in."""
    nodes = {node["id"]: node for node in elements(list(guide_sheet(shown(), guide).body)) if "id" in node}
    sections = [node for node in elements(list(guide_sheet(shown(), guide).body)) if node["tag"] == "section"]
    lists = {section["children"][0]["id"]: section for section in sections}
    question_ids = {filled(one.text, shown()): one for one in guide.questions}
    at = "fraga-1"
    for _ in range(len(nodes)):
        heading = words(nodes[at]["children"][1:])
        if at.startswith("svar-"):
            return heading
        question = question_ids[heading]
        answer = next(one.text for one in question.answers if one.id == answers[question.id])
        at = leads_to(lists[at], filled(answer, shown()))
    raise AssertionError("the sheet leads round in a circle")


def leads_to(section: dict[str, Any], answer: str) -> str:
    (row,) = (
        item
        for item in elements([section])
        if item["tag"] == "li" and words(item["children"]).startswith(f"{answer} → ")
    )
    (link,) = (node["href"] for node in elements([row]) if "href" in node)
    return str(link).removeprefix("#")


@pytest.mark.parametrize("id", GUIDES)
def test_a_sheet_leads_every_situation_to_its_outcome(id: str) -> None:
    guide = GUIDES[id]
    titles = {outcome.id: filled(outcome.title, shown()) for outcome in guide.outcomes}
    ends = {case.situation: way_on(guide, case.answers) for case in guide.cases}
    assert ends == {case.situation: titles[case.outcome] for case in guide.cases}


@pytest.mark.parametrize("id", GUIDES)
def test_a_sheet_holds_the_whole_guide(id: str) -> None:
    guide, text = GUIDES[id], told(f"nedladdning/guide-{id}.pdf")
    parts = [guide.title, guide.summary]
    parts += [
        part for one in guide.questions for part in (one.text, one.help or "", *(two.text for two in one.answers))
    ]
    parts += [part for one in guide.outcomes for part in (one.title, one.text, *one.steps)]
    assert [part for part in parts if squeezed(filled(part, shown())) not in text] == []


def test_most_guides_fit_on_one_page_and_none_needs_more_than_three() -> None:
    pages = Counter(len(pages_of(file_of(f"nedladdning/guide-{id}.pdf"))) for id in GUIDES)
    assert pages[1] > len(GUIDES) / 2
    assert max(pages) <= 3


# Checklists


@pytest.mark.parametrize("topic", CHECKLISTS, ids=lambda topic: topic.id)
def test_a_checklist_holds_each_guideline_in_force_once_with_a_box_for_what_is_demanded(topic: Any) -> None:
    policy, address = shown(), f"nedladdning/checklista-{topic.id}.pdf"
    rows = [
        (policy.stated(one.id) or one, policy.in_force[one.id]) for one in topic.guidelines if one.id in policy.in_force
    ]
    boxes = [node for node in elements(list(print_of(address).body)) if "kb-ticks" in node["classes"]]
    ticked = squeezed(" ".join(words(item["children"]) for box in boxes for item in box["children"]))
    text = told(address)
    for guideline, leaf in rows:
        sentence = squeezed(plain(finished(guideline, leaf, policy)))
        assert text.count(f"{sentence}({squeezed(leaf.number)})") == 1
        assert (sentence in ticked) == (leaf.level in DEMANDING)
        assert [item.text for item in items_of(guideline, leaf) if squeezed(item.text) not in text] == []
    assert len(rows) > 3


# The list of accounts


def test_the_list_holds_every_account_with_its_address_roles_and_mailboxes() -> None:
    text, policy = told("nedladdning/kontolista.pdf"), shown()
    for account in policy.accounts.values():
        roles = [policy.roles[role] for role in (account.owner, account.stand_in) if role]
        parts = [account.name, account.url, account.purpose or "", *(one.title for one in roles)]
        assert [part for part in (*parts, *(one.mailbox for one in roles)) if squeezed(part) not in text] == []
    holders = [role.holder for role in policy.roles.values() if role.holder]
    assert holders
    assert [holder for holder in holders if holder in text] == []


# Posters


def test_a_poster_is_the_text_as_the_register_fills_it_on_one_page() -> None:
    complete = [(text, version) for text, version in POSTERS if version.complete]
    assert len(complete) >= 5
    for text, version in islice(complete, 3):
        address = f"nedladdning/affisch-{text.id}-{version.anchor}.pdf"
        (page,) = pages_of(file_of(address))
        assert squeezed(page).startswith(squeezed(text.title + filled_text(text, shown(), version.accounts[0])))
        assert "[" not in page


def test_what_nobody_can_fill_in_is_no_poster() -> None:
    general = next(version for text, version in POSTERS if not version.accounts)
    assert not general.complete
    assert [address for address in prints() if re.search(r"affisch-.*-texten\.pdf", address)] == []


# Bytes


def test_a_print_is_the_same_when_the_compiler_has_made_others_between() -> None:
    for address in ("nedladdning/kontolista.pdf", f"nedladdning/guide-{next(iter(GUIDES))}.pdf"):
        assert typeset(print_of(address)) == file_of(address)
