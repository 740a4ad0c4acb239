"""The PDFs: valid, the same every time, with every word of the document in them, and text that is only ever text."""

import hashlib
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest

from checks.policy.model.documents import Document, Section
from checks.policy.policy import Policy
from checks.policy.sentences import finished, items_of, plain
from checks.run import open_policy
from hooks import paper
from hooks.pages.document import outline
from hooks.paper.tree import BLOCKS, INLINE, VOID, Node, NotPrintable, brief, measured, tree, unrepeated, words
from tests.municipality import ROOT, TODAY

PRINTED = ("exempelby-riktlinjer", "exempelby-rutiner", "finspang-2023")
PROFILES = ("pdfa-2a", "pdfua-1")
FONTS = Path(paper.__file__).parent / "fonts"
COVER = {
    "organisation": "Exempelby kommun",
    "title": "Prov",
    "kind": "Riktlinje",
    "retold": None,
    "case": None,
    "list": "",
    "decided": dict.fromkeys(("body", "on", "paragraph", "case", "version", "valid_from", "review_by", "dated")),
    "date": date(2026, 10, 7),
}
HOSTILE = (
    '#import "x": *',
    "#panic()",
    "*stark* _lutande_ `kod`",
    "@konto <etikett>",
    "$x^2$ \\ \\n",
    "<b>fet</b> &amp;",
    "// inte /* en */ kommentar",
    "= rubrik",
    "~ -- --- ...",
    "[länk](javascript:alert(1))",
    "😀 🚒 ❤",
    "å" * 200,
    "https://www.exempelby.example/" + "mapp/" * 60,
)

Printed = Mapping[str, bytes]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


@pytest.fixture(scope="module")
def printed(policy: Policy) -> Printed:
    return {id: paper.pdf(policy, policy.documents[id]) for id in PRINTED}


@pytest.fixture(scope="module")
def riktlinjer(printed: Printed) -> bytes:
    return printed["exempelby-riktlinjer"]


@cache
def pages_of(made: bytes) -> tuple[str, ...]:
    return tuple(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(made)).pages)


def squeezed(text: str) -> str:
    """Text without what a line break may change: spaces, hyphens, and the selectors that make a sign an emoji."""
    return re.sub(r"[\s\u00ad\u200b\ufe0f-]", "", text)


def without_headers(pages: Sequence[str]) -> str:
    return "\n".join(one.partition("\n")[2] for one in pages)


def set_in_type(html: str) -> bytes:
    return paper.typeset(COVER, {"remarks": [], "body": tree(html), "accounts": []})


def failures(made: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(made, profile=profile)
    found = [f"{one.rule_id}: {one.message}" for one in report.failures if not false_alarm(one, made)]
    assert report.is_compliant or report.failures
    return found


def false_alarm(failure: page.ValidationFailure, made: bytes) -> bool:
    """page-validation counts a stream one byte too short if its last byte is a carriage return (0x0D, as any other byte
    in compressed data) and the line feed before `endstream` follows. True only if the length is right to the byte."""
    if not failure.rule_id.endswith("STREAM-LENGTH-001"):
        return False
    with pikepdf.open(io.BytesIO(made)) as file:
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
        ends = [(one.read_raw_bytes(), int(one["/Length"])) for one in streams]
    exact = all(len(raw) == length and raw + b"\nendstream" in made for raw, length in ends)
    return exact and any(raw.endswith(b"\r") for raw, _ in ends)


# The files


@pytest.mark.parametrize("id", PRINTED)
@pytest.mark.parametrize("profile", PROFILES)
def test_every_file_is_archivable_and_accessible(printed: Printed, id: str, profile: str) -> None:
    assert failures(printed[id], profile) == []


@pytest.mark.parametrize("id", PRINTED)
def test_one_file_claims_both_standards(printed: Printed, id: str) -> None:
    with pikepdf.open(io.BytesIO(printed[id])) as file, file.open_metadata() as claims:
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"], claims["pdfuaid:part"]) == ("2", "A", "1")


def test_the_same_data_gives_the_same_bytes_in_another_process(printed: Printed) -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; from datetime import date; from checks.run import open_policy\n"
        "from hooks.paper import pdf\n"
        f"policy = open_policy(Path({str(ROOT)!r}), date(2030, 1, 1), date(2026, 11, 22))\n"
        "for id in sys.argv[1:]: print(hashlib.sha256(pdf(policy, policy.documents[id])).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *PRINTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [hashlib.sha256(printed[id]).hexdigest() for id in PRINTED]


@pytest.mark.parametrize("id", PRINTED)
def test_a_reader_is_told_title_author_language_and_date(policy: Policy, printed: Printed, id: str) -> None:
    document = policy.documents[id]
    with pikepdf.open(io.BytesIO(printed[id])) as file:
        assert str(file.docinfo["/Title"]) == document.title
        assert str(file.docinfo["/Author"]) == document.issuer
        assert str(file.Root.Lang).lower() == "sv-se"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in file.Root
        decided = document.decision.on if document.decision else None
        assert str(file.docinfo["/CreationDate"]).startswith(f"D:{decided or TODAY:%Y%m%d}")


@pytest.mark.parametrize("id", PRINTED)
def test_only_the_fonts_that_stand_beside_the_template_are_used(printed: Printed, id: str) -> None:
    with pikepdf.open(io.BytesIO(printed[id])) as file:
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


def with_a_font_elsewhere(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


def elements(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one and "/K" in one:
            yield one


@pytest.mark.parametrize(
    ("harm", "profile"),
    [
        (without_language, "pdfua-1"),
        (without_tags, "pdfua-1"),
        (without_tags, "pdfa-2a"),
        (not_marked, "pdfua-1"),
        (without_title, "pdfua-1"),
        (with_a_picture_that_nobody_describes, "pdfua-1"),
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
def test_every_page_says_what_it_belongs_to_and_its_number(policy: Policy, printed: Printed, id: str) -> None:
    document, pages = policy.documents[id], pages_of(printed[id])
    case = document.decision.case if document.decision and not document.retold else None
    head = " · ".join(part for part in (document.issuer, document.title, case) if part)
    assert [one.partition("\n")[0] for one in pages] == [
        f"{head} sida {number} ({len(pages)})" for number in range(1, len(pages) + 1)
    ]


@pytest.mark.parametrize("id", PRINTED)
def test_the_contents_lead_to_the_page_they_name(policy: Policy, printed: Printed, id: str) -> None:
    pages = pages_of(printed[id])
    entries = re.findall(r"^(.+?) (?:\. )+(\d+)$", "\n".join(pages), re.MULTILINE)
    titles = [section.heading.title for section in policy.documents[id].all_sections if section.depth <= 2]
    assert [title for title in titles if not any(entry.endswith(title) for entry, _ in entries)] == []
    assert [entry for entry, number in entries if entry not in pages[int(number) - 1]] == []
    linked = pypdf.PdfReader(io.BytesIO(printed[id]))
    leads = [one for sheet in linked.pages for one in sheet.get("/Annots") or () if "/A" not in one.get_object()]
    assert len(leads) >= len(entries)


@pytest.mark.parametrize("id", PRINTED)
def test_bookmarks_hold_every_section_and_guideline(policy: Policy, printed: Printed, id: str) -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(list(item.children))

    document = policy.documents[id]
    with pikepdf.open(io.BytesIO(printed[id])) as file, file.open_outline() as bookmarks:
        told = set(titles(list(bookmarks.root)))
    for section in document.all_sections:
        assert " ".join(filter(None, (section.heading.number, section.heading.title))) in told
    for leaf in document.leaves:
        title = policy.guidelines[leaf.id].title if leaf.id else policy.texts[leaf.text or ""].title
        assert f"{leaf.number} {title}" in told


@pytest.mark.parametrize("id", PRINTED)
def test_no_sentence_is_lost(policy: Policy, printed: Printed, id: str) -> None:
    document = policy.documents[id]
    told = squeezed(without_headers(pages_of(printed[id])))
    for leaf in document.leaves:
        if leaf.id:
            guideline = policy.guidelines[leaf.id]
            assert squeezed(plain(finished(guideline, leaf, policy))) in told
            assert [item.text for item in items_of(guideline, leaf) if squeezed(item.text) not in told] == []


@pytest.mark.parametrize("id", PRINTED)
def test_every_word_of_the_rendered_text_is_on_paper_as_often(policy: Policy, printed: Printed, id: str) -> None:
    rendered = paper.nodes(outline(policy, policy.documents[id]))
    told = re.sub(r"[\u00ad-]\n", "", without_headers(pages_of(printed[id])))
    wanted, given = counted(spaced(rendered)), counted(told)
    assert {word: count for word, count in wanted.items() if given[word] < count} == {}


def spaced(nodes: list[Node]) -> str:
    return " ".join(node if isinstance(node, str) else spaced(node["children"]) for node in nodes)


def counted(text: str) -> Counter[str]:
    """Words of letters, without hyphens: pypdf takes the soft ones at the ends of lines and the hard ones as one."""
    return Counter(re.findall(r"[^\W\d_]{2,}", re.sub(r"(?<=\w)[\u00ad-](?=\w)", "", text)))


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


def test_the_list_of_accounts_is_an_appendix_to_the_riktlinjer_only(policy: Policy, printed: Printed) -> None:
    told = {id: squeezed("".join(pages_of(made))) for id, made in printed.items()}
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


# Text is text


def test_hostile_text_is_printed_as_text(policy: Policy) -> None:
    document = policy.documents["exempelby-riktlinjer"]
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
    made = paper.pdf(replace(policy, topics=topics, documents={document.id: changed}), changed)
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
    with pytest.raises(NotPrintable, match=r"^Tecknet ”漢” \(U\+6F22\) finns inte i typsnitten för PDF\."):
        set_in_type("<p>漢字</p>")


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<svg></svg>", "Elementet <svg> har ingen form på papper."),
        ('<img src="x.png" alt="x">', "Elementet <img> har ingen form på papper."),
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


def test_a_jump_in_headings_stops_the_build() -> None:
    with pytest.raises(NotPrintable, match=r"^Dokumentet gick inte att sätta som PDF: "):
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
