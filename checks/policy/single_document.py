"""The policy as one document's own body would have it: that document alone in force, and no register of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from checks.policy.legal_basis import with_successors
from checks.policy.model.catalogue import Topic
from checks.policy.model.documents import Document
from checks.policy.model.law import Statute
from checks.policy.model.organisation import Organisation
from checks.policy.needs import has_something
from checks.policy.policy import Policy


def as_its_body(document: Document, policy: Policy) -> Policy:
    """Return a policy that holds the document, what it says and what that rests on, in its own order."""
    topics = topics_holding((document,), policy)
    texts = {leaf.text for leaf in document.leaves}
    known = dict(policy.known) | {"topic": frozenset(topics), "unit": frozenset(), "account": frozenset()}
    known |= {"guide": frozenset(), "document": frozenset({document.id}), "text": frozenset(id for id in texts if id)}
    made = replace(
        policy,
        organisation=_body(document, policy.organisation),
        drafts={document.id: policy.drafts[document.id]},
        decided=policy.versions_of(document.id),
        topics=topics,
        guides={},
        units={},
        accounts={},
        false_accounts={},
        texts={id: text for id, text in policy.texts.items() if id in texts},
        statutes=statutes_under((document,), policy),
        known=known,
    )
    needs = {id: need for id, need in policy.needs.items() if has_something(need, made)}
    made = replace(made, needs=needs, known=known | {"need": frozenset(needs)})
    words = (word for word in policy.search_words if leads_somewhere(word.at, made))
    return replace(made, search_words=tuple(words))


def _body(document: Document, organisation: Organisation) -> Organisation:
    """Return the organisation under the name of the body that decided the document."""
    name = document.issuer
    genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
    return replace(organisation, name=name, genitive=genitive, documents=(document.id,))


def topics_holding(documents: Iterable[Document], policy: Policy) -> dict[str, Topic]:
    """Return the topics that hold any guideline of the documents, with those alone, in the order in which they come
    first."""
    held = dict.fromkeys(leaf.id for document in documents for leaf in document.leaves if leaf.id)
    found: dict[str, list[str]] = {}
    for id in held:
        if id in policy.guidelines:
            found.setdefault(policy.guidelines[id].topic, []).append(id)
    return {
        topic: replace(policy.topics[topic], guidelines=tuple(policy.guidelines[id] for id in ids))
        for topic, ids in found.items()
    }


def statutes_under(documents: Sequence[Document], policy: Policy) -> dict[str, Statute]:
    """Return the statutes that the documents rest on, and what has replaced them."""
    leaves = [leaf for document in documents for leaf in document.leaves]
    cited = {one.statute for leaf in leaves for one in leaf.cites}
    cited |= {
        one.statute for guideline in map(policy.guideline_of, leaves) if guideline for one in guideline.provisions
    }
    kept = with_successors(cited, {id: statute.replaced_by for id, statute in policy.statutes.items()})
    return {id: statute for id, statute in policy.statutes.items() if id in kept}


def leads_somewhere(at: str, policy: Policy) -> bool:
    """Whether a search word leads to something that is there."""
    kind, _, id = at.partition(":")
    return id in policy.guidelines if kind == "guideline" else id in policy.known.get(kind, ())
