"""What a row says: each cell with what it is about, divided between the accounts that the row tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from registrar.importing.headings import Heading
from registrar.importing.identity import addresses_in
from registrar.importing.mapping import Meaning
from registrar.importing.table import EMPTY, Cell, Row
from registrar.importing.targets import Target
from registrar.importing.values import answer

IDENTITY = ("platform", "handle", "url")


class Said(Struct, frozen=True):
    """One thing that a row says: where it stands, what it is about, and the text."""

    heading: str
    column: str
    target: Target
    cell: Cell


def said_in(row: Row, headings: Sequence[Heading], meaning: Meaning) -> Iterator[Said]:
    """Yield what the cells of a row say in the order of the mapping: of two for one field, the first counts."""
    known = {heading.name: heading for heading in headings}
    for name, targets in meaning.columns.items():
        heading = known.get(name)
        cell = row.cells[heading.index] if heading and heading.index < len(row.cells) else EMPTY
        for target in targets if heading and cell else ():
            yield Said(name, heading.column if heading else "", target, cell)


def title_of(row: Row) -> str:
    """Return what a row says if it divides the table into parts: one text, and no address."""
    texts = {cell.text for cell in row.cells if cell}
    text = texts.pop()
    return "" if texts or "." in text or any(cell.link for cell in row.cells) else text


def accounts_of(said: Sequence[Said]) -> Iterator[list[Said]]:
    """Divide what a row says between its accounts: one for each platform that has columns of its own, and the one that
    has none. A cell with several addresses is about as many accounts; "nej" in a platform's column is about none."""
    common = [one for one in said if one.target.platform is None]
    own: dict[str, list[Said]] = {}
    for one in said:
        if one.target.platform and answer(one.cell.text) is not False:
            own.setdefault(one.target.platform, []).append(one)
    about = [one for one in common if one.target.route in IDENTITY]
    if about or not own:
        yield from _each_address(common)
    rest = [one for one in common if one.target.route not in (*IDENTITY, "id")]
    for mine in own.values():
        if any(one.target.route in IDENTITY for one in mine):
            yield from _each_address([*mine, *rest])


def _each_address(said: list[Said]) -> Iterator[list[Said]]:
    url = next((one for one in said if one.target.route == "url"), None)
    addresses = addresses_in(url.cell.text) if url else []
    if url is None or len(addresses) < 2:
        yield said
        return
    for address in addresses:
        yield [replace(one, cell=Cell(address)) if one is url else one for one in said if one.target.route != "handle"]
