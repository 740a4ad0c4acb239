"""What somebody who leaves a role hands over: everything that the role holds, each with the line to change."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kanalboken
from checks.command_line import Refused
from checks.policy.holdings import KINDS, Holding, holdings
from checks.policy.policy import Policy
from checks.policy.problem import Place
from checks.run import open_policy
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality


@pytest.fixture(scope="module")
def shipped() -> Policy:
    return open_policy(ROOT, TODAY)


def held(role: str, policy: Policy, kind: str) -> list[Holding]:
    return [one for one in holdings(policy.roles[role], policy) if one.kind == kind]


def places(value: Any, wanted: str, at: Place) -> Iterator[Place]:
    """Every place in a file's values where a role's id stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, wanted, at / key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, wanted, at / index)
    elif value == wanted:
        yield at


@pytest.mark.parametrize("root", [ROOT, MINIATURE], ids=["shipped", "miniature"])
def test_every_line_that_names_a_role_is_told(root: Path) -> None:
    policy = open_policy(root, TODAY)
    closed = {account.source.file for account in policy.accounts.values() if account.status == "closed"}
    for role in policy.roles.values():
        told = {one.place for one in holdings(role, policy)}
        for file in policy.files.values():
            if file.kind in ("page", "search-words", "decided", "decided-pdf") or not isinstance(file.value, dict):
                continue
            for place in places(file.value, role.id, file.place):
                part = place.route[-1] == "name" or (place.route[-1] in ("owner", "stand_in") and place.file in closed)
                assert place in told or part, (role.id, place)


def test_what_a_role_holds_in_the_miniature() -> None:
    policy = open_policy(MINIATURE, TODAY)
    told = [(one.kind, one.what, one.place.file.rpartition("/")[2]) for one in holdings(policy.roles["vd"], policy)]
    assert (
        "account",
        "Ersättare för kontot ”Miniköping Vatten” (Facebook).",
        "vatten-facebook.yaml",
    ) in told
    assert ("duty", "Chef för Miniköping Vatten AB.", "vatten.yaml") in told
    assert ("done", "Godkände kontot ”Miniköping Vatten” (Facebook).", "vatten-facebook.yaml") in told
    logins = [one for one in holdings(policy.roles["vd"], policy) if one.kind == "login"]
    kept = "Den finns här: Reservkoderna ligger i bolagets valv."
    assert [one.what for one in logins] == [f"Når inloggningen till kontot ”Miniköping Vatten” (Facebook). {kept}"]
    assert [kind for kind, *_ in told] == sorted((kind for kind, *_ in told), key=KINDS.index)


def test_the_days_texts_guides_and_guidelines_of_an_owner_are_there(shipped: Policy) -> None:
    owner = "bibliotekarie-digitala-kanaler"
    assert any("arkivuttag" in one.what for one in held(owner, shipped, "deadline"))
    assert any("biblioteket@exempelby.example" in one.what for one in held(owner, shipped, "text"))
    assert any("Någon ny tar över kontot" in one.what for one in held(owner, shipped, "guide"))
    guidelines = [one.what for one in held(owner, shipped, "guideline")]
    assert any(what.startswith("R 5.3 Svara i tid.") for what in guidelines)
    assert any("planering, publicering" in what for what in guidelines), "with the list in the sentence"
    assert not any(what.endswith(":") for what in guidelines)


def test_a_library_is_not_told_what_schools_and_companies_must_do(shipped: Policy) -> None:
    library, company = (
        [one.what for one in held(role, shipped, "guideline")] for role in ("bibliotekschef", "vd-bostader")
    )
    only = [what for what in company if "Bolag" in what]
    assert only
    assert not set(only) & set(library)


def test_a_role_that_is_named_nowhere_has_nothing_to_hand_over(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "policy_data/units/kultur.yaml"
    unit = (MINIATURE / path).read_text(encoding="utf-8")
    role = "  vaktmastare: {title: Vaktmästare, mailbox: kultur@minikoping.example}\n"
    monkeypatch.chdir(municipality({path: unit.replace("roles:\n", f"roles:\n{role}", 1)}))
    assert kanalboken.run(["show", "leaver", "vaktmastare"]) == kanalboken.CLEAN
    assert "Rollen har inget att lämna över." in capsys.readouterr().out


def test_each_line_is_where_the_list_says(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = municipality({})
    monkeypatch.chdir(root)
    assert kanalboken.run(["show", "leaver", "Kulturchef", "--format", "json"]) == kanalboken.CLEAN
    told = json.loads(capsys.readouterr().out)
    assert (told["role"], told["as_of"]) == ("kulturchef", "2026-11-22")
    named = [one for one in told["holdings"] if one["kind"] in ("account", "login", "duty", "done")]
    assert named
    for one in named:
        assert "kulturchef" in (root / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1], one


def test_the_list_begins_with_what_to_do_and_is_written_whole(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = municipality({})
    monkeypatch.chdir(root)
    words = ["show", "leaver", "bibliotekarie", "--as-of", "2026-12-01", "--output", "overlamning.md"]
    assert kanalboken.run(words) == kanalboken.CLEAN
    assert capsys.readouterr().out == "Överlämningslistan för Bibliotekarie står i overlamning.md.\n"
    text = (root / "overlamning.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:2] == ["# Överlämning: Bibliotekarie", "## Ändra i registret"]
    assert "Så här ser det ut den 1 december 2026." in text
    line = (root / "policy_data/accounts/kultur-facebook.yaml").read_text(encoding="utf-8").splitlines()
    number = line.index("owner: bibliotekarie") + 1
    assert (
        "- [ ] Kontoansvarig för kontot ”Kulturhuset i Miniköping” (Facebook). Ange rollen som tar över i `owner`. "
        f"(`policy_data/accounts/kultur-facebook.yaml`, rad {number})" in text
    )
    assert kanalboken.run(words) == kanalboken.CLEAN, "over its own earlier list"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("policy_data/overlamning.md", "aldrig i policy_data"),
        ("annat.md", "finns redan"),
        ("finns/inte.md", "Mappen finns finns inte."),
    ],
)
def test_it_writes_over_nothing_else(
    output: str, sentence: str, municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = municipality({"annat.md": "# Något annat\n"})
    monkeypatch.chdir(root)
    with pytest.raises(Refused, match=sentence):
        kanalboken.run(["show", "leaver", "bibliotekarie", "--output", output])
    assert (root / "annat.md").read_text(encoding="utf-8") == "# Något annat\n"
    assert not (root / "policy_data/overlamning.md").exists()


def test_an_unknown_role_is_2_with_those_it_resembles(municipality: Municipality) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "kanalboken.py", "show", "leaver", "kulturchefen"],
        cwd=municipality({}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (kanalboken.FAILED, "")
    assert done.stderr.startswith("Rollen ”kulturchefen” finns inte. Menar du `kulturchef`")


def test_a_deadline_that_has_passed_says_so() -> None:
    policy = open_policy(MINIATURE, TODAY, date(2026, 12, 24))
    told = [one.what for one in held("kommunikator", policy, "deadline")]
    assert "Försenat sedan den 1 december 2026: Stäng kontot ”Kulturhuset på X” (X)." in told
