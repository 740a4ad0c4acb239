"""Ten questions that staff would ask, written down first: each is answered in at most four clicks from the start page
on a phone, and by the search among the first three hits."""

import pytest
from msgspec import Struct
from playwright.sync_api import Browser

from tests.handbook import PHONE, Handbook, opened, search

MOST_CLICKS = 4
FIRST = 3


class Question(Struct, frozen=True):
    """Who asks and what; the links to follow from the start page, the answer there, what to search for and where that
    leads."""

    who: str
    asks: str
    clicks: tuple[str, ...]
    answer: str
    searched: str
    place: str


QUESTIONS = (
    Question(
        "bibliotekarien",
        "Får vi visa barnen på sagostunden på Instagram?",
        ("Jag vill publicera", "Allt om ämnet: Bilder på människor"),
        "avstå från bilder där barn kan identifieras",
        "bilder på barn",
        "riktlinjer/bilder.html",
    ),
    Question(
        "bibliotekarien",
        "En låntagare har skrivit sitt personnummer i en kommentar. Vad svarar jag?",
        ("Någon har skrivit något", "Svar när någon har skrivit något hemligt eller känsligt"),
        "Dölj kommentaren först.",
        "personnummer i en kommentar",
        "texter/svar-pa-sekretess.html",
    ),
    Question(
        "rektorn",
        "Vad skickar vi hem om fotografering före skolavslutningen?",
        ("Jag arbetar i skolan", "Till dig som är vårdnadshavare, om att fotografera på avslutningen"),
        "Skicka hem i god tid före en avslutning",
        "brev hem före skolavslutningen",
        "texter/information-till-foraldrar.html",
    ),
    Question(
        "rektorn",
        "Vem godkänner att skolan skaffar ett konto?",
        ("Vi vill starta ett konto", "Allt om ämnet: Starta ett konto"),
        "godkänna kontot innan det startar",
        "vem godkänner ett nytt konto",
        "riktlinjer/starta-konto.html",
    ),
    Question(
        "chefen",
        "Den som sköter kontot går i pension. Vad gör vi?",
        ("Jag är chef", "Någon ny tar över kontot"),
        "Fråga 1",
        "kontoansvarig går i pension",
        "guider/ny-kontoansvarig.html",
    ),
    Question(
        "chefen",
        "Får jag se efter vad medarbetarna skriver privat?",
        ("Jag är chef", "Allt om ämnet: Privat och i tjänsten"),
        "Privata konton kontrolleras inte",
        "kontrollera medarbetares privata konton",
        "riktlinjer/privat-och-i-tjansten.html",
    ),
    Question(
        "kommunikatören",
        "Hur snabbt måste vi svara?",
        ("Någon har skrivit något", "Allt om ämnet: Bevaka och svara"),
        "ska få svar inom",
        "hur snabbt måste vi svara",
        "riktlinjer/bevaka-och-svara.html",
    ),
    Question(
        "kommunikatören",
        "Måste filmen textas?",
        ("Jag vill publicera", "Allt om ämnet: Tillgängligt för alla"),
        "texta filmer",
        "texta film",
        "riktlinjer/tillganglighet.html",
    ),
    Question(
        "vikarien",
        "Någon låtsas vara kommunen på Facebook. Vad gör jag?",
        ("Är det här vår sida?", "Är kontot kapat eller fejkat?"),
        "Fråga 1",
        "fejkkonto",
        "guider/kapat-eller-fejkat-konto.html",
    ),
    Question(
        "vikarien",
        "Jag kommer inte in. Får jag låna en kollegas lösenord?",
        ("Jag ansvarar för ett konto", "Allt om ämnet: Inloggning och säkerhet"),
        "Inga delade lösenord",
        "låna lösenord",
        "riktlinjer/inloggning.html",
    ),
)

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.who}: {one.asks}")


def test_all_of_them_ask() -> None:
    assert len(QUESTIONS) == 10
    assert {one.who for one in QUESTIONS} == {"bibliotekarien", "rektorn", "chefen", "kommunikatören", "vikarien"}


@each_question
def test_the_answer_is_few_clicks_away_on_a_phone(browser: Browser, handbook: Handbook, question: Question) -> None:
    assert len(question.clicks) <= MOST_CLICKS
    with opened(browser, PHONE) as page:
        page.goto(handbook.address)
        for link in question.clicks:
            page.locator("article").get_by_role("link", name=link, exact=True).first.click()
        assert page.url.startswith(handbook.address + question.place)
        page.locator("article").get_by_text(question.answer).first.wait_for(state="visible")


@each_question
def test_the_search_leads_to_the_answer(browser: Browser, handbook: Handbook, question: Question) -> None:
    with opened(browser, PHONE, searching=True) as page:
        page.goto(handbook.address)
        hits = [hit.removeprefix(handbook.address).partition("#")[0] for hit in search(page, question.searched)]
        assert question.place in list(dict.fromkeys(hits))[:FIRST]
