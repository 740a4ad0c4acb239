"""Reads cells as this register would: it knows what its platforms, units, categories and roles are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from checks.choosing import near
from checks.policy.policy import Policy
from checks.policy.words import listing
from checks.sheet import Column, Names
from registrar.importing.values import NotUnderstood, a_count, a_day, a_length, folded, how_often, yes_or_no

_ALSO = {  # what people call the choices, besides what the schema calls them
    "planned": ("planerat", "planerad", "kommande"),
    "active": ("aktivt", "aktiv", "igång", "i drift", "öppet", "används", "ja"),
    "dormant": ("vilande", "passivt", "inaktivt", "inaktiv", "används inte"),
    "closing": ("avvecklas", "under avveckling", "stängs"),
    "closed": ("avslutat", "avslutad", "stängt", "stängd", "nedlagt", "nedlagd", "borttaget"),
    "open": ("öppna", "öppet", "ja", "på"),
    "public": ("öppen", "publik", "offentlig"),
    "members": ("sluten", "stängd grupp", "sluten grupp", "privat"),
    "auto-reply": ("autosvar", "automatiskt svar"),
}
_LANGUAGES = {"svenska": "sv", "engelska": "en", "finska": "fi", "arabiska": "ar", "somaliska": "so"}
_PLAIN: Mapping[str, Callable[[str], Any]] = {
    "date": lambda text: a_day(text).isoformat(),
    "duration": a_length,
    "frequency": how_often,
    "boolean": yes_or_no,
    "integer": a_count,
    "mailbox": lambda text: text.lower().removeprefix("mailto:"),
}
SHORTEST = 4  # letters that a short name of a platform has
_KINDS = {"platform": "Plattformen", "unit": "Verksamheten", "category": "Kategorin"}


class Reader(Struct, frozen=True, dict=True):
    """Reads cells in a register: it knows what its units, roles and so on are called."""

    policy: Policy

    def value(self, text: str, column: Column, unit: str | None = None) -> Any:
        """Return the value of a field as it stands in the data. `unit` is the account's, whose roles are nearest.

        Raises NotUnderstood.
        """
        if not column.many:
            return self._one(text, column, unit)
        return list(dict.fromkeys(self._one(part, column, unit) for part in _parts(text, column)))

    def _one(self, text: str, column: Column, unit: str | None) -> Any:
        if plain := _PLAIN.get(column.form):
            return plain(text)
        if column.form == "choice":
            return _choice(text, column)
        if column.form == "role":
            return self._role(text, unit)
        if column.form in _KINDS:
            return self._named(text, column)
        if column.route == "languages":
            return _LANGUAGES.get(text.lower(), text.lower())
        return " ".join(text.split())

    def _named(self, text: str, column: Column) -> str:
        names = self._names.by_id[column.form]
        if found := self._ids[column.form].get(folded(text)):
            return found
        if len(begun := [id for id in names if _begins(text, id)]) == 1 and column.form == "platform":
            return begun[0]
        close = near(text, names)
        perhaps = f"Menar du {_either(close)}? Skriv så i arket" if close else "Lägg till den först"
        raise NotUnderstood(
            f"{_KINDS[column.form]} ”{text}” finns inte.",
            f"{perhaps}, eller skriv vad som menas under `values: {column.form}` i mappningsfilen.",
        )

    def _role(self, text: str, unit: str | None) -> str:
        own = found.roles if (found := self.policy.units.get(unit or "")) else {}
        wanted = folded(text)
        for roles in (own, self.policy.roles):
            ids = [role.id for role in roles.values() if wanted in (role.id, folded(role.title))]
            if len(ids) == 1:
                return ids[0]
            if ids:
                raise NotUnderstood(
                    f"Rollen ”{text}” finns i flera verksamheter: {', '.join(ids)}.", "Skriv rollens id i arket."
                )
        close = near(text, {role.id: role.title for role in (own or self.policy.roles).values()})
        perhaps = f" Menar du {_either(close)}?" if close else ""
        raise NotUnderstood(
            f"Ingen roll heter så.{perhaps}",
            "Skriv en rolls id eller titel, aldrig en persons namn. Rollerna står i policy_data/units.",
        )

    @cached_property
    def _names(self) -> Names:
        return Names(self.policy)

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, str]]:
        """Ids by kind and by what people write: the id, the name, and what a platform was called before."""
        found: dict[str, dict[str, str]] = {}
        policy = self.policy
        for kind in _KINDS:
            names = self._names.by_id[kind]
            found[kind] = {folded(name): id for id, name in names.items()} | {id: id for id in names}
        for platform in policy.platforms.values():
            if platform.formerly:
                found["platform"].setdefault(folded(platform.formerly), platform.id)
        return found


def _either(words: Iterable[str]) -> str:
    return listing([f"`{word}`" for word in words], "eller")


def _begins(text: str, id: str) -> bool:
    """Whether a text is short for an id, as "insta" is."""
    return len(text) >= SHORTEST and id.startswith(folded(text))


def _parts(text: str, column: Column) -> list[str]:
    """Take a list apart: at line breaks, else at semicolons, else (short words only) at commas."""
    for separator in ("\n", ";"):
        if separator in text:
            break
    else:
        sentences = column.form == "text" and column.route not in ("languages", "audience", "info_texts")
        separator = "\n" if sentences or "," not in text else ","
    parts = (part.strip().lstrip("-•*·").strip() for part in text.split(separator))
    return [part for part in parts if part]


def _choice(text: str, column: Column) -> str:
    wanted = folded(text)
    for value, said in column.choices.items():
        names = (value, said, said.partition(":")[0], said.partition(",")[0], *_ALSO.get(value, ()))
        if wanted in map(folded, names):
            return value
    raise NotUnderstood(
        f"”{text}” är inget som {column.heading.lower()} kan vara.", f"Välj bland {', '.join(column.choices.values())}."
    )
