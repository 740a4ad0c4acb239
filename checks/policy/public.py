"""The policy as everybody may see it: what is published on the open web is built from this and from nothing else.

`PUBLIC` is the one list of what is public in the register. What is not on it is not there, so no page, file or search
index that is made of this policy can show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.organisation import Organisation, Role, Unit
from checks.policy.model.register import Account, Category, Closing
from checks.policy.needs import has_something
from checks.policy.pages import stub_path
from checks.policy.policy import Policy
from checks.policy.single_document import leads_somewhere, statutes_under, topics_holding

PUBLIC: Mapping[type, tuple[str, ...]] = {
    Account: (
        "id",
        "source",
        "platform",
        "handle",
        "url",
        "unit",
        "category",
        "name",
        "purpose",
        "status",
        "former_handles",
        "opened_on",
        "ends_on",
        "languages",
        "monitoring",
        "response_time",
        "closing",
    ),
    Closing: ("closed_on", "successor"),
    FalseAccount: ("id", "source", "platform", "addresses", "seen_on", "reported_on", "gone_on"),
    Category: ("id", "source", "name", "description"),
    Unit: ("id", "source", "name", "kind", "board", "website", "roles"),
    Role: ("id", "title", "mailbox", "unit", "source"),
    Organisation: (
        "source",
        "name",
        "genitive",
        "website",
        "account_list",
        "domains",
        "documents",
        "actors",
        "reading",
        "accessibility",
        "public",
    ),
}
SECRET = ("planned",)  # a name that is made known before the account is opened can be taken by somebody else

T = TypeVar("T")


def published(one: T) -> T:
    """Return a thing of the register with its public fields alone; every other has the value of a field left out."""
    kind = type(one)
    return kind(**{name: _inner(getattr(one, name)) for name in PUBLIC[kind]})


def as_public(policy: Policy) -> Policy:
    """Return the policy that is published: the documents in force with what they rest on, those of its pages that the
    organisation names (`public`), and of the register what is public."""
    own = policy.documents_in_force
    shown = policy.organisation.public
    mailboxes = shown.mailboxes if shown else ()
    accounts = {id: published(one) for id, one in policy.accounts.items() if one.status not in SECRET}
    made = replace(
        policy,
        organisation=published(policy.organisation),
        units={id: _unit(unit, mailboxes) for id, unit in policy.units.items()},
        categories={id: published(one) for id, one in policy.categories.items()},
        accounts=accounts,
        false_accounts={id: published(one) for id, one in policy.false_accounts.items()},
        attestations={},
        drafts={document.id: document for document in own},
        decided=(),
        topics=topics_holding(own, policy),
        statutes=statutes_under(own, policy),
        files={},
        known={**policy.known, "account": frozenset(accounts)},
    )
    return _on_public_pages(made)


def _inner(value: Any) -> Any:
    return published(value) if type(value) in PUBLIC else value


def _unit(unit: Unit, mailboxes: tuple[str, ...]) -> Unit:
    """Return what is public of a unit: of its roles those whose mailbox is."""
    roles = {id: published(role) for id, role in unit.roles.items() if role.mailbox in mailboxes}
    return replace(published(unit), roles=roles)


def _on_public_pages(policy: Policy) -> Policy:
    """Return a policy without the topics, guides, texts and needs whose page is not published."""

    def shown(kind: str, ids: Iterable[str]) -> frozenset[str]:
        public = policy.organisation.public
        return frozenset(id for id in ids if public and public.shows(stub_path(kind, id)))

    topics, guides, texts = shown("topic", policy.topics), shown("guide", policy.guides), shown("text", policy.texts)
    known = {
        **policy.known,
        "topic": topics,
        "guide": guides,
        "text": texts,
        "unit": shown("unit", policy.units),
        "check": shown("check", policy.known["check"]),
        "document": shown("document", policy.drafts),
    }
    made = replace(
        policy,
        topics={id: one for id, one in policy.topics.items() if id in topics},
        guides={id: one for id, one in policy.guides.items() if id in guides},
        texts={id: one for id, one in policy.texts.items() if id in texts},
        known=known,
    )
    needs = {
        id: one for id, one in policy.needs.items() if id in shown("need", policy.needs) and has_something(one, made)
    }
    made = replace(made, needs=needs, known={**known, "need": frozenset(needs)})
    return replace(made, search_words=tuple(one for one in policy.search_words if leads_somewhere(one.at, made)))
