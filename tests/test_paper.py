"""The PDFs: valid, the same every time, with every word of the document in them, and text that is only ever text."""

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pikepdf
import pypdf
import pytest
from msgspec.structs import replace

from checks.policy.model.documents import Document, Section
from checks.policy.pages import print_address
from checks.policy.policy import Policy
from checks.policy.sentences import finished, items_of, plain
from hooks import paper
from hooks.paper import NotPrintable
from hooks.paper.prints.document import LONG, NEW_PAGE
from hooks.paper.tables import ROWS, measured, unrepeated
from hooks.paper.tree import BLOCKS, INLINE, VOID, brief, tree, words
from hooks.paper.tree import elements as inside
from tests.handbook import Handbook
from tests.municipality import ROOT, TODAY
from tests.printed import (
    PROFILES,
    TRIAL,
    elements,
    failures,
    file_of,
    pages_of,
    print_of,
    printed,
    prints,
    shown,
    squeezed,
    without_headers,
)

OWN = ("exempelby-riktlinjer", "exempelby-rutiner")
PRINTED = (*OWN, "finspang-2023")
FONTS = Path(paper.__file__).parent / "fonts"
HOSTILE = (
    '#import "x": *',
    "#panic()",
    "*stark* _lutande_ `kod`",
    "@konto <etikett>",
    "$x^2$ \\ \\n",
    "<b>fet</b> &amp;",
    "// inte /* en */ kommentar",
    "👍🏽 👨‍👩‍👧 🇸🇪 1️⃣",
    "= rubrik",
    "~ -- --- ...",
    "[länk](javascript:alert(1))",
    "😀 🚒 ❤",
    "å" * 200,
    "https://www.exempelby.example/" + "mapp/" * 60,
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return shown()


@pytest.fixture(scope="module")
def riktlinjer() -> bytes:
    return printed("exempelby-riktlinjer")


def set_in_type(html: str) -> bytes:
    return paper.typeset(replace(TRIAL, body=tree(html)))


# The files


@pytest.mark.parametrize("address", prints())
@pytest.mark.parametrize("profile", PROFILES)
def test_every_file_is_archivable_and_accessible(address: str, profile: str) -> None:
    assert failures(file_of(address), profile) == []


@pytest.mark.parametrize("id", PRINTED)
def test_one_file_claims_both_standards(id: str) -> None:
    with pikepdf.open(io.BytesIO(printed(id))) as file, file.open_metadata() as claims:
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"], claims["pdfuaid:part"]) == ("2", "A", "1")


def test_the_same_data_gives_the_same_bytes_in_another_process() -> None:
    addresses = [f"nedladdning/{name}.pdf" for name in ("kontolista", "exempelby-riktlinjer", "guide-kris")]
    program = (
        "import hashlib, sys; from pathlib import Path; from datetime import date; from checks.run import open_policy\n"
        "from hooks.paper import prints, typeset\n"
        f"made = dict(prints(open_policy(Path({str(ROOT)!r}), date(2030, 1, 1), date(2026, 11, 22))))\n"
        "for address in sys.argv[1:]: print(hashlib.sha256(typeset(made[address]())).hexdigest())"
    )
    command = [sys.executable, "-c", program, *addresses]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [hashlib.sha256(file_of(address)).hexdigest() for address in addresses]


@pytest.mark.parametrize("id", PRINTED)
def test_a_reader_is_told_title_author_language_and_date(policy: Policy, id: str) -> None:
    document = policy.documents[id]
    with pikepdf.open(io.BytesIO(printed(id))) as file:
        assert str(file.docinfo["/Title"]) == document.title
        assert str(file.docinfo["/Author"]) == document.issuer
        assert str(file.Root.Lang).lower() == "sv-se"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in file.Root
        decided = document.decision.on if document.decision else None
        assert str(file.docinfo["/CreationDate"]).startswith(f"D:{decided or TODAY:%Y%m%d}")


@pytest.mark.parametrize("id", PRINTED)
def test_only_the_fonts_that_stand_beside_the_template_are_used(id: str) -> None:
    with pikepdf.open(io.BytesIO(printed(id))) as file:
        used = {
            str(one["/FontName"]).rpartition("+")[2]
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert used
    assert used <= {font.stem for font in FONTS.iterdir()}


def test_every_font_has_its_licence_beside_it() -> None:
    families = {font.stem.partition("-")[0] for font in FONTS.iterdir() if font.suffix in (".otf", ".ttf")}
    assert families
    assert all("SIL OPEN FONT LICENSE" in (FONTS / f"{family}-LICENSE.txt").read_text() for family in families)


# What a validator must miss nothing of


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def without_tags(file: pikepdf.Pdf) -> None:
    del file.Root.StructTreeRoot


def not_marked(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo.Marked = False


def without_title(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as claims:
        del claims["dc:title"]


def with_a_picture_that_nobody_describes(file: pikepdf.Pdf) -> None:
    element = next(one for one in elements(file) if one.get("/S") == "/P")
    element["/S"] = pikepdf.Name.Figure


def with_text_that_no_tag_holds(file: pikepdf.Pdf) -> None:
    sheet = file.pages[3]
    sheet.Contents = file.make_stream(sheet.Contents.read_bytes() + b" BT /f0 10 Tf 10 10 Td (x) Tj ET")


def with_a_font_elsewhere(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


@pytest.mark.parametrize(
    ("harm", "profile"),
    [
        (without_language, "pdfua-1"),
        (without_tags, "pdfua-1"),
        (without_tags, "pdfa-2a"),
        (not_marked, "pdfua-1"),
        (without_title, "pdfua-1"),
        (with_a_picture_that_nobody_describes, "pdfua-1"),
        (with_text_that_no_tag_holds, "pdfua-1"),
        (with_a_font_elsewhere, "pdfa-2a"),
    ],
)
def test_the_validator_sees_what_is_missing(
    riktlinjer: bytes, harm: Callable[[pikepdf.Pdf], None], profile: str
) -> None:
    harmed = io.BytesIO()
    with pikepdf.open(io.BytesIO(riktlinjer)) as file:
        file.save(harmed, fix_metadata_version=False)
        assert failures(harmed.getvalue(), profile) == [], "the file must be valid until it is harmed"
        harm(file)
        harmed = io.BytesIO()
        file.save(harmed, fix_metadata_version=False)
    assert failures(harmed.getvalue(), profile) != []


# Pages, contents, words


@pytest.mark.parametrize("id", PRINTED)
def test_every_page_says_what_it_belongs_to_and_its_number(policy: Policy, id: str) -> None:
    document, pages = policy.documents[id], pages_of(printed(id))
    case = document.decision.case if document.decision and not document.retold else None
    head = " · ".join(part for part in (document.issuer, document.title, case) if part)
    assert [one.partition("\n")[0] for one in pages] == [
        f"{head} sida {number} ({len(pages)})" for number in range(1, len(pages) + 1)
    ]


def test_a_long_chapter_begins_on_a_page_of_its_own_and_others_follow_on() -> None:
    address = print_address("document", "exempelby-rutiner")
    on_top = [squeezed(one.partition("\n")[2]) for one in pages_of(file_of(address))]
    chapters: list[str] = []
    for node in print_of(address).body:
        text = squeezed(words([node]))
        if any(one["tag"] == "h1" for one in inside([node])):
            chapters.append("")
        if chapters:
            chapters[-1] += text
    long = [one for one in chapters if len(one) > LONG]
    begun = [one for one in chapters if any(page.startswith(one[:20]) for page in on_top)]
    assert len(long) > 3
    assert set(long) <= set(begun)
    first = next(node for node in print_of(address).body if any(one["tag"] == "h1" for one in inside([node])))
    assert isinstance(first, dict)
    assert NEW_PAGE not in first["classes"], "a heading above it in a proposal would be left behind alone"
    assert len(begun) < len(chapters)


@pytest.mark.parametrize("id", PRINTED)
def test_the_contents_lead_to_the_page_they_name(policy: Policy, id: str) -> None:
    pages = pages_of(printed(id))
    entries = re.findall(r"^(.+?) (?:\. )+(\d+)$", "\n".join(pages), re.MULTILINE)
    titles = [section.heading.title for section in policy.documents[id].all_sections if section.depth <= 2]
    assert [title for title in titles if not any(entry.endswith(title) for entry, _ in entries)] == []
    assert [entry for entry, number in entries if entry not in pages[int(number) - 1]] == []
    linked = pypdf.PdfReader(io.BytesIO(printed(id)))
    leads = [one for sheet in linked.pages for one in sheet.get("/Annots") or () if "/A" not in one.get_object()]
    assert len(leads) >= len(entries)


@pytest.mark.parametrize("id", PRINTED)
def test_bookmarks_hold_every_section_and_guideline(policy: Policy, id: str) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(list(item.children))

    document = policy.documents[id]
    with pikepdf.open(io.BytesIO(printed(id))) as file, file.open_outline() as bookmarks:
        told = set(titles(list(bookmarks.root)))
    for section in document.all_sections:
        assert " ".join(filter(None, (section.heading.number, section.heading.title))) in told
    for leaf in document.leaves:
        title = policy.guidelines[leaf.id].title if leaf.id else policy.texts[leaf.text or ""].title
        assert f"{leaf.number} {title}" in told


@pytest.mark.parametrize("id", PRINTED)
def test_no_sentence_is_lost(policy: Policy, id: str) -> None:
    document = policy.documents[id]
    told = squeezed(without_headers(pages_of(printed(id))))
    for leaf in document.leaves:
        if leaf.id:
            guideline = policy.guidelines[leaf.id]
            assert squeezed(plain(finished(guideline, leaf, policy))) in told
            assert [item.text for item in items_of(guideline, leaf) if squeezed(item.text) not in told] == []


@pytest.mark.parametrize("id", OWN)
def test_every_word_of_the_built_page_is_in_the_file_as_often(handbook: Handbook, id: str) -> None:
    page = handbook.tree(f"dokument/{id}.html")
    (article,) = page.xpath("//article")
    for tool in article.xpath(".//*[contains(@class, 'headerlink') or contains(@class, 'kb-origin')]"):
        tool.getparent().remove(tool)
    text = article.xpath(
        ".//h1 | .//*[@class='kb-facts']/dd | .//*[@class='kb-note'] | "
        ".//*[@class='kb-leaf']/*[not(self::dl or .='En standardtext.')] | "
        ".//*[@class='kb-leaf']/preceding-sibling::*[1] | .//*[starts-with(@id, 'avsnitt-')] | "
        ".//*[@class='kb-leaf']/dl/dt[.='Vem' or .='Stöd']/following-sibling::dd[1]"
    )
    file = (handbook.site / "nedladdning" / f"{id}.pdf").read_bytes()
    told = re.sub(r"[\u00ad-]\n", "", without_headers(pages_of(file)))
    wanted, given = counted(" ".join(" ".join(one.itertext()) for one in text)), counted(told)
    assert wanted.total() > 1000
    assert {word: count for word, count in wanted.items() if given[word] < count} == {}


def counted(text: str) -> Counter[str]:
    """Words of letters, without hyphens: pypdf takes the soft ones at the ends of lines and the hard ones as one."""
    return Counter(re.findall(r"[^\W\d_]{2,}", re.sub(r"(?<=\w)[\u00ad-](?=\w)", "", text.casefold())))


def test_the_cover_tells_of_the_decision(riktlinjer: bytes) -> None:
    cover = pages_of(riktlinjer)[0]
    for row in (
        "Riktlinjer för sociala medier",
        "Beslutad av Kommunstyrelsen",
        "Beslutsdatum 7 oktober 2026",
        "Paragraf § 182",
        "Ärendenummer KS 2026/0147",
        "Version 1.0",
        "Gäller från 1 november 2026",
        "Ses över senast 31 oktober 2027",
    ):
        assert row in cover


def test_a_retold_document_says_so_and_has_no_case_number(policy: Policy) -> None:
    document = next(one for one in policy.documents.values() if one.retold and one.decision)
    decision = replace(document.decisions[-1], case="KS 1999/1")
    pages = pages_of(paper.pdf(policy, replace(document, decisions=(decision,))))
    assert paper.RETOLD in pages[0].replace("\n", " ")
    assert not any("KS 1999/1" in one for one in pages)


def test_the_list_of_accounts_is_an_appendix_to_the_riktlinjer_only(policy: Policy) -> None:
    told = {id: squeezed("".join(pages_of(printed(id)))) for id in PRINTED}
    names = [squeezed(account.name) for account in policy.accounts.values()]
    assert [name for name in names if name not in told["exempelby-riktlinjer"]] == []
    assert [id for id, text in told.items() if "Bilaga:Kontolista" in text] == ["exempelby-riktlinjer"]


def test_a_level_is_told_apart_by_weight_too(riktlinjer: bytes) -> None:
    fonts: set[str] = set()

    def seen(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float) -> None:
        if text.strip() in ("ska", "får inte") and font:
            fonts.add(font["/BaseFont"].rpartition("+")[2])

    for sheet in pypdf.PdfReader(io.BytesIO(riktlinjer)).pages:
        sheet.extract_text(visitor_text=seen)
    assert fonts
    assert all("Semibold" in font for font in fonts)


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    rows = "".join(f"<tr><td>Konto {number}</td><td>{'syfte ' * 20}</td></tr>" for number in range(60))
    html = f"<h1>Konton</h1><table><thead><tr><th>Namn</th><th>Ändamål</th></tr></thead><tbody>{rows}</tbody></table>"
    made = set_in_type(html)
    sheets = pages_of(made)[2:]
    assert len(sheets) >= 3
    assert all("Namn Ändamål" in sheet for sheet in sheets)
    assert sum(sheet.count("Konto ") for sheet in sheets) == 60
    with pikepdf.open(io.BytesIO(made)) as file:
        assert sum(one["/S"] == "/TH" for one in elements(file)) == 2


# Lines


def in_a_narrow_column(word: str) -> list[str]:
    """The lines that a word takes beside a column that has very much to say."""
    made = set_in_type(
        f"<h1>Prov</h1><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>{word}</td>"
        f"<td>{'mycket text ' * 80}</td></tr></tbody></table>"
    )
    return [line for line in pages_of(made)[2].splitlines()[3:] if "text" not in line]


@pytest.mark.parametrize(
    "parts",
    [("kommuni", "kationsav", "delningen"), ("tillgänglig", "hetsredo", "görelsen"), ("överför", "myndar", "nämndens")],
)
def test_long_words_are_hyphenated_as_in_swedish(parts: tuple[str, ...]) -> None:
    assert in_a_narrow_column("".join(parts)) == [*(f"{part}\u00ad" for part in parts[:-1]), parts[-1]]


@pytest.mark.parametrize(
    "address", ["kommunikationsavdelningen@exempelby.example", "https://www.exempelby.example/konton"]
)
def test_an_address_gets_no_hyphen_of_its_own(address: str) -> None:
    lines = in_a_narrow_column(address)
    assert len(lines) > 1
    assert "".join(lines) == address


# Laws and sources


@pytest.mark.parametrize("id", OWN)
def test_laws_and_sources_stand_at_the_foot_of_the_page(policy: Policy, id: str) -> None:
    resting = 0
    told = squeezed(without_headers(pages_of(printed(id))))
    for leaf in policy.documents[id].leaves:
        if not leaf.id:
            continue
        guideline = policy.guidelines[leaf.id]
        laws = [policy.statutes[one.statute] for one in leaf.cites or guideline.provisions]
        sources = {one.document for one in policy.leaves_of(guideline.id) if policy.documents[one.document].retold}
        resting += bool(laws or sources)
        numbered = {f"{law.name} ({law.number})".replace("((", "(").replace(" (None)", "") for law in laws}
        assert [law for law in numbered if squeezed(law.rstrip(")")) not in told] == []
        assert [one for one in sources if squeezed(policy.documents[one].short) not in told] == []
    with pikepdf.open(io.BytesIO(printed(id))) as file:
        assert sum(one["/S"] == "/Note" for one in elements(file)) == resting > 10


# A statute book


def test_a_statute_book_tells_of_decision_force_tab_and_page_in_a_box(policy: Policy) -> None:
    pages = pages_of(printed("harjedalen-2011"))
    first = pages[0].splitlines()
    assert first[0] == (
        "Härjedalens kommun · Policy för hantering av sociala medier för Härjedalens kommun · Flik 37 "
        f"sida 1 ({len(pages)})"
    )
    assert first[1:9] == [
        "Härjedalens kommun",
        "Kommunledningsförvaltningen",
        "2011-12-09",
        "FÖRFATTNINGSSAMLING",
        "Beslut Gäller från Flik Sida",
        "Kommunfullmäktige § 111",
        "26 oktober 2011",
        f"26 oktober 2011 37 1 ({len(pages)})",
    ]
    assert paper.RETOLD in pages[0]
    told = [version.status or "" for version in policy.documents["harjedalen-2011"].versions]
    assert [status for status in told if squeezed(status) not in squeezed(pages[0])] == []
    assert not any("Innehåll" in one.splitlines() or "Kf 111/11" in one.partition("\n")[0] for one in pages)


def test_an_own_document_in_a_statute_book_keeps_its_case_number(policy: Policy) -> None:
    document = replace(policy.documents["exempelby-rutiner"], layout="statute-book", tab="12")
    document = replace(document, sections=document.sections[:1])
    made = paper.pdf(policy, document)
    case = document.decisions[-1].case
    assert case
    assert all(f"{case} · Flik 12" in one.partition("\n")[0] for one in pages_of(made))
    assert [failures(made, profile) for profile in PROFILES] == [[], []]


# Tables that are too wide


def test_a_table_that_is_too_wide_is_printed_row_by_row() -> None:
    names = [f"Ändamålsbeskrivning{at}" for at in range(20)]
    cells = [f"verksamhetsövergripande{at}" for at in range(20)]
    made = set_in_type(
        f"<h1>Prov</h1><table><thead><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr></thead>"
        f"<tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>"
    )
    told = squeezed(without_headers(pages_of(made)[2:]))
    assert all(f"{name}{cell}" in told for name, cell in zip(names, cells, strict=True))
    assert [failures(made, profile) for profile in PROFILES] == [[], []]


def test_a_table_of_twenty_short_columns_stays_a_table() -> None:
    row = "".join(f"<td>{at}</td>" for at in range(20))
    html = f"<table><thead><tr>{row.replace('td>', 'th>')}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    (table,) = measured(tree(html))
    assert isinstance(table, dict)
    assert len(table["shares"]) == 20
    assert ROWS not in table["classes"]


# Text is text


def test_hostile_text_is_printed_as_text(policy: Policy) -> None:
    document = policy.drafts["exempelby-riktlinjer"]
    document = replace(document, sections=document.sections[:3])
    hostile = " ".join(HOSTILE)
    changed = replace(
        document,
        title="#panic() *a* @b $",
        sections=(replace_title(document, hostile), *document.sections[1:]),
    )
    topics = {
        id: replace(topic, guidelines=tuple(replace(one, why=hostile) for one in topic.guidelines))
        for id, topic in policy.topics.items()
    }
    made = paper.pdf(replace(policy, topics=topics, drafts={document.id: changed}, decided=()), changed)
    assert [failures(made, profile) for profile in PROFILES] == [[], []]
    told = squeezed(without_headers(pages_of(made)))
    assert [word for word in HOSTILE if told.count(squeezed(word)) < len(document.leaves)] == []


def replace_title(document: Document, title: str) -> Section:
    section = document.sections[0]
    return replace(section, heading=replace(section.heading, title=title))


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_text_is_harmless_wherever_it_stands(word: str) -> None:
    text = escape(word)
    made = set_in_type(
        f'<h1 id="{escape(word, quote=True)}">{text}</h1><p><a href="#{escape(word, quote=True)}">{text}</a></p>'
        f"<table><thead><tr><th>{text}</th></tr></thead><tbody><tr><td>{text}</td></tr></tbody></table>"
        f"<ul><li>{text}</li></ul><pre><code>{text}</code></pre><dl><dt>{text}</dt><dd>{text}</dd></dl>"
    )
    assert squeezed(without_headers(pages_of(made)[2:])).count(squeezed(word)) >= 8


def test_a_character_without_a_glyph_stops_the_build_with_a_sentence() -> None:
    sentence = r"^Tecknet ”漢” \(U\+6F22\) finns inte i typsnitten för PDF\. Skriv något annat i ”Prov”\.$"
    with pytest.raises(NotPrintable, match=sentence):
        set_in_type("<p>漢字</p>")


def test_a_letter_with_something_on_top_that_has_no_glyph_is_named_whole() -> None:
    with pytest.raises(NotPrintable, match=r"^Tecknet ”c\u0337” \(U\+0337\) finns inte i typsnitten"):
        set_in_type("<p>c\u0337a, cykel</p>")


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<svg></svg>", "Elementet <svg> har ingen form på papper."),
        (
            '<img src="x.png" alt="x">',
            "Bilden ”x.png” kan inte skrivas ut: utskrifterna har inga bilder. Beskriv i ord",
        ),
        ("<script>x</script>", "Elementet <script> har ingen form på papper."),
        ("<p>x", "Elementet <p> avslutas aldrig."),
        ("</p>", "</p> avslutar inget"),
        ("<p><em>x</p></em>", "</p> avslutar inget: <em> är öppet."),
        ("<ul>löst</ul>", "Lös text i <ul>: ”löst”."),
        ("<!DOCTYPE html>", "<!DOCTYPE html> har ingen form på papper."),
        ("<?php x?>", "<?php x?> har ingen form på papper."),
    ],
)
def test_what_has_no_form_on_paper_stops_the_build(html: str, sentence: str) -> None:
    with pytest.raises(NotPrintable, match=re.escape(sentence)):
        tree(html)


HOUSED = {  # elements that stand inside others only
    "caption": "<table><caption>{}</caption><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>",
    "dd": "<dl><dt>a</dt><dd>{}</dd></dl>",
    "dl": "<dl><dt>{}</dt><dd>b</dd></dl>",
    "dt": "<dl><dt>{}</dt><dd>b</dd></dl>",
    "li": "<ul><li>{}</li></ul>",
    "ol": '<ol start="3"><li>{}</li></ol>',
    "table": "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>",
    "tfoot": "<table><thead><tr><th>a</th></tr></thead><tfoot><tr><td>{}</td></tr></tfoot></table>",
    "ul": "<ul><li>{}<ul><li>b</li></ul></li></ul>",
} | dict.fromkeys(
    ("tbody", "td", "th", "thead", "tr"),
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>",
)


def test_everything_that_may_stand_on_a_page_has_a_form() -> None:
    parts = ["<h1>Prov</h1>"]
    for tag in sorted(BLOCKS | INLINE):
        form = HOUSED.get(tag, f"<{tag}>" if tag in VOID else f"<{tag}>{{}}</{tag}>")
        parts.append(f"<div>{form.format(f'ord{tag}')}</div>" if not re.fullmatch(r"h[1-6]", tag) else "")
    parts.append("".join(f"<h{level}>ordh{level}</h{level}>" for level in range(1, 7)))
    made = set_in_type("".join(parts))
    told = squeezed("".join(pages_of(made)))
    assert [tag for tag in sorted((BLOCKS | INLINE) - VOID) if f"ord{tag}" not in told] == []
    assert [failures(made, profile) for profile in PROFILES] == [[], []]


def test_what_is_added_and_removed_is_said_in_words() -> None:
    told = "".join(pages_of(set_in_type("<h1>Prov</h1><p>en <del>gammal</del><ins>ny</ins> regel</p>")))
    assert "[borttaget: gammal][tillagt: ny]" in told


def test_whole_blocks_that_are_added_or_removed_stand_under_the_word() -> None:
    made = set_in_type(
        "<h1>Prov</h1><ins><p>Nytt stycke.</p></ins><del><ul><li>gammal punkt</li></ul></del><p>Kvar.</p>"
    )
    assert pages_of(made)[2].splitlines()[1:] == [
        "Prov",
        "Tillagt",
        "Nytt stycke.",
        "Borttaget",
        "– gammal punkt",
        "Kvar.",
    ]
    assert [failures(made, profile) for profile in PROFILES] == [[], []]


def test_a_jump_in_headings_stops_the_build() -> None:
    with pytest.raises(NotPrintable, match=r"^”Prov” gick inte att sätta som PDF: "):
        set_in_type("<h1>Prov</h1><h3>Hopp</h3>")


# The tree


def test_white_space_is_settled_in_the_tree() -> None:
    (div,) = tree("<div>\n <p> ett\n  <em>två </em> tre </p>\n\n <ul>\n <li>x</li>\n</ul> </div>")
    assert isinstance(div, dict)
    assert [child["tag"] for child in div["children"]] == ["p", "ul"]
    assert words([div]) == "ett två  trex"
    assert words(tree("<pre><code>a\n  b\n</code></pre>")) == "a\n  b\n"


def test_what_is_only_for_the_screen_is_left_out() -> None:
    assert words(tree('<h2>Namn<a class="headerlink" href="#x">¶</a></h2><p class="no-print">Kopiera</p>')) == "Namn"


def test_tables_with_the_same_head_get_the_same_columns_and_lose_a_caption_that_repeats_the_heading() -> None:
    def table(caption: str, cell: str) -> str:
        return (
            f"<h2>Biblioteket</h2><table><caption>{caption}</caption><thead><tr><th>Konto</th><th>Syfte</th></tr></thead>"
            f"<tbody><tr><td>a</td><td>{cell}</td></tr></tbody></table>"
        )

    nodes = measured(brief(unrepeated(tree(table("Biblioteket", "kort") + table("Tabell", "en längre text " * 9)))))
    tables = [node for node in nodes if isinstance(node, dict) and node["tag"] == "table"]
    assert tables[0]["shares"] == tables[1]["shares"]
    assert tables[0]["shares"][1] > tables[0]["shares"][0] >= len("Konto")
    assert [words(table["children"]).startswith("Tabell") for table in tables] == [False, True]
