"""Does the search find what staff look for, as they write it? Asked of the handbook's own search in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.handbook import DESKTOP, PHONE, Handbook, opened, search

FIRST = 3  # hits that a reader looks at

# What somebody writes, and where it must lead: to a page, or to the place on it that the hit shows.
QUERIES = {
    # without å, ä and ö
    "losenord": "riktlinjer/inloggning.html",
    "diarefora": "riktlinjer/allmanna-handlingar.html",
    "bilder pa barn": "riktlinjer/bilder.html#avoid-identifiable-children",
    "raddningstjansten": "konton/teknik-raddning.html",
    "bjorkskolan": "konton/bjorkskolan.html",
    "overlamning": "guider/ny-kontoansvarig.html",
    "vardnadshavare": "riktlinjer/skola.html",
    "tillganglighet": "riktlinjer/tillganglighet.html",
    "ersattare": "riktlinjer/bevaka-och-svara.html#stand-in",
    # inflected
    "lösenordet": "riktlinjer/inloggning.html",
    "gallras": "guider/far-det-gallras.html",
    "diarieförts": "guider/ska-det-diarieforas.html",
    "kommentarerna": "behov/nagon-har-skrivit.html",
    "blockerades": "guider/far-jag-blockera.html",
    "skärmdumparna": "riktlinjer/allmanna-handlingar.html#take-snapshots",
    "ersättarens": "riktlinjer/bevaka-och-svara.html#stand-in",
    "annonserat": "guider/far-vi-annonsera.html",
    "vikarier": "riktlinjer/bevaka-och-svara.html#stand-in",
    "återkallat": "guider/samtycke-aterkallas.html",
    "arkiverades": "riktlinjer/allmanna-handlingar.html",
    # compounds, joined and apart
    "barnbilder": "riktlinjer/bilder.html#avoid-identifiable-children",
    "bilder på barn": "riktlinjer/bilder.html#avoid-identifiable-children",
    "elevbilderna": "riktlinjer/bilder.html",
    "bilder av elever": "riktlinjer/bilder.html",
    "hatkommentar": "guider/vad-gor-jag-med-kommentaren.html",
    "kommentar med hat": "guider/vad-gor-jag-med-kommentaren.html",
    "fejkkonto": "riktlinjer/inloggning.html#report-fake-accounts",
    "fejk konto": "riktlinjer/inloggning.html#report-fake-accounts",
    "samtyckesblankett": "texter/samtycke-bild.html",
    "semesterersättare": "riktlinjer/bevaka-och-svara.html#stand-in",
    "tvåfaktorsautentisering": "riktlinjer/inloggning.html#two-factor-login",
    # everyday words
    "vikarie": "riktlinjer/bevaka-och-svara.html#stand-in",
    "semester": "texter/svar-vid-ledighet.html",
    "vabb": "riktlinjer/bevaka-och-svara.html#stand-in",
    "glömt inloggningen": "riktlinjer/inloggning.html",
    "kommer inte in på kontot": "riktlinjer/inloggning.html",
    "hackad": "guider/kapat-eller-fejkat-konto.html",
    "jag slutar": "guider/ny-kontoansvarig.html",
    "svordomar": "riktlinjer/olampliga-inlagg.html#remove-by-house-rule",
    "troll": "guider/vad-gor-jag-med-kommentaren.html",
    "logga": "riktlinjer/avsandare-och-profil.html",
    "musik": "riktlinjer/ai-annonser-upphovsratt.html#permission-for-others-works",
    "emojis": "riktlinjer/tonalitet.html",
    "rykten": "riktlinjer/bevaka-och-svara.html#confirmed-only-in-crisis",
    "hemsidan": "riktlinjer/avsandare-och-profil.html#link-to-website",
    "vem har lösenordet": "riktlinjer/inloggning.html",
    # whole questions
    "får jag lägga ut en bild på en elev": "guider/far-jag-publicera-bilden.html",
    "hur snabbt måste man svara": "riktlinjer/bevaka-och-svara.html#response-time",
    "hur ofta ska jag kolla kontot": "riktlinjer/bevaka-och-svara.html#daily-monitoring",
    "får chefen kolla min facebook": "riktlinjer/privat-och-i-tjansten.html#check-private-accounts",
    "journalist vill ha ut kommentarer": "guider/nagon-begar-ut.html",
    "mamma har ångrat sig om bilden": "guider/samtycke-aterkallas.html",
    "får jag ta bort en elak kommentar": "guider/vad-gor-jag-med-kommentaren.html",
    "vem godkänner ett nytt konto": "riktlinjer/starta-konto.html#head-approves-account",
    "är det här vår sida": "behov/var-sida.html",
    "personnummer i en kommentar": "texter/svar-pa-sekretess.html",
    "brev hem om fotografering": "texter/information-till-foraldrar.html",
    "kontot är hackat vad gör vi": "guider/kapat-eller-fejkat-konto.html",
    "jag råkade svara från mitt privata konto": "riktlinjer/privat-och-i-tjansten.html",
    "elev mobbad på snapchat": "guider/klassgrupp-eller-elev-uthangd.html",
    # English
    "stand-in": "riktlinjer/bevaka-och-svara.html#stand-in",
    "screenshot": "riktlinjer/allmanna-handlingar.html#take-snapshots",
    "password": "riktlinjer/inloggning.html",
    "copyright": "riktlinjer/ai-annonser-upphovsratt.html",
    "whistleblower": "riktlinjer/bevaka-och-svara.html#refer-whistleblowers",
    "fake account": "riktlinjer/inloggning.html#report-fake-accounts",
    # units, accounts and people's functions
    "biblioteket": "konton/biblioteket.html",
    "bibblans facebook": "konton/biblioteket.html#biblioteket-facebook",
    "vikarie biblioteket facebook": "konton/biblioteket.html#biblioteket-facebook",
    "räddningstjänsten x": "konton/teknik-raddning.html#raddningstjansten-x",
    "kommunens linkedin": "konton/kommunikation.html#exempelby-linkedin",
    "exempelbybibliotek": "konton/biblioteket.html",
    "hemtjänst": "konton/omsorg.html",
    "bostadsbolaget": "konton/bostader.html",
    "dataskyddsombud": "konton/kommunikation.html",
    "barnbibliotekarie": "konton/biblioteket.html",
    "rektor": "konton/bjorkskolan.html",
    "socialchef": "konton/omsorg.html",
    "brandkåren": "konton/teknik-raddning.html",
    "skolkonto": "konton/index.html#skolkonto",
    "twitter": "plattformar/index.html#x",
    # laws, checks, texts
    "förvaltningslagen": "lagar/index.html",
    "gdpr": "riktlinjer/personuppgifter.html",
    "KO102": "kontroller/ko102.html",
    "netikett": "texter/regler-for-kommentarer.html",
    "autosvar": "texter/svar-vid-ledighet.html",
    "bio instagram": "texter/om-instagram.html",
    # misspelt
    "samtyke": "texter/samtycke-bild.html",
    "kommmentar": "guider/vad-gor-jag-med-kommentaren.html",
    "blokera": "guider/far-jag-blockera.html",
    "instagramm": "plattformar/index.html#instagram",
    "sekretes": "riktlinjer/sekretess.html",
}

# The page's own search, without its box: the same worker, the same index.
ASK = """
async (queries) => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const index = await (await fetch(new URL("search/search_index.json", new URL(base, location)))).json();
  const worker = new Worker(search);
  const told = (message) => new Promise((hear) => {
    worker.onmessage = ({ data }) => hear(data.data);
    worker.postMessage(message);
  });
  await told({ type: 0, data: { config: index.config, docs: index.docs, options: {} } });
  const found = {};
  for (const query of queries) {
    const { items } = await told({ type: 2, data: query });
    found[query] = items.map((page) => page[0].location);
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def found(browser: Browser, handbook: Handbook) -> dict[str, list[str]]:
    """Query → the best place on each page that it finds, best first."""
    with opened(browser, searching=True) as page:
        page.goto(handbook.address)
        answers: dict[str, list[str]] = page.evaluate(ASK, [*QUERIES, "qzxwvk"])
    return answers


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 80


@pytest.mark.parametrize(("query", "place"), QUERIES.items())
def test_what_staff_look_for_is_among_the_first_hits(query: str, place: str, found: dict[str, list[str]]) -> None:
    hits = found[query]
    assert hits, "no result"
    pages = [hit if "#" in place else hit.partition("#")[0] for hit in hits]
    assert place in pages[:FIRST], hits[:6]


def test_what_means_nothing_finds_nothing(found: dict[str, list[str]]) -> None:
    assert found["qzxwvk"] == []


@pytest.fixture
def page(browser: Browser, handbook: Handbook) -> Iterator[Page]:
    with opened(browser, DESKTOP, searching=True) as opened_page:
        opened_page.goto(handbook.address + "om/index.html")
        yield opened_page


@pytest.mark.parametrize("query", ["losenord", "barnbilder", "glömt inloggningen"])
def test_the_search_box_finds_the_same(query: str, page: Page, handbook: Handbook) -> None:
    hits = [hit.removeprefix(handbook.address).partition("#")[0] for hit in search(page, query)]
    assert QUERIES[query].partition("#")[0] in list(dict.fromkeys(hits))[:FIRST]


def test_what_was_meant_is_marked_in_the_hits(page: Page) -> None:
    search(page, "barnbilder")
    marks = page.locator(".md-search-result__item").first.locator("mark").all_inner_texts()
    assert {mark.lower() for mark in marks} & {"barn", "bilder", "barnbilder"}


def test_enter_leads_to_the_best_hit_on_a_phone(browser: Browser, handbook: Handbook) -> None:
    with opened(browser, PHONE, searching=True) as phone:
        phone.goto(handbook.address)
        search(phone, "svarstid")
        phone.locator(".md-search__input").press("Enter")
        phone.wait_for_url("**/riktlinjer/bevaka-och-svara.html#response-time")
