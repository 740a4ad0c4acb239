"""A standard text in large type, filled in for the accounts that use it: to put up on a wall or a screen."""

from __future__ import annotations

from checks.policy.model.catalogue import Text
from checks.policy.policy import Policy
from checks.policy.words import day
from hooks.pages.text import Version
from hooks.paper.tree import tree
from hooks.paper.typesetting import Print
from hooks.rendering import page


def poster(policy: Policy, text: Text, version: Version) -> Print:
    """Return the poster of one version of a text, a paragraph for each of its lines."""
    html = page("poster.html.j2", policy, lines=version.wording.splitlines())
    return Print(
        layout="poster",
        organisation=policy.organisation.name,
        kind=version.label,
        title=text.title,
        on=policy.today,
        body=tree(html),
        facts={"dated": day(policy.today)},
    )
