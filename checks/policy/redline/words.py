"""What a redline says in Swedish: the same sentences in the terminal, in the pull request, on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from checks.policy.decisions.editions import Path
from checks.policy.decisions.surroundings import WAYS, SurroundingChange
from checks.policy.model.law import Provision
from checks.policy.policy import Policy
from checks.policy.redline.changes import Change, Redline, SectionChange
from checks.policy.redline.word_differences import Stretch, shortened
from checks.policy.words import LEVELS, SUPPORTS, listing

NOTHING = "Inget skiljer dem åt."
SURROUNDINGS = "Det som förändras runt dokumentet"
CONSEQUENCES = "Konton som inte följer den nya lydelsen"
NO_CONSEQUENCES = "Alla konton som följer riktlinjerna i dag följer dem också enligt den nya lydelsen."
RENUMBERED = "Nya nummer"
GUARDED = "Vaktas av andra kontroller"

LABELS = {
    "added": "tillagt",
    "removed": "borttaget",
    "moved": "flyttat",
    "changed": "ändrat",
    "renamed": "ny rubrik",
}
KINDS = {"statute": "Lag", "platform": "Plattform", "text": "Standardtext", "guide": "Guide"}
PARTS = {"about": "Profiltexten", "others_posts": "Andras inlägg"}
PARTS_OF_GUIDELINES = {
    "title": "rubriken",
    "wording": "texten",
    "items": "punkterna",
    "why": "skälet i katalogen",
    "reason": "skälet i dokumentet",
}
GUARDED_ONES = "riktlinjer säger samma sak, men vaktas av andra kontroller"
COUNTED = {
    "added": ("riktlinje är tillagd", "riktlinjer är tillagda"),
    "removed": ("riktlinje är borttagen", "riktlinjer är borttagna"),
    "changed": ("riktlinje är ändrad", "riktlinjer är ändrade"),
    "moved": ("riktlinje är bara flyttad", "riktlinjer är bara flyttade"),
    "guarded": ("riktlinje säger samma sak, men vaktas av andra kontroller", GUARDED_ONES),
}


class Passage(Struct, frozen=True):
    """A piece of running text with its changes: the `title`, the `sentence`, an `item` of its list, `why` it
    is there for every reader, or the document's own `reason` for its level or number."""

    kind: str
    stretches: tuple[Stretch, ...]


def by_section(redline: Redline) -> tuple[tuple[Path, tuple[Change, ...]], ...]:
    """Return the changes below the section where each guideline stands, or stood last."""
    found = []
    for _, group in groupby(redline.stated, lambda one: [heading.title for heading in one.statement.section]):
        changes = tuple(group)
        newest = next((one.after for one in changes if one.after), changes[0].statement)
        found.append((newest.section, changes))
    return tuple(found)


def passages(change: Change) -> Iterator[Passage]:
    """Yield what of a guideline's text is worth reading: what differs, and its sentence with the items of its list."""
    kinds = {"added", "removed"} & set(change.kinds)
    if "title" in change.kinds:
        yield Passage("title", change.title)
    if kinds or {"level", "settings", "wording", "items"} & set(change.kinds):
        yield Passage("sentence", change.sentence)
    if kinds or "items" in change.kinds:
        yield from (Passage("item", item) for item in change.items)
    if "why" in change.kinds:
        yield Passage("why", change.why)
    if change.kinds == ("reason",):
        yield Passage("reason", change.reasons)


def reason_of(change: Change) -> str | None:
    """Return why a change is made; None where the reason itself is all that has changed."""
    return None if change.kinds == ("reason",) else change.reason


def renumbered(redline: Redline) -> str | None:
    """Return which guidelines have another number only because of others; None if there are none."""
    told = {change.statement.id for change in redline.stated}
    pairs = [f"{was.number} blir {now.number}" for was, now in redline.renumbered if now.id not in told]
    return f"{listing(pairs)}." if pairs else None


def guarded(redline: Redline) -> str | None:
    """Return which guidelines say the same but are guarded by other checks; None if there are none."""
    told = []
    for change in redline.labelled("guarded"):
        now = [f"nu av {listing(change.new_checks)}"] if change.new_checks else []
        lost = [f"inte längre av {listing(change.lost_checks)}"] if change.lost_checks else []
        told.append(f"{change.statement.number} vaktas {' och '.join((*now, *lost))}")
    return f"{'; '.join(told)}." if told else None


def summary(redline: Redline) -> tuple[str, ...]:
    """Return how much of each sort has changed, a sentence each; nothing of what there is none of."""
    before, after = redline.before.title, redline.after.title
    title = () if before == after else (f"Titeln är ändrad från ”{before}” till ”{after}”.",)
    counts = ((len(redline.labelled(label)), words) for label, words in COUNTED.items())
    return (*title, *(f"{count} {words[count > 1]}." for count, words in counts if count))


def headline(change: Change) -> str:
    """Return the printed number and title of a guideline as they are later, or as they were last."""
    return f"{change.statement.number} {change.statement.title}"


def at(path: Path) -> str:
    """Return where a section is in the outline: its own number and title."""
    heading = path[-1]
    return f"{heading.number} {heading.title}" if heading.number else heading.title


def section_sentence(change: SectionChange) -> str:
    """Return what has become of a section."""
    match change.before, change.after:
        case None, _:
            return f"Avsnittet ”{at(change.path)}” är tillagt."
        case _, None:
            return f"Avsnittet ”{at(change.path)}” är borttaget."
        case before, _ if before and change.kind == "renamed":
            return f"Avsnittet ”{at(before)}” heter nu ”{at(change.path)}”."
        case before, _:
            assert before
            return f"Avsnittet ”{at(before)}” är flyttat och är nu ”{at(change.path)}”."


def in_short(change: Change, policy: Policy) -> str:
    """Return what has become of a guideline in a few sentences, for a table."""
    if change.label in ("added", "removed"):
        return f"Riktlinjen är {'tillagd' if change.label == 'added' else 'borttagen'}."
    kinds = change.kinds if change.kinds == ("reason",) else [kind for kind in change.kinds if kind != "reason"]
    reworded = [PARTS_OF_GUIDELINES[kind] for kind in kinds if kind in PARTS_OF_GUIDELINES]
    told = [f"Nya ord i {listing(reworded)}."] if reworded else []
    return " ".join([*facts(change, policy), *told])


def facts(change: Change, policy: Policy) -> Iterator[str]:
    """Yield what has changed about a guideline, besides its words, a sentence each. A policy knows the laws' names."""
    if change.before is None or change.after is None:
        yield from _checks(change)
        return
    before, after = change.before, change.after
    if "moved" in change.kinds:
        there, here = at(before.section), at(after.section)
        yield (
            f"Riktlinjen är flyttad från ”{there}” till ”{here}”."
            if [one.title for one in before.section] != [one.title for one in after.section]
            else f"Riktlinjen är flyttad inom ”{here}”."
        )
    if before.number != after.number:
        yield f"Numret är {after.number}. Förut var det {before.number}."
    if "level" in change.kinds:
        yield f"Nivån är ändrad från ”{LEVELS[before.level]}” till ”{LEVELS[after.level]}”."
    yield from _settings(change)
    if "items" in change.kinds and sorted(before.items) == sorted(after.items):
        yield "Punkterna står i en annan ordning."
    if "actors" in change.kinds:
        yield f"Den gäller {listing(after.actors)}. Förut gällde den {listing(before.actors)}."
    yield from _support(change, policy)
    yield from _checks(change)


def _settings(change: Change) -> Iterator[str]:
    for one in change.settings:
        if one.before is None:
            yield f"Värdet ”{one.after}” är tillagt."
        elif one.after is None:
            yield f"Värdet ”{one.before}” är borttaget."
        else:
            yield f"Värdet är ändrat från ”{one.before}” till ”{one.after}”."


def _support(change: Change, policy: Policy) -> Iterator[str]:
    before, after = change.before, change.after
    if before and after and before.support != after.support and before.support and after.support:
        yield f"Stödet är {SUPPORTS[after.support]}. Förut var det {SUPPORTS[before.support]}."
    if change.new_provisions:
        yield f"Nytt lagrum: {_named(change.new_provisions, policy)}."
    if change.lost_provisions:
        yield f"Borttaget lagrum: {_named(change.lost_provisions, policy)}."


def _named(provisions: tuple[Provision, ...], policy: Policy) -> str:
    return "; ".join(_provision(one, policy) for one in provisions)


def _provision(provision: Provision, policy: Policy) -> str:
    statute = policy.statutes.get(provision.statute)
    name = statute.name if statute else provision.statute
    return f"{name}, {provision.at}" if provision.at else name


def _checks(change: Change) -> Iterator[str]:
    if change.after and change.new_checks:
        yield f"Den vaktas nu av {_numbered(change.new_checks)}."
    if change.before and change.lost_checks:
        yield f"Den vaktas inte längre av {_numbered(change.lost_checks)}."


def _numbered(checks: tuple[str, ...]) -> str:
    return f"kontrollen {checks[0]}" if len(checks) == 1 else f"kontrollerna {listing(checks)}"


def surrounding_headline(change: SurroundingChange) -> str:
    """Return what something that surrounds a document is, and its name."""
    return f"{KINDS[change.surrounding.kind]}: {change.surrounding.title}"


def surrounding_facts(change: SurroundingChange) -> Iterator[str]:
    """Yield what has changed that has no words of its own."""
    if change.label == "changed" and WAYS in change.parts:
        yield "Andra svar än förut kan leda till ett råd."


def surrounding_passages(change: SurroundingChange) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Yield what the parts that differ are called and how their words do; what stands alike far from it is left out."""
    for part, stretches in change.parts.items():
        if part != WAYS:
            yield PARTS.get(part, "") if change.surrounding.kind == "platform" else "", shortened(stretches)
