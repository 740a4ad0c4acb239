"""Does what is at an account's address agree with the register? Yes, no, or nobody can tell: never a guess."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from checks.policy.addresses import belongs_to, expected, handle_fits, hosts_of, normal_form
from checks.policy.model.register import Account, Platform
from checks.policy.policy import Policy
from probe.page import Content, content
from probe.visiting import Page, Unreached, Visitor

GONE = frozenset({404, 410})
TURNED_AWAY = frozenset({401, 403, 407, 429, 451, 999})  # 999 is what LinkedIn says
_LOGIN = re.compile(
    r"/(?:accounts/)?(?:log-?in|signin|signup|checkpoint|challenge|consent|authwall|i/flow)\b|[?&]next="
)
_SAYS_GONE = re.compile(
    r"\b404\b|not found|unavailable|n[o']t (?:available|exist)|suspended|finns inte|hittas inte|hittades inte"
    r"|inte tillgänglig|avstängt",
    re.IGNORECASE,
)
SHOWN = 80  # characters of somebody else's title


class Answer(StrEnum):
    """What can be said of an address."""

    DIFFERS = "differs"
    UNKNOWN = "unknown"
    AGREES = "agrees"


class Seen(Struct, frozen=True):
    """An answer, and a Swedish sentence about what was seen."""

    answer: Answer
    sentence: str


def seen(account: Account, visitor: Visitor, policy: Policy) -> Seen:
    """Visit an account's address and tell what is there. A planned account has nothing to agree with."""
    platform = policy.platforms.get(account.platform)
    if platform is None:
        return Seen(Answer.UNKNOWN, "Plattformen finns inte i registret.")
    try:
        page = visitor.visit(account.url)
    except Unreached as reason:
        return Seen(Answer.UNKNOWN, str(reason))
    found = _of_page(account, page, platform, policy)
    return _of_closed(found) if account.status == "closed" else found


def _of_closed(found: Seen) -> Seen:
    """Turn the answer round: an account that is closed should not be there."""
    if found.answer is Answer.AGREES:
        return Seen(Answer.DIFFERS, "Kontot är avslutat i registret, men det finns kvar på adressen.")
    if found.answer is Answer.DIFFERS:
        return Seen(Answer.AGREES, f"Kontot är avslutat. {found.sentence}")
    return found


def _of_page(account: Account, page: Page, platform: Platform, policy: Policy) -> Seen:
    if page.status in GONE:
        return Seen(Answer.DIFFERS, f"Sidan finns inte (svar {page.status}).")
    if page.status in TURNED_AWAY:
        return Seen(Answer.UNKNOWN, f"Webbplatsen släpper inte in program (svar {page.status}).")
    if page.status != 200:
        return Seen(Answer.UNKNOWN, f"Webbplatsen svarar {page.status}.")
    ours = _ours(account, platform, policy)
    if _normal(page.url, platform) not in ours:
        if _LOGIN.search(page.url):
            return Seen(Answer.UNKNOWN, "Adressen leder till en inloggning.")
        return Seen(Answer.DIFFERS, f"Adressen leder vidare till {page.url}.")
    return _of_content(account, content(page.url, page.text), platform, policy)


def _of_content(account: Account, told: Content, platform: Platform, policy: Policy) -> Seen:
    named = _named(account, told)
    if _SAYS_GONE.search(told.title):
        return Seen(Answer.DIFFERS, f"Sidan säger själv att kontot inte finns: ”{told.title[:SHOWN]}”.")
    if other := _another(account, told, platform, policy):
        return Seen(Answer.DIFFERS, f"Sidan säger att dess adress är {other}.")
    if named:
        return Seen(Answer.AGREES, "Sidan är kontots.")
    if told.asks_to_log_in:
        return Seen(Answer.UNKNOWN, "Den som inte är inloggad får inte se sidan.")
    own_site = platform.own_domain and belongs_to(account.url, policy.organisation.domains)
    if told.title and (own_site or not _mentions(told.title, platform.name)):
        return Seen(Answer.DIFFERS, f"Sidan heter ”{told.title[:SHOWN]}” och nämner inte kontot.")
    return Seen(Answer.UNKNOWN, "Sidan svarar, men den visar inte vems den är.")


def _another(account: Account, told: Content, platform: Platform, policy: Policy) -> str | None:
    """Return the address that a page says it has, if that is another account's on the same site."""
    address = told.canonical
    says = _normal(address, platform) if address else None
    if not address or not says or "/" not in says or says in _ours(account, platform, policy) or _LOGIN.search(address):
        return None
    return address if belongs_to(address, hosts_of(platform, account.handle, policy.organisation.domains)) else None


def _named(account: Account, told: Content) -> bool:
    """Whether a page names the account: by its handle, or by its whole name."""
    handle = account.handle.partition("@")[0]
    return _mentions(told.everything, handle) or _mentions(told.everything, account.name)


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _ours(account: Account, platform: Platform, policy: Policy) -> frozenset[str]:
    known = _normal(account.url, platform)
    found = frozenset({known} if known else ())
    if not handle_fits(account.handle, platform):
        return found
    try:
        return found | expected(platform, account.handle, policy.organisation.domains)
    except ValueError:
        return found


def _normal(url: str, platform: Platform) -> str | None:
    try:
        return normal_form(url, platform)
    except ValueError:
        return None
