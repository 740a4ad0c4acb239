"""The statement of accessibility that the law demands of the handbook (2018:1937, 13 §)."""

from __future__ import annotations

from checks.policy.policy import Policy
from hooks.rendering import page

# What the law calls it, in the order the statement takes it up: anchor, heading, what is said of all of them.
GROUNDS = {
    "lack": ("brister", "Brister", "Det här uppfyller inte lagens krav ännu."),
    "burden": ("undantag", "Undantag enligt 12 §", "Att anpassa det här har vi bedömt vara oskäligt betungande."),
    "exempt": ("utanfor-lagen", "Det som lagen inte gäller", "Det här är undantaget från lagen (9 §)."),
}


def accessibility(policy: Policy) -> str:
    """Return the statement, or that it remains to be written."""
    told = policy.organisation.accessibility
    known = told.shortcomings if told else ()
    return page(
        "accessibility.md.j2",
        policy,
        told=told,
        contact=policy.roles.get(told.contact) if told else None,
        supervisor=policy.bodies.get(told.supervisor) if told else None,
        groups=[
            (anchor, title, said, rows)
            for ground, (anchor, title, said) in GROUNDS.items()
            if (rows := [one for one in known if one.ground == ground])
        ],
    )
