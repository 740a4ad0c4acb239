"""From a table and what its columns mean to what it says of each account, and remarks on all that is not plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from checks.policy.policy import Policy
from checks.policy.tree import SourceFile
from checks.schema import form
from checks.sheet import Column, columns
from registrar.importing.entry import Entry
from registrar.importing.headings import Table
from registrar.importing.identity import address_in, identity
from registrar.importing.mapping import Meaning
from registrar.importing.private import private, seems_a_name
from registrar.importing.reader import Reader
from registrar.importing.remarks import Weight
from registrar.importing.saying import IDENTITY, Said, accounts_of, said_in, title_of
from registrar.importing.table import Cell
from registrar.importing.targets import NOTES, NOWHERE, Target
from registrar.importing.values import NotUnderstood, folded
from registrar.importing.vocabulary import CALLED

REQUIRED = (*IDENTITY, "unit", "category")
HELD_BY_SOMEBODY = ("credentials.kept_in", "recovery")  # texts in which people write who, not where
EVERYWHERE = "mappningen"  # where a constant stands
COLUMNS: Mapping[str, Column] = {column.route: column for column in columns()}


class Understanding(Struct, frozen=True, dict=True):
    """Understands rows as this register would, by what the columns mean."""

    policy: Policy
    meaning: Meaning

    def entries(self, table: Table) -> Iterator[Entry]:
        """Yield what each row says: one entry for each account it is about, or one that only says why it is none."""
        for row in table.rows:
            if title := title_of(row):
                entry = Entry(row.number)
                entry.remark("", f"Raden har bara texten ”{title}” och är inget konto.", weight=Weight.TOLD)
                yield entry
                continue
            for part in accounts_of(list(said_in(row, table.headings, self.meaning))):
                yield self.entry(row.number, part)

    def entry(self, row: int, said: Iterable[Said], *, partial: bool = False) -> Entry:
        """Return what the cells of a row say of one account."""
        entry, rest = Entry(row, partial), list(said)
        leftover = self._identify(entry, rest)
        if not partial:
            rest += self._constants(rest)
        for one in rest:  # the unit first: a role is looked for in it
            if one.target.route == "unit":
                self._take(entry, one)
        for one in rest:
            if one.target.route not in (*IDENTITY, "unit"):
                self._take(entry, one)
        if leftover:
            self._take(entry, leftover)
        return entry

    def _constants(self, said: Sequence[Said]) -> list[Said]:
        there = {one.target.route for one in said if one.cell}
        return [
            Said(route, EVERYWHERE, Target(route), Cell(text))
            for route, text in self.meaning.constants.items()
            if text and route not in there
        ]

    def _identify(self, entry: Entry, said: list[Said]) -> Said | None:
        """Find out which account it is about; what is no part of that stays among what is said. Return what stood where
        the handle should and is none: the name that visitors see."""
        parts = self._parts(entry, said)
        if entry.refused:
            return None
        where = next((parts[route] for route in ("url", "handle") if route in parts), None)
        try:
            platform = self._platform(entry, parts)
            found = identity(platform, self._text(parts.get("handle")), self._address(parts.get("url")), self.policy)
        except NotUnderstood as problem:
            entry.remark(where.column if where else "", problem.sentence, problem.remedy, Weight.REFUSED)
            return None
        for route in IDENTITY:
            entry.values[route] = getattr(found, route)
            entry.columns[route] = parts[route].column if route in parts else ""
        if not found.leftover:
            return None
        handle = parts["handle"]
        sentence = f"”{found.leftover}” är inget användarnamn och lästes som kontots namn."
        entry.remark(handle.column, sentence, weight=Weight.TOLD)
        return Said(handle.heading, handle.column, Target("name"), Cell(found.leftover))

    def _parts(self, entry: Entry, said: list[Said]) -> dict[str, Said]:
        """Return what is said of who the account is, each part once; a name that begins with @ will do as a handle."""
        parts: dict[str, Said] = {}
        for one in [one for one in said if one.target.route in IDENTITY]:
            if one.cell.fault:
                entry.remark(one.column, f"{one.heading}: {one.cell.fault}.", "Skriv värdet i cellen.", Weight.REFUSED)
            elif one.target.route in parts:
                if len(self.meaning.columns.get(one.heading, ())) < 2:  # else it is kept in another field
                    said.append(Said(one.heading, one.column, Target(NOTES), one.cell))
            else:
                parts[one.target.route] = one
        if "url" not in parts and "handle" not in parts:
            name = next((one for one in said if one.target.route == "name" and one.cell.text.startswith("@")), None)
            if name:
                parts["handle"] = name
                said.remove(name)
        return parts

    def _platform(self, entry: Entry, parts: Mapping[str, Said]) -> str | None:
        """Return the platform that is said, by the column, the cell or the mapping; None leaves it to the address."""
        if fixed := next((one.target.platform for one in parts.values() if one.target.platform), None):
            return fixed
        said = parts.get("platform")
        text = self._text(said) if said else self.meaning.constants.get("platform")
        if not text:
            return None
        try:
            return str(self._reader.value(text, COLUMNS["platform"]))
        except NotUnderstood as problem:
            if said is None or "url" not in parts:
                raise
            entry.remark(said.column, f"{problem.sentence} Adressen fick avgöra.", weight=Weight.TOLD)
            return None

    def _text(self, said: Said | None) -> str:
        return self.meaning.said(said.target, said.cell.text) if said else ""

    def _address(self, said: Said | None) -> str:
        if said is None:
            return ""
        return self.meaning.said(said.target, address_in(said.cell))

    def _take(self, entry: Entry, said: Said) -> None:
        """Take one thing that is said into the entry: as a value, as a note, or not at all."""
        route, column = said.target.route, said.column
        text = self._text(said)
        if route == NOWHERE:
            return
        if said.cell.fault:
            entry.remark(column, f"{said.heading}: {said.cell.fault}.", "Skriv värdet i cellen.", _weight(route))
            return
        if what := private(text, self._mailboxes):
            entry.remark(
                column, f"{said.heading} är utelämnat: där står {what}.", "Ta bort det ur arket också.", _weight(route)
            )
            return
        if route in entry.values:
            self._note(entry, said, text)
        elif route == "id":
            self._identifier(entry, said, text)
        elif route == NOTES:
            self._note(entry, said, text)
        else:
            self._value(entry, said, text)

    def _value(self, entry: Entry, said: Said, text: str) -> None:
        column = COLUMNS[said.target.route]
        try:
            value = self._reader.value(text, column, entry.values.get("unit"))
        except NotUnderstood as problem:
            kept = (
                not entry.partial
                and column.form != "role"
                and column.route not in REQUIRED
                and self._note(entry, said, text)
            )
            sentence = f"{said.heading}: {problem.sentence}"
            sentence += " Texten står i anteckningen i stället." if kept else ""
            sentence += " Cellen är utelämnad." if column.form == "role" else ""
            entry.remark(said.column, sentence, problem.remedy, _weight(column.route))
            return
        if column.route in HELD_BY_SOMEBODY and seems_a_name(text):
            sentence = f"{said.heading} är utelämnat: det ser ut som en persons namn."
            entry.remark(said.column, sentence, "Skriv var det finns, eller en roll.")
        elif value not in ("", []):
            entry.values[column.route] = value
            entry.columns[column.route] = said.column
            entry.texts[column.route] = f"{said.heading}: {' '.join(text.split())}"

    def _identifier(self, entry: Entry, said: Said, text: str) -> None:
        if text in self.policy.known["account"] or (not text.isdigit() and _is_id(text)):
            entry.id = text
        else:
            self._note(entry, said, text)

    def _note(self, entry: Entry, said: Said, text: str) -> bool:
        """Keep a text among the notes; whether it was."""
        plain = " ".join(text.split())
        if not plain:
            return False
        if seems_a_name(plain) and folded(plain) not in self._known_names:
            sentence = f"{said.heading} är utelämnat: det ser ut som en persons namn."
            entry.remark(said.column, sentence, "Är det något annat: ange fältet i mappningsfilen.", Weight.TOLD)
            return False
        named = folded(said.heading) in CALLED[NOTES]
        entry.notes.append(plain if named else f"{said.heading}: {plain}")
        return True

    def complete(self, entry: Entry) -> None:
        """Say what the row of a new account leaves unsaid and can be inferred, and what it can't do without. Let go of
        values that the form of an account refuses; their texts become notes, and it is told."""
        if "category" not in entry.values and (category := self._usual_category(entry.values.get("unit"))):
            entry.values["category"] = category
            name = self.policy.categories[category].name
            entry.assumed = f"Kategorin antogs vara {name}, som verksamhetens andra konton."
        for route in REQUIRED:
            if route not in entry.values:
                choices = {"unit": self.policy.units, "category": self.policy.categories}.get(route, {})
                entry.remark(
                    "",
                    f"{COLUMNS[route].heading} saknas.",
                    f"Fyll i en kolumn i arket, eller `{route}` under `constants` i mappningsfilen: "
                    f"{', '.join(list(choices)[:12])}.",
                    Weight.REFUSED,
                )
        if not entry.refused:
            _fit(entry)

    def _usual_category(self, unit: str | None) -> str | None:
        used = {one.category for one in self.policy.accounts.values() if one.unit == unit}
        choices = used or set(self.policy.categories)
        return next(iter(choices)) if len(choices) == 1 else None

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.policy)

    @cached_property
    def _mailboxes(self) -> frozenset[str]:
        roles = (role.mailbox.lower() for role in self.policy.roles.values() if role.mailbox)
        accounts = (one.registered_email.lower() for one in self.policy.accounts.values() if one.registered_email)
        return frozenset((*roles, *accounts))

    @cached_property
    def _known_names(self) -> frozenset[str]:
        """What may look like a person's name and is known to be something else."""
        policy = self.policy
        things = (policy.units, policy.categories, policy.platforms, policy.accounts)
        names = [one.name for kind in things for one in kind.values()]
        return frozenset(map(folded, [*names, *(role.title for role in policy.roles.values())]))


def _weight(route: str) -> Weight:
    return Weight.REFUSED if route in REQUIRED else Weight.UNCLEAR


def _is_id(text: str) -> bool:
    return bool(text) and all(part.isalnum() and part.isascii() and part == part.lower() for part in text.split("-"))


def _fit(entry: Entry) -> None:
    for _ in range(len(entry.values) + 2):
        problems = form(SourceFile("", "account", "", entry.data))
        if not problems:
            return
        top = str(problems[0].place.route[0]) if problems[0].place.route else ""
        routes = [route for route in entry.values if route.partition(".")[0] == top]
        column = next((entry.columns.get(route, "") for route in routes), "")
        kept = [text for route in routes if (text := entry.texts.get(route))] if top not in REQUIRED else []
        sentence = f"{COLUMNS[routes[0]].heading}: {problems[0].sentence}" if routes else problems[0].sentence
        sentence += " Texten står i anteckningen i stället." if kept else ""
        entry.remark(column, sentence, problems[0].remedy, _weight(top))
        if top in REQUIRED:
            return
        if top == NOTES:
            entry.notes.clear()
        for route in routes:
            del entry.values[route]
        entry.notes += kept
