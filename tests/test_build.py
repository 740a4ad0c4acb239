"""The build: from a clean tree by MkDocs alone, refused when something must be mended, the same with Zensical."""

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from lxml import etree

from checks.policy.pages import stubs
from checks.run import judge, open_policy
from hooks.exports.calendars import calendars
from hooks.exports.content_security import content_security_policy, inline_scripts
from hooks.exports.internal import internal_tables
from hooks.pages.account_form import FILES
from hooks.paper import prints
from tests.handbook import Handbook, copied, headers_of, run
from tests.mini_handbook import mini_handbook
from tests.municipality import TODAY
from tests.redlines import edit

ACCOUNT = "policy_data/accounts/biblioteket-facebook.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy to change."""
    return copied(tmp_path)


def without_stand_in(root: Path) -> int:
    """Take the stand-in from an account; returns the line where the finding must stand."""
    account = root / ACCOUNT
    lines = account.read_text(encoding="utf-8").splitlines(keepends=True)
    account.write_text("".join(line for line in lines if not line.startswith("stand_in:")), encoding="utf-8")
    (line,) = [finding.line for finding in judge(open_policy(root, TODAY)) if finding.check == "KO102"]
    return line


# The handbook fixture is built by `mkdocs build --strict` alone, in a tree without downloads.


def test_mkdocs_alone_builds_every_page_and_download(handbook: Handbook) -> None:
    policy = open_policy(handbook.root, TODAY)
    built = {path.removesuffix(".html") + ".md" for path in handbook.pages}
    assert {stub.path for stub in stubs(policy)} <= built
    written = {path.name for path in (handbook.site / "nedladdning").iterdir()}
    registers = {"konton.csv", "konton.json", FILES, *internal_tables(policy), *calendars(policy)}
    decided = {f"beslutad-{one.document.id}-{one.version}.pdf" for one in policy.decided}
    assert written == {*registers, *decided, *(Path(address).name for address, _ in prints(policy))}


def test_every_link_within_the_handbook_leads_somewhere(handbook: Handbook) -> None:
    anchors = {page: set(handbook.tree(page).xpath("//@id")) for page in handbook.pages}
    broken = []
    for page in handbook.pages:
        if page == "404.html":  # its addresses begin at the root of the site
            continue
        for address in handbook.tree(page).xpath("//@href | //@src"):
            path, _, anchor = address.partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = (handbook.site / page).parent.joinpath(path).resolve() if path else handbook.site / page
            name = target.relative_to(handbook.site.resolve()).as_posix() if path else page
            if not target.is_file() or (anchor and anchor not in anchors.get(name, {anchor})):
                broken.append(f"{page}: {address}")
    assert broken == []


def test_no_page_holds_two_things_with_one_anchor(handbook: Handbook) -> None:
    twice = []
    for page in handbook.pages:
        ids = handbook.tree(page).xpath("//@id")
        twice += [f"{page}#{one}" for one in set(ids) if ids.count(one) > 1]
    assert twice == []


def test_every_guideline_in_force_says_where_it_comes_from(handbook: Handbook) -> None:
    policy = open_policy(handbook.root, TODAY)
    for id, leaf in policy.in_force.items():
        tree = handbook.tree(f"riktlinjer/{policy.guidelines[id].topic}.html")
        (heading,) = tree.xpath(f"//h2[@id='{id}']")
        block = heading.getnext()
        assert block.xpath(".//p[@class='kb-number']")[0].text_content() == leaf.number
        linked = {
            Path(address).name.partition(".html#")[0]
            for address in block.xpath(".//a/@href[contains(., '/dokument/')]")
        }
        assert linked == {place.document for place in policy.leaves_of(id)}, id
        assert f"policy_data/guidelines/{policy.guidelines[id].topic}.yaml" in block.text_content()


def test_two_builds_of_the_same_tree_give_the_same_bytes(handbook: Handbook, tmp_path: Path) -> None:
    again = run(handbook.root, "mkdocs", "build", "--strict", "-d", str(tmp_path), SOURCE_DATE_EPOCH="1795305600")
    assert again.returncode == 0, again.stderr
    for page in handbook.pages:
        assert (tmp_path / page).read_bytes() == (handbook.site / page).read_bytes(), page


# Refused.


@pytest.mark.parametrize("command", [("mkdocs", "build", "--strict"), ("kanalboken", "build")])
def test_a_missing_stand_in_ends_the_build(repository: Path, command: tuple[str, ...]) -> None:
    line = without_stand_in(repository)
    done = run(repository, *command)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{ACCOUNT}:{line}:" in told
    assert "saknar ersättare för den kontoansvarige" in told
    assert "Gör så här: Ange en annan roll än den kontoansvariges" in told
    assert re.search(r"Riktlinje: [RT] [\d.]+ ", told)
    assert re.search(r"Källa: Finspång 2023, ”[^”]+”, sidan \d+", told)
    assert "Traceback" not in told
    assert not (repository / "site").exists()


def test_a_missing_page_ends_the_build_with_what_to_write(repository: Path) -> None:
    stub = next(stub for stub in stubs(open_policy(repository, TODAY)) if stub.path.startswith("konton/"))
    (repository / "docs" / stub.path).unlink()
    done = run(repository, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert f"docs/{stub.path}: Skapa filen" in done.stderr
    assert stub.content.strip() in done.stderr


# By the command.


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy built by the command as of the day after, and what it said."""
    root = copied(tmp_path_factory.mktemp("commanded"))
    done = run(root, "kanalboken", "build", "--as-of", "2026-11-23")
    assert (done.returncode, done.stderr) == (0, "")
    return root, done.stdout


def test_the_command_says_where_the_handbook_is(commanded: tuple[Path, str]) -> None:
    root, said = commanded
    for name in re.findall(r"(?:site|build)/[^\s,]+", said):
        assert (root / name).is_file()
    assert "site/index.html" in said
    assert said.count(".pdf") == len(open_policy(root, TODAY).documents_in_force)


def test_as_of_moves_the_clock_of_the_build(commanded: tuple[Path, str]) -> None:
    root, _ = commanded
    assert json.loads((root / "site/nedladdning/konton.json").read_bytes())["as_of"] == "2026-11-23"


def test_every_download_is_in_the_site_and_among_the_pages(commanded: tuple[Path, str]) -> None:
    root, _ = commanded
    downloads = {path.name: path.read_bytes() for path in (root / "docs/nedladdning").iterdir()}
    assert {path.name: path.read_bytes() for path in (root / "site/nedladdning").iterdir()} == downloads
    printed = {Path(address).name for address, _ in prints(open_policy(root, TODAY))}
    assert [name for name in printed if not downloads[name].startswith(b"%PDF")] == []


def test_what_can_not_be_printed_leaves_the_earlier_site(tmp_path: Path) -> None:
    root = mini_handbook(tmp_path)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("Den förra", encoding="utf-8")
    edit(root, "policy_data/guides/svara.yaml", ("title: Måste", "title: 漢 Måste"))
    done = run(root, "kanalboken", "build")
    assert (done.returncode, done.stderr) == (2, "")
    assert "Tecknet ”漢” (U+6F22) finns inte i typsnitten för PDF." in done.stdout
    assert done.stdout.endswith("\nHandboken blev inte byggd. Det som står ovan behöver rättas.\n")
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]
    assert not list((root / "docs/nedladdning").glob("kontolista.pdf"))


def test_the_headers_for_each_server_lie_beside_the_site_and_are_the_same(commanded: tuple[Path, str]) -> None:
    root, _ = commanded
    folder = root / "build/csp"
    headers = headers_of(folder / "nginx.conf")
    apache = (folder / "apache.conf").read_text(encoding="utf-8")
    assert dict(re.findall(r'^Header always set (\S+) "(.*)"$', apache, re.MULTILINE)) == headers
    added = etree.fromstring((folder / "web.config").read_bytes()).iter("add")
    assert {one.get("name"): one.get("value") for one in added} == headers
    policy = headers["Content-Security-Policy"]
    assert set(re.findall(r"'sha256-[^']+'", policy)) == inline_scripts(root / "site")
    assert "unsafe" not in policy
    assert policy.endswith("; frame-ancestors https://intranat.exempelby.example")
    assert not list((root / "site").rglob("*.conf"))


def test_without_anybody_named_nobody_shows_the_handbook_in_a_frame(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script>1</script><script src='a.js'></script>", encoding="utf-8")
    policy = content_security_policy(tmp_path, ())
    assert policy.endswith("; frame-ancestors 'none'")
    assert policy.count("sha256-") == 1


def test_the_policy_allows_the_scripts_that_a_browser_runs_and_no_others(handbook: Handbook, tmp_path: Path) -> None:
    runs = "not(@src) and not(@type='application/json')"
    found = {one.text for page in handbook.pages for one in handbook.tree(page).xpath(f"//script[{runs}]")}
    assert len(found) > 1
    assert inline_scripts(handbook.site) == {hashed(one) for one in found}
    (tmp_path / "index.html").write_text(
        "<!-- <script>commented</script> --><SCRIPT\nasync>\n'<!--'\n</SCRIPT ><p>1 < 2</p><script src=a.js></script>"
        '<script type="application/json">{"a": "<b>"}</script><style>a > b {}</style><script>if (1 < 2) {}</script>',
        encoding="utf-8",
    )
    assert inline_scripts(tmp_path) == {hashed("\n'<!--'\n"), hashed("if (1 < 2) {}")}


def hashed(script: str) -> str:
    """A script as a policy names it."""
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


# The preview.


def test_the_preview_shows_findings_and_runs_nothing_that_a_page_holds(repository: Path) -> None:
    without_stand_in(repository)
    trap = repository / "trap"
    code = "{{ cycler.__init__.__globals__.os.system('touch " + str(trap) + "') }}"
    for name in ("om", "lagar"):
        with (repository / "docs" / name / "index.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{code}\n")
    (repository / "policy_data/texts/om-x.yaml").write_text("title: [\n", encoding="utf-8")
    done = run(repository, "mkdocs", "build", KANALBOKEN_PREVIEW="1")
    assert done.returncode == 0, done.stderr
    assert not trap.exists()
    shown = Handbook(repository, repository / "site", "")
    for page in ("index.html", "konton/biblioteket.html", "konton/index.html"):
        assert "saknar ersättare för den kontoansvarige" in shown.text(page), page
    assert "saknar ersättare" not in shown.text("konton/omsorg.html")
    assert "KO008" in shown.text("index.html")
    assert "Sidan kan inte visas förrän filen är rättad." in shown.text("texter/om-x.html")


# What stands outside the data.


def test_the_name_of_the_site_is_the_organisations(handbook: Handbook) -> None:
    organisation = open_policy(handbook.root, TODAY).organisation
    name = yaml.safe_load((handbook.root / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"]
    assert organisation.name.removesuffix(" kommun") in name
