"""Guides in a real browser: walked from the keyboard to the answer that the data says, and whole without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from checks.policy.guides import filled, walk
from checks.policy.model.guides import Guide, GuideCase
from checks.run import open_policy
from tests.handbook import DESKTOP, PHONE, SMALLEST, Handbook, Scheme, opened, search, violations
from tests.municipality import ROOT, TODAY

POLICY = open_policy(ROOT, TODAY)
GUIDES = tuple(POLICY.guides.values())
LONGEST = sorted(GUIDES, key=lambda guide: len(guide.questions))[-3:]
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
each_long_guide = pytest.mark.parametrize("guide", LONGEST, ids=lambda guide: guide.id)


def address(handbook: Handbook, guide: Guide) -> str:
    return f"{handbook.address}guider/{guide.id}.html"


def answer(page: Page, guide: Guide, case: GuideCase) -> None:
    """Answer every question of a case as somebody who has no mouse."""
    for number, step in enumerate(walk(guide, case.answers)[0].steps):
        expect(page.get_by_role("status").filter(has_text=f"Fråga {number + 1}")).to_be_visible()
        heading = page.locator("fieldset h2")
        expect(heading).to_have_text(filled(step.question.text, POLICY))
        if number:
            expect(heading).to_be_focused()
            for _ in range(step.question.answers.index(step.answer) + 1):
                page.keyboard.press("Tab")
        else:
            page.locator("fieldset button").nth(step.question.answers.index(step.answer)).focus()
        expect(page.locator("button:focus")).to_have_text(filled(step.answer.text, POLICY))
        page.keyboard.press("Enter")


def shown(page: Page) -> set[str]:
    """The outcomes that can be seen."""
    seen = page.locator("[data-outcome]:visible").evaluate_all("all => all.map(one => one.dataset.outcome)")
    return set(seen)


# Answers every question of one case after the other by pressing the button with the answer's words, from the first
# question to the end, and tells what was asked on the way and what is shown then.
WALK = """
cases => cases.map(answers => {
  const asked = answers.map(answer => {
    const heading = document.querySelector("fieldset h2")?.textContent;
    [...document.querySelectorAll("fieldset button")].find(one => one.textContent === answer)?.click();
    return heading;
  });
  const visible = [...document.querySelectorAll("[data-outcome]")].filter(one => one.checkVisibility());
  const seen = {
    asked,
    outcomes: [...new Set(visible.map(one => one.dataset.outcome))],
    focus: document.activeElement.id,
    trail: document.querySelectorAll(".kb-walk-trail li").length,
    open: document.querySelectorAll("fieldset").length,
  };
  [...document.querySelectorAll("button")].find(one => one.textContent === "Börja om")?.click();
  return seen;
})
"""


@each_guide
def test_every_case_is_walked_to_its_outcome(browser: Browser, handbook: Handbook, guide: Guide) -> None:
    steps = [walk(guide, case.answers)[0].steps for case in guide.cases]
    with opened(browser) as page:
        page.goto(address(handbook, guide))
        assert shown(page) == set()
        seen = page.evaluate(WALK, [[filled(step.answer.text, POLICY) for step in one] for one in steps])
    for case, one, found in zip(guide.cases, steps, seen, strict=True):
        assert found == {
            "asked": [filled(step.question.text, POLICY) for step in one],
            "outcomes": [case.outcome],
            "focus": case.outcome,
            "trail": len(one),
            "open": 0,
        }, case.situation


@each_long_guide
def test_a_guide_is_walked_from_the_keyboard(browser: Browser, handbook: Handbook, guide: Guide) -> None:
    case = max(guide.cases, key=lambda one: len(one.answers))
    with opened(browser) as page:
        page.goto(address(handbook, guide))
        answer(page, guide, case)
        expect(page.locator(f"h2#{case.outcome}")).to_be_focused()
        assert shown(page) == {case.outcome}
        page.get_by_role("button", name="Börja om").press("Enter")
        expect(page.locator("fieldset h2")).to_be_focused()


def test_answers_that_the_guide_no_longer_has_lead_no_further(browser: Browser, handbook: Handbook) -> None:
    guide = LONGEST[-1]
    first = guide.questions[0]
    with opened(browser) as page:
        page.goto(address(handbook, guide))
        page.evaluate("given => history.replaceState({guide: given, whole: false}, '')", ["unheard-of", "yes"])
        page.reload()
        expect(page.locator("fieldset h2")).to_have_text(filled(first.text, POLICY))
        assert page.locator(".kb-walk-trail").count() == 0


@each_long_guide
def test_the_reader_can_go_back_change_an_answer_and_come_back_to_the_page(
    browser: Browser, handbook: Handbook, guide: Guide
) -> None:
    case = max(guide.cases, key=lambda one: len(one.answers))
    steps = walk(guide, case.answers)[0].steps
    with opened(browser, PHONE) as page:
        page.goto(address(handbook, guide))
        answer(page, guide, case)
        page.reload()
        assert shown(page) == {case.outcome}
        page.locator(f"#{case.outcome} + div .kb-meta a").last.click()
        page.go_back()
        expect(page.locator(f"h2#{case.outcome}")).to_be_visible()
        page.go_back()  # the browser's own way back is one answer, too
        expect(page.locator("fieldset h2")).to_have_text(filled(steps[-1].question.text, POLICY))
        page.get_by_role("button", name="Tillbaka", exact=True).click()
        expect(page.locator("fieldset h2")).to_have_text(filled(steps[-2].question.text, POLICY))
        page.get_by_role("button", name=f"Ändra svaret på frågan: {filled(steps[0].question.text, POLICY)}").click()
        expect(page.locator("fieldset h2")).to_be_focused()
        expect(page.locator("fieldset h2")).to_have_text(filled(steps[0].question.text, POLICY))


@each_long_guide
def test_the_whole_guide_is_shown_on_demand_and_when_a_link_leads_into_it(
    browser: Browser, handbook: Handbook, guide: Guide
) -> None:
    everything = {outcome.id for outcome in guide.outcomes}
    with opened(browser) as page:
        page.goto(address(handbook, guide))
        expect(page.locator("table")).to_be_hidden()
        toggle = page.get_by_role("button", name="Visa hela guiden")
        toggle.press("Enter")
        expect(page.locator("table")).to_be_visible()
        assert shown(page) == everything
        page.get_by_role("button", name="Gå igenom frågorna").press("Enter")
        expect(page.locator("table")).to_be_hidden()
        expect(page.locator("fieldset h2")).to_be_focused()
        page.goto("about:blank")
        page.goto(f"{address(handbook, guide)}#{guide.outcomes[-1].id}")
        assert shown(page) == everything
        expect(page.locator(f"h2#{guide.outcomes[-1].id}")).to_be_in_viewport()


def test_without_script_the_whole_guide_is_there(browser: Browser, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for guide in GUIDES:
        page.goto(address(handbook, guide))
        expect(page.locator(".kb-questions > li:visible")).to_have_count(len(guide.questions))
        expect(page.locator(".kb-rules tbody tr:visible")).to_have_count(len(guide.rules))
        assert shown(page) == {outcome.id for outcome in guide.outcomes}
        assert page.locator("fieldset, .kb-walk-bar").count() == 0
    context.close()


@each_long_guide
def test_on_paper_the_whole_guide_is_there(browser: Browser, handbook: Handbook, guide: Guide) -> None:
    with opened(browser) as page:
        page.goto(address(handbook, guide))
        page.emulate_media(media="print")
        expect(page.locator(".kb-rules")).to_be_visible()
        assert shown(page) == {outcome.id for outcome in guide.outcomes}
        expect(page.locator("fieldset")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_at_a_question_at_the_end_and_in_the_whole(
    browser: Browser, handbook: Handbook, size: ViewportSize, scheme: Scheme
) -> None:
    guide = LONGEST[-1]
    case = max(guide.cases, key=lambda one: len(one.answers))
    with opened(browser, size, scheme) as page:
        page.goto(address(handbook, guide))
        assert violations(page) == []
        answer(page, guide, case)
        assert violations(page) == []
        page.get_by_role("button", name="Visa hela guiden").click()
        assert violations(page) == []


@each_long_guide
def test_a_guide_asks_nobody_else_for_anything(browser: Browser, handbook: Handbook, guide: Guide) -> None:
    case = max(guide.cases, key=lambda one: len(one.answers))
    with opened(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address(handbook, guide), wait_until="load")
        answer(page, guide, case)
        page.get_by_role("button", name="Visa hela guiden").click()
        assert [url for url in asked if not url.startswith((handbook.address, "data:", "blob:"))] == []


@each_long_guide
def test_a_guide_is_walked_when_the_handbook_is_opened_from_a_folder(
    browser: Browser, handbook: Handbook, guide: Guide
) -> None:
    with opened(browser) as page:
        page.goto((handbook.site / "guider" / f"{guide.id}.html").as_uri())
        answer(page, guide, guide.cases[0])
        assert shown(page) == {guide.cases[0].outcome}


@each_long_guide
def test_nothing_needs_sideways_scrolling_on_the_smallest_screen(
    browser: Browser, handbook: Handbook, guide: Guide
) -> None:
    with opened(browser, SMALLEST) as page:
        page.goto(address(handbook, guide))
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
        page.get_by_role("button", name="Visa hela guiden").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]


def test_search_finds_every_guide_by_its_title(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, searching=True) as page:
        page.goto(handbook.address)
        for guide in GUIDES:
            found = [
                one.removeprefix(handbook.address) for one in search(page, filled(guide.title, POLICY).rstrip("?"))
            ]
            pages = list(dict.fromkeys(one.partition("#")[0] for one in found))
            assert f"guider/{guide.id}.html" in pages[:3], guide.title


def test_the_script_is_one_small_file_without_handlers_in_the_page(handbook: Handbook) -> None:
    script = Path(handbook.site / "assets/guide.js").read_text(encoding="utf-8")
    assert len(script) < 8000
    assert not any(word in script for word in ("innerHTML", "eval", "Function(", "fetch", "import", ".style"))
    for guide in GUIDES:
        assert handbook.tree(f"guider/{guide.id}.html").xpath("//article//@*[starts-with(name(), 'on')]") == []
