"""Ett konto som står som falskt är inte vårt.

Den som undrar om en sida är äkta får svar ur registret. Står ett av våra egna konton bland de falska, eller går
adressen inte att läsa, blir svaret fel. Datum som inte kan stämma gör att ingen vet vad som är gjort.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from checks.policy.addresses import belongs_to, normal_form
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[FalseAccount]:
    return policy.false_accounts.values()


def check(false: FalseAccount, policy: Policy) -> Iterator[Problem]:
    yield from _addresses(false, policy)
    yield from _days(false, policy.today)


def _addresses(false: FalseAccount, policy: Policy) -> Iterator[Problem]:
    platform = policy.platforms.get(false.platform)
    if platform is None:
        return
    hosts = (*platform.hosts, *platform.also_on)
    for index, url in enumerate(false.addresses):
        place = false.source / "addresses" / index
        try:
            address = normal_form(url, platform)
        except ValueError:
            yield Problem(place, "Adressen till det falska kontot går inte att läsa.", "Kopiera den från kontots sida.")
            continue
        if hosts and not belongs_to(url, hosts):
            yield Problem(
                place,
                f"Adressen till det falska kontot hör inte till {platform.name}.",
                "Rätta adressen eller `platform`.",
            )
        elif ours := policy.accounts_by_address.get(address):
            yield Problem(
                place,
                f"Adressen står som falsk, men är vårt konto ”{ours[0].name}”.",
                "Ta bort adressen här, eller rätta kontots adress om någon annan har tagit över den.",
            )


def _days(false: FalseAccount, today: date) -> Iterator[Problem]:
    for name, day in (("seen_on", false.seen_on), ("reported_on", false.reported_on), ("gone_on", false.gone_on)):
        if day is None:
            continue
        if day > today:
            yield Problem(false.source / name, f"Dagen i `{name}` har inte varit än.", "Rätta datumet.")
        elif day < false.seen_on:
            yield Problem(
                false.source / name,
                f"Dagen i `{name}` är före den då kontot upptäcktes.",
                "Rätta datumet eller `seen_on`.",
            )
