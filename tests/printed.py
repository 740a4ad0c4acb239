"""What the tests of the PDFs share: the prints of the shown handbook, made once, and what a reader gets out of them."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial

import page
import pikepdf
import pypdf

from checks.policy.pages import print_address
from checks.policy.policy import Policy
from checks.run import open_policy
from hooks import paper
from hooks.paper import Print
from hooks.paper.prints.document import governing_document
from tests.municipality import ROOT, TODAY

PROFILES = ("pdfa-2a", "pdfua-1")
RETOLD = ("finspang-2023", "harjedalen-2011")  # one with a cover, one in a statute book
TRIAL = Print("document", "Exempelby kommun", "Riktlinje", "Prov", date(2026, 10, 7), body=())


@cache
def shown() -> Policy:
    """The repository's own data on the day of the tests."""
    return open_policy(ROOT, TODAY)


@cache
def prints() -> dict[str, Callable[[], Print]]:
    """What makes every print of the handbook, and two retold documents, by the address of its file."""
    retold = {
        print_address("document", id): partial(governing_document, shown(), shown().documents[id]) for id in RETOLD
    }
    return dict(paper.prints(shown())) | retold


@cache
def print_of(address: str) -> Print:
    """One of them."""
    return prints()[address]()


@cache
def file_of(address: str) -> bytes:
    """The finished file of one of them."""
    return paper.typeset(print_of(address))


def printed(id: str) -> bytes:
    """The finished file of a document."""
    return file_of(print_address("document", id))


@cache
def pages_of(made: bytes) -> tuple[str, ...]:
    """The text of each page."""
    return tuple(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(made)).pages)


def squeezed(text: str) -> str:
    """Text without what a line break may change: spaces, hyphens, and the selectors that make a sign an emoji."""
    return re.sub(r"[\s\u00ad\u200b\ufe0f-]", "", text)


def without_headers(pages: Sequence[str]) -> str:
    """The text of pages without their first lines, which say what they belong to."""
    return "\n".join(one.partition("\n")[2] for one in pages)


def elements(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The tags of a file."""
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one and "/K" in one:
            yield one


def failures(made: bytes, profile: str) -> list[str]:
    """What a validator says against a file."""
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
