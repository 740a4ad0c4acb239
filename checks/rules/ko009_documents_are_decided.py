"""Kommunen har styrdokument i kraft, och varje dokument är beslutat.

Ett dokument i kraft är kommunens eget och har ett fullständigt beslut: vem, när, paragraf, ärende, version, från
när det gäller och när det senast ska ses över. Varje avsnitt säger något, och en riktlinje står bara på ett ställe, så
att den har en nivå och ett värde.
"""

from collections.abc import Iterator

from checks.policy.load import ORGANISATION
from checks.policy.model.documents import Document
from checks.policy.model.organisation import Organisation
from checks.policy.policy import Policy
from checks.policy.problem import Problem

RECORD = ("body", "on", "paragraph", "case", "version", "valid_from", "review_by")


def concerns(policy: Policy) -> Iterator[Organisation | Document]:
    yield policy.organisation
    yield from policy.proposed.documents_in_force


def check(subject: Organisation | Document, policy: Policy) -> Iterator[Problem]:
    if isinstance(subject, Document):
        yield from _decision(subject, policy)
        yield from _outline(subject, policy)
    elif ORGANISATION not in policy.files:
        yield Problem(
            subject.source,
            "Filen organisation.yaml saknas, så inget styrdokument gäller och inget kan kontrolleras.",
            "Lägg till filen med kommunens namn, domäner och styrdokument.",
        )


def _decision(document: Document, policy: Policy) -> Iterator[Problem]:
    decision, place = document.decision, document.source / "decisions" / (len(document.decisions) - 1)
    if document.retold:
        yield Problem(
            document.source / "source",
            f"”{document.title}” är någon annans dokument och kan inte vara i kraft här.",
            "Ta bort det ur `documents` i organisation.yaml, eller gör ett eget dokument.",
        )
    elif decision is None:
        yield Problem(
            document.source,
            f"”{document.title}” saknar beslut.",
            "Skriv in beslutet med `kanalboken record` när protokollet är justerat.",
        )
    elif missing := [name for name in RECORD if getattr(decision, name) is None]:
        yield Problem(
            place,
            f"Beslutet om ”{document.title}” är inte fullständigt.",
            "Fyll i " + ", ".join(f"`{name}`" for name in missing) + ".",
        )
    elif decision.review_by is not None and decision.review_by < policy.today:
        yield Problem(
            place / "review_by",
            f"”{document.title}” skulle ha setts över.",
            "Se över dokumentet och skriv in det nya beslutet.",
            since=decision.review_by,
        )


def _outline(document: Document, policy: Policy) -> Iterator[Problem]:
    for section in document.all_sections:
        if not any(inner.guidelines for inner in section.walk()):
            yield Problem(
                section.source,
                f"Avsnittet ”{section.heading.title}” är tomt.",
                "Lägg till avsnittets riktlinjer eller ta bort rubriken.",
            )
    for leaf in document.leaves:
        first = policy.proposed.in_force[leaf.id] if leaf.id else leaf
        if first is not leaf and not document.retold:
            yield Problem(
                leaf.source / "id",
                f"Riktlinjen `{leaf.id}` är redan i kraft, som {first.number}.",
                "Låt den stå på ett ställe.",
            )
