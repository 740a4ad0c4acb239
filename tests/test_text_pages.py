"""Standard texts in a real browser: shown by account, edited and counted, copied as edited, whole without script."""

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from checks.policy.texts import accounts_using, filled_text
from checks.run import open_policy
from tests.handbook import DESKTOP, PHONE, SMALLEST, Handbook, Scheme, opened, violations
from tests.municipality import ROOT, TODAY

POLICY = open_policy(ROOT, TODAY)
ABOUT, RULES = POLICY.texts["om-facebook"], POLICY.texts["regler-for-kommentarer"]


def test_a_text_is_edited_and_counted_against_the_limit(browser: Browser, handbook: Handbook) -> None:
    limit = POLICY.platforms["facebook"].limits.about
    assert limit is not None
    with opened(browser, PHONE) as page:
        page.goto(f"{handbook.address}texter/om-facebook.html")
        field = page.locator("textarea").first
        original = field.input_value()
        expect(page.locator(".kb-count").first).to_have_text(f"{len(original)} av {limit} tecken")
        field.fill("🌲" * (limit + 1))
        expect(page.locator(".kb-count").first).to_have_text(f"{limit + 1} av {limit} tecken För lång: korta med 1.")
        field.press("Backspace")
        expect(page.locator(".kb-count").first).to_have_text(f"{limit} av {limit} tecken")
        page.get_by_role("button", name="Återställ").press("Enter")
        assert field.input_value() == original
        expect(field).to_be_focused()
        expect(page.get_by_role("button", name="Återställ")).to_be_hidden()


def test_what_is_copied_is_the_text_as_edited(browser: Browser, handbook: Handbook) -> None:
    with opened(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=handbook.address)
        page.goto(f"{handbook.address}texter/om-facebook.html")
        page.locator("textarea").first.fill("Vi hörs!")
        page.get_by_role("button", name="Kopiera texten").first.press("Enter")
        page.get_by_role("status").filter(has_text="Kopierat").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == "Vi hörs!"


def test_the_text_of_one_account_is_shown_by_choice_and_by_link(browser: Browser, handbook: Handbook) -> None:
    account = POLICY.accounts["biblioteket-instagram"]
    with opened(browser) as page:
        page.goto(f"{handbook.address}texter/{RULES.id}.html")
        assert page.locator("textarea:visible").count() == 1
        page.get_by_label("Visa texten för").select_option(account.id)
        assert page.locator("textarea:visible").input_value() == filled_text(RULES, POLICY, account)
        page.goto("about:blank")
        page.goto(f"{handbook.address}texter/{RULES.id}.html#{account.id}")
        assert page.locator("textarea:visible").input_value() == filled_text(RULES, POLICY, account)
        assert page.get_by_label("Visa texten för").input_value() == account.id


def test_without_script_every_filled_text_is_there_with_its_count(browser: Browser, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for text in POLICY.texts.values():
        page.goto(f"{handbook.address}texter/{text.id}.html")
        found = page.locator("pre.kb-copied:visible").all_text_contents()
        assert {filled_text(text, POLICY, account) for account in accounts_using(text, POLICY)} <= set(found), text.id
        counts = page.locator("[data-kb-count]:visible").all_text_contents()
        assert [count.split()[0] for count in counts] == [str(len(one)) for one in found]
    context.close()


def test_a_page_tells_what_its_text_must_have_and_who_uses_it(handbook: Handbook) -> None:
    page = handbook.tree("texter/om-facebook.html")
    demanded = [guideline.id for guideline, _ in POLICY.demands("KO117", POLICY.accounts["exempelby-facebook"])]
    links = [link.rpartition("#")[2] for link in page.xpath("//ul[@class='kb-elements']/li/a/@href")]
    assert set(demanded) <= set(links)
    assert page.xpath("//li[@class='kb-lacking']") == []
    assert page.xpath("//dd//a[contains(@href, 'guider/ska-vi-starta-ett-konto.html#start')]")
    assert page.xpath("//dd[contains(., 'LIX') and contains(., 'att läsa')]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_when_a_text_is_too_long(
    browser: Browser, handbook: Handbook, size: ViewportSize, scheme: Scheme
) -> None:
    with opened(browser, size, scheme) as page:
        page.goto(f"{handbook.address}texter/{RULES.id}.html")
        page.locator("textarea:visible").fill("a" * 3000)
        assert violations(page) == []


def test_nothing_needs_sideways_scrolling_on_the_smallest_screen(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, SMALLEST) as page:
        for text in (ABOUT, RULES):
            page.goto(f"{handbook.address}texter/{text.id}.html")
            assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
