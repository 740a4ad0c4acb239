"""What surrounds a governing document and is no part of it: the laws it rests on, the platforms, and the texts and
guides that help people to follow it. Frozen with each decided version, so that what has changed since can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from checks.policy.guides import filled
from checks.policy.legal_basis import rests
from checks.policy.model.documents import Document, Surrounding
from checks.policy.model.guides import Guide
from checks.policy.model.law import Statute
from checks.policy.model.register import Platform
from checks.policy.policy import Policy
from checks.policy.redline.word_differences import SAME, Stretch, word_differences
from checks.policy.words import day, listing

WAYS = "ways"
"""The part of a guide that says, in ids, which answers lead to which outcome."""


class SurroundingChange(Struct, frozen=True):
    """What has become of something that surrounds a document; None where it is not there. `parts` are the words of
    each part of it that differ, by part; the `ways` of a guide have no words to show."""

    before: Surrounding | None
    after: Surrounding | None
    parts: Mapping[str, tuple[Stretch, ...]]

    @property
    def surrounding(self) -> Surrounding:
        """It as it is later, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """What has become of it: `added`, `removed` or `changed`."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def surroundings(document: Document, policy: Policy) -> tuple[Surrounding, ...]:
    """Return what surrounds a document today: statutes that it rests on, all platforms, and the texts and guides that
    have to do with its guidelines. Numbers in guides are those that the policy has in force."""
    return (*_statutes(document, policy), *_platforms(policy), *_texts(document, policy), *_guides(document, policy))


def surrounding_changes(
    before: tuple[Surrounding, ...], after: tuple[Surrounding, ...]
) -> tuple[SurroundingChange, ...]:
    """Return what differs, in the order of the later; what is no longer there comes last of its kind."""
    old, new = ({(one.kind, one.id): one for one in side} for side in (before, after))
    kinds = list(dict.fromkeys(kind for kind, _ in (*new, *old)))
    keys = sorted({**new, **old}, key=lambda key: kinds.index(key[0]))
    found = (_compared(old.get(key), new.get(key)) for key in keys)
    return tuple(one for one in found if one.label != "changed" or one.parts)


def _compared(before: Surrounding | None, after: Surrounding | None) -> SurroundingChange:
    old, new = (one.said if one else {} for one in (before, after))
    parts = {name: word_differences(old.get(name, ""), new.get(name, "")) for name in dict.fromkeys([*new, *old])}
    return SurroundingChange(before, after, {name: one for name, one in parts.items() if _differs(one)})


def _differs(stretches: tuple[Stretch, ...]) -> bool:
    return any(one.kind != SAME for one in stretches)


def _statutes(document: Document, policy: Policy) -> Iterator[Surrounding]:
    resting = (rest.on for rest in rests(document, policy))
    for id, statute in sorted({one.id: one for one in resting if isinstance(one, Statute)}.items()):
        yield Surrounding("statute", id, statute.name, {"in_force": _in_force(statute, policy)})


def _in_force(statute: Statute, policy: Policy) -> str:
    since = f"gäller sedan {day(statute.from_)}" if statute.from_ else "gäller"
    if statute.until is None:
        return since
    instead = listing([policy.statutes[id].name for id in statute.replaced_by if id in policy.statutes])
    return f"gäller inte från och med {day(statute.until)}" + (f", i stället {instead}" if instead else "")


def _platforms(policy: Policy) -> Iterator[Surrounding]:
    for id, platform in sorted(policy.platforms.items()):
        yield Surrounding("platform", id, platform.name, dict(_platform(platform)))


def _platform(platform: Platform) -> Iterator[tuple[str, str]]:
    others = platform.others_posts
    yield "about", f"högst {platform.limits.about} tecken" if platform.limits.about else "ingen gräns"
    able = [verb for verb, can in (("dölja", others.hide), ("ta bort", others.remove)) if can]
    yield "others_posts", f"går att {listing(able)}" if able else "går varken att dölja eller ta bort"


def _texts(document: Document, policy: Policy) -> Iterator[Surrounding]:
    held = {leaf.id for leaf in document.leaves} - {None}
    within = {leaf.text for leaf in document.leaves}  # part of the document itself
    for id, text in sorted(policy.texts.items()):
        if id not in within and held & text.fulfilled:
            yield Surrounding("text", id, text.title, {"wording": text.wording})


def _guides(document: Document, policy: Policy) -> Iterator[Surrounding]:
    held = {leaf.id for leaf in document.leaves}
    for id, guide in sorted(policy.guides.items()):
        if held & guide.guidelines:
            yield Surrounding("guide", id, guide.title, dict(_guide(guide, policy)))


def _guide(guide: Guide, policy: Policy) -> Iterator[tuple[str, str]]:
    for outcome in guide.outcomes:
        words = " ".join([f"{outcome.title}.", outcome.text, *outcome.steps])
        yield f"{outcome.id}-outcome", filled(words, policy)  # an id alone, `keep-secret:`, looks like a secret
    rules = (f"{_when(rule.when)} > {rule.then}" for rule in guide.rules)
    yield WAYS, "; ".join(rules)


def _when(answers: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{question}: {'/'.join(sorted(allowed))}" for question, allowed in sorted(answers.items()))
