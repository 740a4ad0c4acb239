"""Kontots adress hör till plattformen och stämmer med användarnamnet.

Invånarna litar på kommunens lista över konton när de undrar om en sida är äkta. En adress som bara liknar den rätta
kan leda till någon annan. Hur adresser ser ut står i plattformens fil.
"""

from collections.abc import Iterable, Iterator

from checks.policy.addresses import belongs_to, expected, handle_fits, hosts_of, normal_form
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.accounts.values()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    platform, domains = policy.platforms.get(account.platform), policy.organisation.domains
    if platform is None:
        return
    if not handle_fits(account.handle, platform):
        yield Problem(
            account.place("handle"),
            f"Användarnamnet ”{account.handle}” kan inte finnas på {platform.name}.",
            f"Skriv namnet som det står i adressen, utan @ först, till exempel `{platform.handle.example}`.",
        )
    elif not belongs_to(account.url, hosts := hosts_of(platform, account.handle, domains)):
        yield Problem(
            account.place("url"),
            f"Adressen till kontot ”{account.name}” hör inte till {platform.name}.",
            "Kopiera adressen från kontots sida. Värdnamnet ska vara " + _either(hosts) + ".",
        )
    elif normal_form(account.url, platform) not in expected(platform, account.handle, domains):
        yield Problem(
            account.place("url"),
            f"Adressen till kontot ”{account.name}” stämmer inte med användarnamnet ”{account.handle}”.",
            "Rätta `url` eller `handle`. På den här plattformen ser en adress ut så här: "
            + _either(platform.addresses)
            + ".",
        )


def _either(words: Iterable[str]) -> str:
    return " eller ".join(f"`{word}`" for word in words)
