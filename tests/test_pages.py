"""Every entity has its page, every page its entity, and what a page shows of a value is only ever text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from lxml import html

from checks.policy.load import load
from checks.policy.pages import MACROS, STUBS, stubs
from checks.policy.policy import Policy
from checks.policy.tree import files
from checks.report import as_text
from checks.run import judge, open_policy, verdicts
from hooks import macros
from hooks.exports.accounts import HEADINGS, as_csv, as_json, listed_accounts
from hooks.pages.stubs import missing_pages
from hooks.rendering import Compiled, harmless, repository_link, safe_link
from tests.handbook import copied
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality
from tests.site_markdown import as_html

EVIL = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![](https://evil.example/x.png)"
    ' **b** {{ 7 * 7 }} `c` " onload="x'
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


def test_every_entity_has_its_page_and_every_page_its_entity(policy: Policy) -> None:
    assert missing_pages(policy, ROOT) == ()


def test_a_missing_a_wrong_and_a_leftover_page_are_told_apart(policy: Policy, tmp_path: Path) -> None:
    root = copied(tmp_path)
    first, second = [stub for stub in stubs(policy) if stub.path.startswith("texter/")][:2]
    (root / "docs" / first.path).unlink()
    (root / "docs" / second.path).write_text("Något annat\n", encoding="utf-8")
    (root / "docs/texter/borta.md").write_text('{{ text("borta") }}\n', encoding="utf-8")
    menu = (root / "mkdocs.yml").read_text(encoding="utf-8").replace(f"      - {first.path}\n", "")
    (root / "mkdocs.yml").write_text(menu, encoding="utf-8")
    told = missing_pages(policy, root)
    assert [one.partition(". ")[0] for one in told] == [
        f"docs/{first.path}: Skapa filen",
        f"mkdocs.yml: Lägg till raden `- {first.path}` där sidan ska stå i menyn.",
        f"docs/{second.path}: Rätta filen",
        "docs/texter/borta.md: Ta bort sidan, även ur mkdocs.yml",
    ]
    assert first.content.strip() in told[0]


def test_the_menu_lists_nothing_twice_and_nothing_that_is_missing() -> None:
    listed = re.findall(
        r"^\s*- (?:[^:\n]+: )?([\w./-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(listed) == len(set(listed))
    assert [path for path in listed if not (ROOT / "docs" / path).exists()] == []


def test_blocks_are_the_ones_that_pages_may_call() -> None:
    assert {*macros.BLOCKS, "findings"} == set(MACROS)
    assert {macro for _, macro in STUBS.values()} <= set(MACROS)


# Values are text.


def test_an_escaped_value_is_text_in_markdown_and_html() -> None:
    made = as_html(
        f"# {harmless(EVIL)} {{ #a }}\n\n{harmless(EVIL)}\n\n- {harmless(EVIL)}\n\n"
        f'<p title="{harmless(EVIL)}">{harmless(EVIL)}</p>'
    )
    tree = html.fromstring(made)
    assert {element.tag for element in tree.iter()} == {"div", "h1", "p", "ul", "li"}
    assert tree.xpath("//h1/@id") == ["a"]
    assert [element.text_content() for element in tree.xpath("//h1 | //p | //li")] == [EVIL] * 4
    assert tree.xpath("//p/@title") == [EVIL]


def test_line_breaks_and_control_characters_can_not_begin_a_block() -> None:
    assert harmless("a\n\n# b\r\n    c\u2028- d") == "a &#35; b c &#45; d"


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://www.facebook.com/exempel", True),
        ("https://m.facebook.com/exempel?id=1", True),
        ("http://www.facebook.com/exempel", False),
        ("https://www.facebook.com.evil.example/x", False),
        ("https://evilfacebook.com/x", False),
        ("https://user@www.facebook.com/x", False),
        ("https://www.facebook.com:8080/x", False),
        ("https://www.facebook.com@evil.example/x", False),
        ("javascript:alert(1)//www.facebook.com", False),
        ("//www.facebook.com/x", False),
        ("https://www.f\u0430cebook.com/x", False),  # a Cyrillic a
        ("https://www.facebook.com/\u202egro.elpmaxe", False),
        ("", False),
        (None, False),
    ],
)
def test_a_link_leads_only_to_the_hosts_it_may(address: str | None, leads: bool) -> None:
    assert (safe_link(address, ("facebook.com",)) is not None) == leads


def hostile(root: Path) -> dict[str, str]:
    """The miniature with an evil value wherever text may stand (each way of quoting is YAML's own)."""
    quoted = "'" + EVIL.replace("'", "''") + "'"
    files = {}
    for path in (root / "policy_data").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        keys = "|".join(TEXT_KEYS)
        changed = re.sub(
            rf"^(\s*(?:- )?(?:{keys}): )(?!>|true).+$", lambda found: found[1] + quoted, text, flags=re.MULTILINE
        )
        changed = re.sub(r"(?<=\{title: )[^,}]+", lambda _: quoted, changed)
        files[path.relative_to(root).as_posix()] = changed
    return files


def blocks(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every block that a page may call, with every argument it may have."""
    said = tuple(verdicts(policy))
    calls = {macro: sorted(policy.known[kind]) for kind, (_, macro) in STUBS.items()}
    calls["also_called"] = sorted(policy.known["need"])
    for name in macros.BLOCKS:
        for id in calls.get(name, [None]):
            arguments = [] if id is None else [id]
            yield f"{name}({id or ''})", macros._block(name, policy, said, preview=True)(*arguments)
    yield "findings()", macros._findings_block(policy, said, preview=True)()


TEXT_KEYS = (
    "title",
    "short",
    "name",
    "summary",
    "text",
    "why",
    "purpose",
    "description",
    "demands",
    "notes",
    "when",
    "reason",
    "instead",
    "said",
    "issuer",
    "board",
    "help",
    "situation",
)
ALLOWED = {
    "html",
    "body",
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "a",
    "strong",
    "span",
    "code",
    "pre",
    "br",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "mark",
    "button",
    "select",
    "option",
    "svg",
    "title",
    "desc",
    "defs",
    "pattern",
    "g",
    "rect",
    "text",
    "nav",
    "label",
    "input",
    "form",
    "fieldset",
    "legend",
    "textarea",
    "datalist",
    "details",
    "summary",
}


def test_a_compiled_template_that_is_broken_or_can_not_be_kept_is_compiled_anew(tmp_path: Path) -> None:
    def rendered(folder: Path) -> str:
        one = DictLoader({"page": "{{ 1 }}"})
        made = Environment(loader=one, bytecode_cache=Compiled(str(folder)), autoescape=True)
        return made.get_template("page").render()

    assert rendered(tmp_path) == "1"
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for broken in (b"", whole[:30], whole[:-5]):
        kept.write_bytes(broken)
        assert rendered(tmp_path) == "1"
    assert rendered(kept / "folder") == "1", "nothing can be kept there"
    assert kept.read_bytes() == whole


def test_hostile_values_are_shown_as_text_on_every_page(municipality: Municipality) -> None:
    root = municipality({})
    root = municipality(hostile(root))
    assert any(finding.stops for finding in judge(open_policy(root, TODAY))), "the checks refuse all this"
    policy = load(files(root), TODAY, None, lambda _: (), open_policy(MINIATURE, TODAY).known["check"])
    assert len(policy.accounts) == len(open_policy(MINIATURE, TODAY).accounts), "without the checks it is all there"
    seen = 0
    for block, text in blocks(policy):
        tree = html.fromstring(f"<div>{as_html(text)}</div>")
        assert {element.tag for element in tree.iter()} <= ALLOWED, block
        for element in tree.iter():
            assert not [name for name in element.attrib if name.startswith("on")], block
            href = element.get("href", "")
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", href), block
            assert "evil" not in href, block
        seen += tree.text_content().count("<script>alert(1)</script> [x](javascript:alert(1))")
    assert seen > 50


def test_no_value_is_template_code_once_more(policy: Policy) -> None:
    """What a block returns is not rendered again; still, no page has an opening of Jinja in it."""
    assert [block for block, text in blocks(policy) if re.search(r"\{\{|\{%|\{#", text)] == []


def test_the_guide_for_editors_shows_what_the_check_really_says(tmp_path: Path) -> None:
    root = copied(tmp_path)
    example = (root / "docs/andra/index.md").read_text(encoding="utf-8").partition("```text\n")[2].partition("```")[0]
    file = root / example.partition(":")[0]
    misspelt = re.sub(r"(?<=^stand_in: ).+$", "barnbibliotkarie", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(misspelt, encoding="utf-8")
    assert example in as_text(judge(open_policy(root, TODAY)))


# Links to the YAML, and what the calendar made.


def test_a_block_links_to_its_line_in_the_repository(municipality: Municipality) -> None:
    base = "https://git.minikoping.example/handbok/blob/main"
    organisation = (MINIATURE / "policy_data/organisation.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^repository:.*\n", "", organisation, flags=re.MULTILINE)
    policy = open_policy(municipality({"policy_data/organisation.yaml": f"{without}repository: {base}/\n"}), TODAY)
    account = next(iter(policy.accounts.values()))
    line, _ = policy.position(account.place("owner"))
    assert repository_link(policy, account.place("owner")) == f"{base}/{account.source.file}#L{line}"
    for bad in ("http://git.example/x", "https://user@git.example/x", "javascript:alert(1)"):
        policy = open_policy(municipality({"policy_data/organisation.yaml": f"{without}repository: '{bad}'\n"}), TODAY)
        assert repository_link(policy, account.source) is None


def test_what_the_calendar_made_is_published_on_the_account(municipality: Municipality) -> None:
    unit = (MINIATURE / "policy_data/units/kultur.yaml").read_text(encoding="utf-8")
    policy = open_policy(MINIATURE, TODAY)
    account = next(one for one in policy.live_accounts() if one.stand_in and one.unit == "kultur")
    ended = re.sub(rf"(^  {account.stand_in}: \{{[^}}]+)", r"\1, until: 2026-10-31", unit, flags=re.MULTILINE)
    policy = open_policy(municipality({"policy_data/units/kultur.yaml": ended}), TODAY)
    page = macros._block("unit_accounts", policy, tuple(verdicts(policy)), preview=False)("kultur")
    assert "Saknas sedan 31 oktober 2026:" in page


# Downloads.


def test_the_csv_is_for_a_swedish_spreadsheet_and_runs_no_formula(municipality: Municipality) -> None:
    path = next(iter(sorted((MINIATURE / "policy_data/accounts").glob("*.yaml"))))
    text = re.sub(r"^purpose:.*$", "purpose: '=1+1; \"x\"'", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    policy = open_policy(municipality({f"policy_data/accounts/{path.name}": text}), TODAY)
    rows = as_csv(policy).decode("utf-8-sig").split("\r\n")
    assert rows[0].split(";") == list(HEADINGS)
    assert len(rows) == len(policy.accounts) + 2
    assert any(';"\'=1+1; ""x""";' in row for row in rows)
    assert as_csv(policy).startswith(b"\xef\xbb\xbf")


def test_the_downloads_hold_every_account_and_nothing_that_is_not_public(policy: Policy) -> None:
    assert {account.id for account in listed_accounts(policy)} == set(policy.accounts)
    shown = as_json(policy).decode() + as_csv(policy).decode("utf-8-sig")
    holders = [role.holder for role in policy.roles.values() if role.holder]
    assert holders
    assert [holder for holder in holders if holder in shown] == []
