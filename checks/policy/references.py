"""What refers to what: the one place that knows which values in the data are ids of other things."""

from __future__ import annotations

from collections.abc import Iterator

from checks.policy.guides import guide_blanks, wordings
from checks.policy.model.catalogue import Guideline, SearchWord, Text
from checks.policy.model.documents import Document
from checks.policy.model.entity import Entity
from checks.policy.model.exemptions import Exemption
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.model.guides import Guide
from checks.policy.model.law import Provision, Statute
from checks.policy.model.needs import Need
from checks.policy.model.organisation import Body as ExternalBody
from checks.policy.model.organisation import Organisation, Unit
from checks.policy.model.register import Account
from checks.policy.problem import Place
from checks.policy.tree import PAGES

Subject = Entity | Organisation | Guideline | SearchWord
Reference = tuple[Place, str, str]  # where it stands, the kind it leads to, the id


def references(subject: Subject) -> Iterator[Reference]:
    """Yield every reference of an entity (or of what has an id inside one) that must lead to something.

    Not those that checks of their own judge: an account's unit, owner, stand-in and editors.
    """
    match subject:
        case Organisation():
            yield from _organisation(subject)
        case Unit():
            yield from _one(subject.source / "head", "role", subject.head)
            yield from _exemptions(subject.source / "exemptions", subject.exemptions)
        case Account():
            yield from _account(subject)
        case FalseAccount():
            yield subject.source / "platform", "platform", subject.platform
        case Text():
            yield from _text(subject)
        case Statute() | ExternalBody():
            yield from _what_followed(subject)
        case Guideline():
            yield from _guideline(subject)
        case Document():
            yield from _document(subject)
        case Guide():
            yield from _guide(subject)
        case Need():
            yield from _need(subject)
        case SearchWord():
            kind, _, id = subject.at.partition(":")
            yield subject.source / "at", kind, id


def _one(place: Place, kind: str, id: str | None) -> Iterator[Reference]:
    if id is not None:
        yield place, kind, id


def _each(place: Place, kind: str, ids: tuple[str, ...]) -> Iterator[Reference]:
    for index, id in enumerate(ids):
        yield place / index, kind, id


def _provisions(place: Place, provisions: tuple[Provision, ...]) -> Iterator[Reference]:
    for index, provision in enumerate(provisions):
        yield place / index / "statute", "statute", provision.statute


def _exemptions(place: Place, exemptions: tuple[Exemption, ...]) -> Iterator[Reference]:
    for index, exemption in enumerate(exemptions):
        yield place / index / "guideline", "guideline", exemption.guideline
        yield place / index / "by", "role", exemption.by


def _organisation(organisation: Organisation) -> Iterator[Reference]:
    yield from _each(organisation.source / "documents", "document", organisation.documents)
    for id, actor in organisation.actors.items():
        yield from _each(organisation.source / "actors" / id / "roles", "role", actor.roles)
    if published := organisation.public:
        for index, page in enumerate(published.pages):
            if not page.endswith("/"):
                yield organisation.source / "public" / "pages" / index, "page", f"{PAGES}/{page}"
    if told := organisation.accessibility:
        yield organisation.source / "accessibility" / "contact", "role", told.contact
        yield organisation.source / "accessibility" / "supervisor", "body", told.supervisor


def _account(account: Account) -> Iterator[Reference]:
    yield account.place("platform"), "platform", account.platform
    yield account.place("category"), "category", account.category
    yield from _one(account.place("about_text"), "text", account.about_text)
    if account.credentials:
        yield from _each(account.place("credentials", "roles"), "role", account.credentials.roles)
    if account.administrators:
        yield from _one(account.place("administrators", "attested_by"), "role", account.administrators.attested_by)
    if account.approval:
        yield account.place("approval", "by"), "role", account.approval.by
    if account.closing:
        yield from _one(account.place("closing", "decided_by"), "role", account.closing.decided_by)
        successor = account.closing.successor
        if successor and not successor.startswith("https://"):
            yield account.place("closing", "successor"), "account", successor
    yield from _each(account.place("info_texts"), "text", account.info_texts)
    for field in ("training", "terms_reviewed", "risk_assessment", "impact_assessment"):
        if done := getattr(account, field):
            yield account.place(field, "by"), "role", done.by
    for index, app in enumerate(account.connected_apps):
        yield account.place("connected_apps", index, "approved_by"), "role", app.approved_by
    for index, review in enumerate(account.reviews):
        yield account.place("reviews", index, "by"), "role", review.by
    yield from _exemptions(account.place("exemptions"), account.exemptions)


def _what_followed(ended: Statute | ExternalBody) -> Iterator[Reference]:
    if isinstance(ended, Statute):
        yield from _each(ended.source / "replaced_by", "statute", ended.replaced_by)
    else:
        yield from _one(ended.source / "successor", "body", ended.successor)


def _text(text: Text) -> Iterator[Reference]:
    yield from _each(text.source / "platforms", "platform", text.platforms)
    for index, part in enumerate(text.parts):
        provided = tuple(name.partition("/")[0] for name in part.provides)
        yield from _each(text.source / "parts" / index / "provides", "guideline", provided)


def _guideline(guideline: Guideline) -> Iterator[Reference]:
    yield from _each(guideline.source / "actors", "actor", guideline.actors)
    yield from _each(guideline.source / "verified_by", "check", guideline.checks)
    yield from _each(guideline.source / "applies_to" / "platform", "platform", guideline.applies_to.platform)
    yield from _each(guideline.source / "applies_to" / "category", "category", guideline.applies_to.category)
    yield from _one(guideline.source / "exception_to", "guideline", guideline.exception_to)
    yield from _provisions(guideline.source / "provisions", guideline.provisions)


def _document(document: Document) -> Iterator[Reference]:
    for leaf in document.leaves:
        yield from _one(leaf.source / "id", "guideline", leaf.id)
        yield from _one(leaf.source / "text", "text", leaf.text)
        yield from _each(leaf.source / "actors", "actor", leaf.actors)
        yield from _each(leaf.source / "mentions", "body", leaf.mentions)
        for name, values in leaf.set.items():
            for platform in values if isinstance(values, dict) and "default" in values else ():
                if platform != "default":
                    yield leaf.source / "set" / name / platform, "platform", platform
        yield from _provisions(leaf.source / "cites", leaf.cites)
    for index, adoption in enumerate(document.adopted_by):
        yield document.source / "adopted_by" / index / "unit", "unit", adoption.unit
    if document.proposal:
        yield document.proposal.source / "proposer", "role", document.proposal.proposer
    for correction in document.corrections:
        yield correction.source / "guideline", "guideline", correction.guideline
        yield correction.source / "by", "role", correction.by
        yield from _provisions(correction.source / "now" / "provisions", correction.now.provisions)
    for index, left_out in enumerate(document.left_out):
        yield document.source / "left_out" / index / "id", "guideline", left_out.id


def _guide(guide: Guide) -> Iterator[Reference]:
    yield from _each(guide.source / "actors", "actor", guide.actors)
    yield guide.source / "topic", "topic", guide.topic
    for outcome in guide.outcomes:
        yield from _each(outcome.source / "guidelines", "guideline", outcome.guidelines)
        yield from _each(outcome.source / "texts", "text", outcome.texts)
        yield from _each(outcome.source / "guides", "guide", outcome.guides)
    for place, text in wordings(guide):
        for id, _ in guide_blanks(text):
            yield place, "guideline", id


def _need(need: Need) -> Iterator[Reference]:
    yield from _each(need.source / "actors", "actor", need.actors)
    yield from _each(need.source / "topics", "topic", need.topics)
    yield from _each(need.source / "guides", "guide", need.guides)
    yield from _each(need.source / "texts", "text", need.texts)
    yield from _one(need.source / "leads_to", "page", f"{PAGES}/{need.leads_to}" if need.leads_to else None)
