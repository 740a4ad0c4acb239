"""Secrets and people are seen in every shape, and what only looks like them is let be."""

import pytest

from checks.explain import CASES
from checks.policy.traces import IDENTITY, MAIL, MOBILE, SECRET, Trace, traces
from checks.report import as_json, as_text
from checks.run import judge, open_policy
from tests.municipality import ROOT, TODAY, Municipality


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        # The tax agency's own numbers for tests.
        ("19121212-1212", IDENTITY),
        ("121212-1212", IDENTITY),
        ("121212+1212", IDENTITY),
        ("191212121212", IDENTITY),
        ("1212121212", IDENTITY),
        ("1912 12 12 1212", IDENTITY),
        ("1912-12-12-1212", IDENTITY),
        ("121212–1212", IDENTITY),
        ("Beställt av 121212-1212.", IDENTITY),
        ("701063-2391", IDENTITY),
        ("19701063-2391", IDENTITY),
        ("password: x", SECRET),
        ("  losenord: x", SECRET),
        ("lösenord: x", SECRET),
        ("- {name: x, api_key: y}", SECRET),
        ("facebook_token: y", SECRET),
        ("recovery_codes: [a]", SECRET),
        ("pin: 1234", SECRET),
        ("Lösenordet är Sommar2026", SECRET),
        ("# lösenord: Sommar2026", SECRET),
        ("notes: ghp_0123456789abcdefghij", SECRET),
        ("otpauth://totp/Facebook", SECRET),
        ("-----BEGIN RSA PRIVATE KEY-----", SECRET),
        ("anna@gmail.com", MAIL),
        ("Anna.Andersson@Hotmail.SE", MAIL),
        ("Skriv till anna@telia.com.", MAIL),
        ("0701234567", MOBILE),
        ("070-123 45 67", MOBILE),
        ("+46 70 123 45 67", MOBILE),
        ("0046701234567", MOBILE),
        ("+46 (0)70-123 45 67", MOBILE),
    ],
)
def test_a_trace_is_seen(text: str, trace: Trace) -> None:
    assert trace in {found for _, found in traces(text)}


@pytest.mark.parametrize(
    "text",
    [
        "121212-1213",  # wrong check digit
        "131313-1212",  # no such month
        "121232-1212",  # no such day
        "556036-0793",  # a company's number
        "3121212-12122",
        "https://www.facebook.com/profile.php?id=100064000000000",
        "2026-11-22",
        "KS 2026/123",
        "url: https://rkrattsbaser.gov.se/sfst?bet=2017:900",
        "0122-850 00",
        "08-123 456 78",
        "kultur@minikoping.example",
        "anna@gmail.com.example",
        "https://www.youtube.com/@gmail.com",
        "Lösenordet är personligt",
        "Reservkoderna ligger i kommunens valv",
        "pinterest: x",
        "keyword: x",
        "Dela inte lösenord, koder eller nycklar: de är personliga",
    ],
)
def test_what_only_looks_like_a_trace_is_let_be(text: str) -> None:
    assert list(traces(text)) == []


def test_a_secret_can_stand_some_lines_below_its_name() -> None:
    text = "a: x\nnotes: |\n  Sidans lösenord\n\n  är\n\n  sommar2024\nb: y\n"
    assert [(line, trace.what) for line, trace in traces(text)] == [(6, "ett lösenord eller en kod")]
    assert not list(traces("notes: lösenord\nb: c\nd: är\ne: f\ng: sommar2024\n"))


def test_a_trace_knows_its_line() -> None:
    assert [line for line, _ in traces("a: b\nc: x@gmail.com\n\nd: y@gmail.com\n")] == [1, 3]


def test_the_handbook_holds_no_trace() -> None:
    for path in (*(ROOT / "policy_data").rglob("*.yaml"), *(ROOT / "docs").rglob("*.md")):
        assert list(traces(path.read_text(encoding="utf-8"))) == [], path


def test_what_is_found_is_never_printed(municipality: Municipality) -> None:
    findings = judge(open_policy(municipality(CASES / "KO112/bad"), TODAY))
    printed = as_text(findings) + as_json(findings)
    for secret in ("gmail.com", "Sommar2026", "070-000", "121212", "Popcorn"):
        assert secret not in printed
