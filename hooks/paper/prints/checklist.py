"""A topic that is a procedure, such as starting an account, as a checklist to print."""

from __future__ import annotations

from functools import partial

from checks.policy.checklists import groups
from checks.policy.model.catalogue import Topic
from checks.policy.policy import Policy
from checks.policy.sentences import finished, items_of
from checks.policy.words import day
from hooks.paper.tree import tree
from hooks.paper.typesetting import Print
from hooks.rendering import page


def checklist(policy: Policy, topic: Topic) -> Print:
    """Return the checklist of a topic."""
    html = page(
        "checklist.html.j2",
        policy,
        topic=topic,
        groups=groups(topic, policy),
        finished=partial(finished, policy=policy),
        items_of=items_of,
    )
    return Print(
        layout="sheet",
        organisation=policy.organisation.name,
        kind="Checklista",
        title=f"Checklista: {topic.title}",
        on=policy.today,
        body=tree(html),
        facts={"dated": day(policy.today)},
    )
