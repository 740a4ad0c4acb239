"""The ways in: each need leads to a page that the catalogue fills, and one can ask whether a page is ours."""

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from checks.policy.addresses import normal_form
from checks.policy.needs import has_something, rules_for
from checks.policy.policy import Policy
from checks.policy.sentences import finished, plain
from checks.run import open_policy
from hooks.pages.need import SHOWN
from tests.handbook import DESKTOP, PHONE, Handbook, Scheme, opened, violations
from tests.municipality import MINIATURE, ROOT, TODAY

ASKED = "behov/var-sida.html"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


def test_the_start_page_has_a_card_for_each_need_in_order(handbook: Handbook, policy: Policy) -> None:
    cards = handbook.tree("index.html").xpath("//ul[contains(@class, 'kb-needs')]/li/a")
    assert [card.text_content() for card in cards] == [need.title for need in policy.needs.values()]
    for card in cards:
        assert (handbook.site / card.get("href")).is_file()


def test_a_needs_page_says_what_binds_its_reader_the_strictest_first(handbook: Handbook, policy: Policy) -> None:
    for need in (one for one in policy.needs.values() if not one.leads_to):
        text = handbook.text(f"behov/{need.id}.html")
        for topic in need.topics:
            rules = rules_for(need, topic, policy)
            levels = [leaf.level in ("must", "must-not") for _, leaf in rules]
            assert levels == sorted(levels, reverse=True)
            for at, (guideline, leaf) in enumerate(rules):
                assert set(leaf.actors or guideline.actors) & set(need.actors)
                if at < SHOWN:
                    assert " ".join(plain(finished(guideline, leaf, policy)).split()) in text


def test_every_topic_and_guide_of_a_need_is_reached_from_its_page(handbook: Handbook, policy: Policy) -> None:
    for need in (one for one in policy.needs.values() if not one.leads_to):
        leads = set(handbook.tree(f"behov/{need.id}.html").xpath("//article//a/@href"))
        assert {f"../guider/{id}.html" for id in need.guides} <= leads
        assert {f"../riktlinjer/{id}.html" for id in need.topics if rules_for(need, id, policy)} <= leads
        assert {f"../texter/{id}.html" for id in need.texts} <= leads


def test_a_need_that_leads_to_nothing_is_known() -> None:
    policy = open_policy(MINIATURE, TODAY)
    need = policy.needs["svara"]
    assert has_something(need, policy)
    assert not has_something(replace(need, actors=(), guides=(), texts=()), policy)
    assert has_something(replace(need, topics=(), guides=(), texts=(), leads_to="andra/index.md"), policy)
    assert not has_something(policy.needs["var-sida"], replace(policy, accounts={}))


# Is this page ours?


def asked(page: Page, text: str) -> str:
    page.get_by_label("Adress eller kontonamn").fill(text)
    page.get_by_role("button", name="Är det vårt?").click()
    answer = page.locator(".kb-answer")
    expect(answer).not_to_be_empty()
    return " ".join(answer.inner_text().split())


VERDICTS = {"planned": "Nej, inte än.", "closed": "Det var vårt, men är det inte längre."}


def test_every_account_is_recognised_however_its_address_is_written(
    browser: Browser, handbook: Handbook, policy: Policy
) -> None:
    with opened(browser) as page:
        page.goto(handbook.address + ASKED)
        for account in policy.accounts.values():
            form = normal_form(account.url, policy.platforms[account.platform])
            for written in (account.url, form, f"http://{form}/", f"https://m.{form}?utm=1#top", f"{form}/posts/1"):
                answer = asked(page, written)
                assert answer.startswith(VERDICTS.get(account.status, "Ja, det är vårt.")), written
                assert account.name in answer, written


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("https://www.facebook.com/exempelbykommun.officiell", "Nej, det finns inte i vår lista."),
        ("https://www.facebook.com.evil.example/exempelbykommun", "Nej, det finns inte i vår lista."),
        ("https://www.f\u0430cebook.com/exempelbykommun", "Nej, det finns inte i vår lista."),  # a Cyrillic a
        ("twitter.com/exempelbykommun", "Ja, det är vårt."),
        ("FACEBOOK.COM/ExempelbyKommun", "Ja, det är vårt."),
        ("@exempelbykommun", "Vi har konton med det namnet."),
        ("exempelbykommun", "Vi har konton med det namnet."),
        ("@exempelby_kommun", "Nej, det finns inte i vår lista."),
        ("https://www.exempelby.example/kontakt", "Ja, adressen är vår egen."),
        ("https://www.facebook.com/exempelby.officiell", "Nej, kontot är falskt."),
        ("https://user@www.facebook.com/exempelbykommun", "Nej, det finns inte i vår lista."),
        ("javascript:alert(1)", "Det går inte att läsa som en adress."),
        ("https://", "Det går inte att läsa som en adress."),
        ("<img src=x onerror=alert(1)>", "Det går inte att läsa som en adress."),
        ("facebook.com/%E0%A4%A", "Nej, det finns inte i vår lista."),
    ],
)
def test_an_address_gets_its_verdict(browser: Browser, handbook: Handbook, written: str, verdict: str) -> None:
    with opened(browser) as page:
        page.goto(handbook.address + ASKED)
        assert asked(page, written).startswith(verdict)


def test_one_can_ask_from_the_keyboard_and_with_no_server(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, PHONE) as page:
        page.goto((handbook.site / ASKED).as_uri())
        page.get_by_label("Adress eller kontonamn").fill("facebook.com/nagonannan")
        page.keyboard.press("Enter")
        answer = page.get_by_role("status").filter(has_text="Nej, det finns inte i vår lista.")
        expect(answer).to_be_visible()
        expect(answer.get_by_role("link", name="Så gör du med ett falskt konto")).to_be_visible()


def test_without_script_the_list_is_there_and_the_field_is_not(browser: Browser, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(handbook.address + ASKED)
    expect(page.get_by_label("Adress eller kontonamn")).to_be_hidden()
    expect(page.locator(".kb-official li").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def test_axe_finds_nothing_in_an_answer(browser: Browser, handbook: Handbook, size: object, scheme: Scheme) -> None:
    with opened(browser, size, scheme) as page:  # type: ignore[arg-type]  # a size is two numbers by name
        page.goto(handbook.address + ASKED)
        asked(page, "facebook.com/nagonannan")
        assert violations(page) == []
