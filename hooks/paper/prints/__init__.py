"""Every print there is: one module a kind, each a function that returns a `Print`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from checks.policy.pages import print_address
from checks.policy.policy import Policy
from checks.policy.redline.readings import shown_sides
from hooks.pages.guidelines import has_checklist
from hooks.pages.text import versions
from hooks.paper.prints.account_list import account_list
from hooks.paper.prints.checklist import checklist
from hooks.paper.prints.document import governing_document
from hooks.paper.prints.guide import guide_sheet
from hooks.paper.prints.poster import poster
from hooks.paper.prints.redline import redline
from hooks.paper.typesetting import Print


def prints(policy: Policy) -> Iterator[tuple[str, Callable[[], Print]]]:
    """Yield the address of every print of the handbook with what makes it: documents in force, what changes in them,
    the list of accounts, a sheet for each guide, a checklist for each topic that is a procedure, and posters of the
    texts made for a wall."""
    for document in policy.documents_in_force:
        yield print_address("document", document.id), partial(governing_document, policy, document)
    for id in policy.organisation.documents:
        if id in policy.drafts and (both := shown_sides(id, policy)):
            yield print_address("redline", id), partial(redline, policy, *both)
    if policy.accounts:
        yield print_address("accounts"), partial(account_list, policy)
    for guide in policy.guides.values():
        yield print_address("guide", guide.id), partial(guide_sheet, policy, guide)
    for topic in policy.topics.values():
        if has_checklist(topic, policy):
            yield print_address("checklist", topic.id), partial(checklist, policy, topic)
    for text in policy.texts.values():
        for version in versions(text, policy) if text.poster else ():
            if version.complete:
                yield print_address("poster", f"{text.id}-{version.anchor}"), partial(poster, policy, text, version)
