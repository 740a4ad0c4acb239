"""Standard texts with their blanks filled in from the register, and what the guidelines want to see in them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from checks.policy.model.catalogue import Guideline, Item, Text
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.response_time import promised
from checks.policy.sentences import BLANK, blanks, items_of
from checks.policy.words import day, duration

TEXT_BLANKS = {
    "organisation": "kommunens namn",
    "organisations": "kommunens namn i genitiv",
    "website": "webbadress",
    "account_list": "adress till kontolistan",
    "account": "kontots namn",
    "purpose": "kontots syfte",
    "unit": "verksamhetens namn",
    "mailbox": "funktionsbrevlåda",
    "response_time": "svarstid",
    "reason": "skäl",
    "successor": "var man hittar oss i stället",
    "closing_date": "datum då kontot stängs",
    "removal": "vad vi kan göra med kommentarer",
}


def text_values(policy: Policy, account: Account | None) -> dict[str, str]:
    """Return what the register fills a standard text's blanks with; without account only what is the organisation's."""
    organisation = policy.organisation
    values = {
        "organisation": organisation.name,
        "organisations": organisation.genitive,
        "website": organisation.website,
        "account_list": organisation.account_list,
    }
    if account is None:
        return values
    unit = policy.units.get(account.unit)
    owner = policy.roles.get(account.owner or "")
    promise = promised(account, policy)
    closing = account.closing
    filled = {
        "account": account.name,
        "purpose": account.purpose,
        "unit": unit.name if unit else None,
        "website": unit.website if unit else None,
        "mailbox": owner.mailbox if owner else None,
        "response_time": duration(promise) if promise else None,
        "reason": closing.reason if closing else None,
        "successor": _instead(closing, policy) if closing else None,
        "closing_date": day(closing.closed_on) if closing and closing.closed_on else None,
        "removal": _removal(account, policy),
    }
    return values | {name: value for name, value in filled.items() if value}


def _instead(closing: Closing, policy: Policy) -> str | None:
    """Return where to turn instead: an account by name and address, an address, or the words that stand there."""
    account = policy.accounts.get(closing.successor or "")
    return f"{account.name}, {account.url}" if account else closing.successor or closing.turn_to


def _removal(account: Account, policy: Policy) -> str | None:
    """Return what becomes of a comment that may not stay, as the account's platform lets an editor do it."""
    platform = policy.platforms.get(account.platform)
    if platform is None or not (platform.others_posts.remove or platform.others_posts.hide):
        return None
    return "tas bort" if platform.others_posts.remove else "döljas"


def about_text(account: Account, policy: Policy) -> Text | None:
    """Return the standard text for an account's profile: its own, else the one for its platform."""
    if account.about_text:
        return policy.texts.get(account.about_text)
    texts = (text for text in policy.texts.values() if text.use == "about" and account.platform in text.platforms)
    return next(texts, None)


def tells_of_absence(account: Account, policy: Policy) -> bool:
    """Whether the account has a standard text that tells visitors when nobody is there to answer."""
    texts = (policy.texts.get(id) for id in account.info_texts)
    return any(text is not None and text.use == "absence" for text in texts)


def shown_in(account: Account, policy: Policy) -> tuple[Text, ...]:
    """Return the standard texts that an account's visitors meet: the one in its profile, and those shown beside it."""
    texts = (about_text(account, policy), *map(policy.texts.get, account.info_texts))
    return tuple(text for text in texts if text)


def accounts_using(text: Text, policy: Policy) -> tuple[Account, ...]:
    """Return the accounts that a standard text is filled in for, in the order of the register.

    An about-text is used by the live accounts that name it, or name none and are on one of its platforms; a closing
    notice by those that are closing; any other by the live accounts that the guidelines it fulfils are about.
    """
    live = policy.live_accounts()
    match text.use:
        case "about":
            return tuple(account for account in live if about_text(account, policy) is text)
        case "closing":
            return tuple(account for account in live if account.status == "closing")
    guidelines = [policy.guidelines[id] for id in sorted(text.fulfilled & policy.guidelines.keys())]
    if not guidelines:
        return tuple(live)
    return tuple(account for account in live if any(policy.applies(guideline, account) for guideline in guidelines))


def filled_text(text: Text, policy: Policy, account: Account | None = None) -> str:
    """Return a standard text with its blanks filled from the register; one that nobody can fill shows its name."""
    values = text_values(policy, account)
    return BLANK.sub(lambda blank: values.get(blank[1]) or f"[{TEXT_BLANKS.get(blank[1], blank[1])}]", text.wording)


def open_blanks(text: Text, policy: Policy, account: Account | None = None) -> tuple[str, ...]:
    """Return the names of the blanks that the register does not fill, each once, in the order of the text."""
    values = text_values(policy, account)
    return tuple(name for name in dict.fromkeys(blanks(text.wording)) if not values.get(name))


def most_characters(text: Text, platform: str, policy: Policy) -> int | None:
    """Return how many characters there is room for: a platform limits the text of a profile, and no other."""
    known = policy.platforms.get(platform)
    return known.limits.about if known and text.use == "about" else None


class Wanted(Struct, frozen=True):
    """A guideline in force about what a text tells its readers, and which of its items the text has and lacks."""

    guideline: Guideline
    present: tuple[Item, ...]
    missing: tuple[Item, ...]
    met: bool


def wanted(text: Text, account: Account, policy: Policy) -> Iterator[Wanted]:
    """Yield what the guidelines in force demand of an account's about-text, and whether the text has it."""
    names = text.provided
    for guideline, leaf in policy.demands("KO117", account):
        items = items_of(guideline, leaf)
        whole = guideline.id in names
        present = tuple(item for item in items if whole or f"{guideline.id}/{item.id}" in names)
        missing = tuple(item for item in items if item not in present)
        met = whole or (bool(present) and (not missing or guideline.items_are != "all"))
        yield Wanted(guideline, present, missing, met)
