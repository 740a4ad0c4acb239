"""Det syns på varje konto vem som är avsändare.

Den som hittar kontot ska se att det är kommunens: på namnet, på logotypen och på en länk till webbplatsen. En sida utan
tydlig avsändare går inte att skilja från en falsk.
"""

from collections.abc import Iterable, Iterator

from checks.policy.addresses import belongs_to, host_of
from checks.policy.model.register import Account, GraphicProfile
from checks.policy.policy import Policy
from checks.policy.problem import Problem


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    profile = account.graphic_profile or GraphicProfile()
    if not profile.name:
        yield Problem(
            account.place("graphic_profile", "name"),
            f"Det framgår inte att kommunens namn syns på kontot ”{account.name}”.",
            "Skriv namnet i profilen och ange `name: true` under `graphic_profile`.",
        )
    if profile.logo is None:
        yield Problem(
            account.place("graphic_profile", "logo"),
            f"Det framgår inte vilken logotyp kontot ”{account.name}” har som profilbild.",
            "Ange versionen i `logo` under `graphic_profile`.",
        )
    if profile.link is None:
        yield Problem(
            account.place("graphic_profile", "link"),
            f"Kontot ”{account.name}” länkar inte till kommunens webbplats.",
            "Lägg länken i profilen och ange den i `link` under `graphic_profile`.",
        )
    elif not profile.link.startswith("https://") or not belongs_to(profile.link, _own_hosts(account, policy)):
        yield Problem(
            account.place("graphic_profile", "link"),
            f"Kontot ”{account.name}” länkar någon annanstans än till kommunens webbplats.",
            "Ange en säker adress (https) på kommunens eller verksamhetens egen webbplats.",
        )


def _own_hosts(account: Account, policy: Policy) -> tuple[str, ...]:
    unit = policy.units.get(account.unit)
    website = host_of(unit.website) if unit and unit.website else ""
    return (*policy.organisation.domains, website) if website else policy.organisation.domains
