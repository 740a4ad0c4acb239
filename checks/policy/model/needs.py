"""Needs: why somebody opens the handbook, and what it has for them."""

from __future__ import annotations

from checks.policy.model.entity import Entity


class Need(Entity, frozen=True):
    """A way into the handbook: a card on the start page that leads to a short page of its own, built from the
    catalogue, or (`leads_to`) to a page that somebody has written.

    `order` is the card's place on the start page. The page shows the guidelines in force in the topics that bind any of
    the actors. `asks` names a question that the page itself answers: `account`, whether an account is ours.
    """

    title: str
    lead: str
    order: int
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    asks: str | None = None
    leads_to: str | None = None
