"""What the register says already, as a sheet needs it: by address, by field, in words and as it stands in the files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from checks.policy.addresses import normal_form
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.values import Duration, Frequency
from checks.policy.words import duration, frequency
from checks.sheet import Names, cell, written
from registrar.importing.table import tidied
from registrar.importing.understanding import COLUMNS


class Register(Struct, frozen=True, dict=True):
    """The register that a sheet is laid beside."""

    policy: Policy

    def own(self, account: Account) -> Mapping[str, Any]:
        """Return what stands in an account's own file."""
        own: Mapping[str, Any] = self.policy.files[account.source.file].value
        return own

    def raw(self, account: Account, route: str) -> Any:
        """Return a field's value as a file has it, spaces aside: the account's, or the one that it inherits from."""
        value = _spaced(written(account, route, self.policy))
        return account.status if value is None and route == "status" else value

    def shown(self, account: Account, route: str) -> str:
        """Return a field's value as its cell in a sheet is read."""
        return tidied(cell(account, COLUMNS[route], self._names))

    def in_words(self, value: Any, route: str) -> str:
        """Return a new value as people would say it, as far as it has words."""
        match value:
            case None:
                return ""
            case bool():
                return "ja" if value else "nej"
            case list():
                return ", ".join(self.in_words(one, route) for one in value)
        column = COLUMNS[route]
        if column.form == "duration":
            return duration(Duration.parse(value))
        if column.form == "frequency":
            return frequency(Frequency.parse(value))
        return column.choices.get(str(value)) or self._names.by_id.get(column.form, {}).get(str(value)) or str(value)

    def at(self, url: str, platform: str) -> Account | None:
        """Return the account with an address, in whatever way it is written."""
        return self._by_address.get(self.normal(url, platform))

    def normal(self, url: str, platform: str) -> str:
        """Return the normal form of an address, or the address itself if it has none."""
        try:
            return normal_form(url, self.policy.platforms.get(platform))
        except ValueError:
            return url

    def inherited(self, unit: str, category: str) -> Mapping[str, Any]:
        """Return what accounts of a unit and a category have in common."""
        of_category, of_unit = self.policy.categories.get(category), self.policy.units.get(unit)
        return {**(of_category.accounts if of_category else {}), **(of_unit.accounts if of_unit else {})}

    @cached_property
    def _by_address(self) -> Mapping[str, Account]:
        found: dict[str, Account] = {}
        for account in self.policy.accounts.values():
            found.setdefault(self.normal(account.url, account.platform), account)
        return found

    @cached_property
    def _names(self) -> Names:
        return Names(self.policy)


def _spaced(value: Any) -> Any:
    """Return a value with one space between words, as a sheet is read."""
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return [_spaced(one) for one in value]
    return value
