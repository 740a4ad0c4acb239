"""Det som är beslutat ändras bara genom ett nytt beslut.

Det som gäller är det som beslutades den dagen. När ett dokument har en beslutad version ska arbetsdokumentet och
katalogen säga samma sak: samma ord, nivåer, tal, punkter, nummer och ordning.

Den som vill ändra något skriver ett förslag under `proposal` i dokumentet. Då får dokumentet skilja sig, och det
beslutade fortsätter att gälla tills ett nytt beslut är inskrivet. Stavfel och liknande rättas redaktionellt och förs in
under `corrections`.
"""

from collections import Counter
from collections.abc import Iterator

from checks.policy.decisions.decided import touches
from checks.policy.decisions.editions import Statement, edition_of
from checks.policy.model.documents import Correction, DecidedVersion, Document
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.redline.changes import Change, Redline, SectionChange, redline
from checks.policy.sentences import blanks
from checks.policy.words import LEVELS, day, listing

PROPOSE = "Ändra tillbaka, eller skriv ett förslag under `proposal` i dokumentet."
CORRECT = f"{PROPOSE} Är det bara ett skrivfel som rättas: för in rättelsen under `corrections`."
NOT_TEXT = frozenset({"checks"})
EDITORIAL = frozenset({"title", "wording", "items", "why", "reason", "support"})
PARTS = {
    "title": "rubriken",
    "wording": "texten",
    "items": "punkterna",
    "actors": "vem den gäller för",
    "support": "stödet",
    "why": "skälet i katalogen",
    "reason": "skälet i dokumentet",
}


def concerns(policy: Policy) -> Iterator[Document]:
    return (draft for id, draft in policy.drafts.items() if policy.versions_of(id))


def check(draft: Document, policy: Policy) -> Iterator[Problem]:
    latest = policy.versions_of(draft.id)[-1]
    for correction in draft.corrections:
        if touches(correction, latest):
            yield from _correction(correction, latest, policy)
    if draft.proposal is None:
        found = redline(edition_of(policy.as_it_reads(latest), policy), edition_of(draft, policy))
        yield from _differences(found, draft, latest)
    elif draft.proposal.version in {one.version for one in policy.versions_of(draft.id)}:
        yield Problem(
            draft.proposal.source / "version",
            f"Version {draft.proposal.version} är redan beslutad.",
            "Ge förslaget nästa versionsnummer.",
        )


def _differences(found: Redline, draft: Document, latest: DecidedVersion) -> Iterator[Problem]:
    on = f" den {day(latest.decision.on)}" if latest.decision.on else ""
    decided = f"när version {latest.version} beslutades{on}"
    if found.before.title != found.after.title:
        yield Problem(draft.source / "title", f"Dokumentet hette ”{found.before.title}” {decided}.", PROPOSE)
    for section in found.sections:
        yield Problem(_place(section, draft), f"{_section(section)} {decided}.", PROPOSE)
    changes = [change for change in found.changes if set(change.kinds) - NOT_TEXT]
    for change in changes:
        one = change.statement
        yield Problem(
            change.after.source if change.after else draft.source / "sections",
            f"{one.number} ”{one.title}” är inte som {decided}: {_told(change)}.",
            CORRECT if EDITORIAL.issuperset(set(change.kinds) - NOT_TEXT) and _same_items(change) else PROPOSE,
        )
    if found.renumbered and not changes and not found.sections:
        was, now = found.renumbered[0]
        yield Problem(now.source, f"{now.number} ”{now.title}” hade nummer {was.number} {decided}.", PROPOSE)


def _place(section: SectionChange, draft: Document) -> Place:
    found = (one for one in draft.all_sections if section.after and one.heading == section.after[-1])
    return next((one.source for one in found), draft.source / "sections")


def _section(section: SectionChange) -> str:
    title = section.path[-1].title
    match section.kind:
        case "added":
            return f"Avsnittet ”{title}” fanns inte"
        case "removed":
            return f"Avsnittet ”{title}” är borttaget, men fanns"
        case "renamed" if section.before:
            return f"Avsnittet ”{title}” hette ”{section.before[-1].title}”"
    return f"Avsnittet ”{title}” stod på en annan plats"


def _told(change: Change) -> str:
    """Say what has been changed, from what to what."""
    was, now = change.before, change.after
    if was is None or now is None:
        return "den har lagts till" if was is None else "den har tagits bort"
    told = []
    if "moved" in change.kinds:
        told.append("den har flyttats")
    if "level" in change.kinds:
        told.append(f"”{LEVELS[was.level]}” har blivit ”{LEVELS[now.level]}”")
    told += [f"”{one.before or 'inget värde'}” har blivit ”{one.after or 'inget värde'}”" for one in change.settings]
    for kind in change.kinds:
        if kind in PARTS:
            before, after = _part(was, kind), _part(now, kind)
            told.append(f"{PARTS[kind]} har ändrats" + (f" från ”{before}” till ”{after}”" if before and after else ""))
    return "; ".join(told)


def _part(statement: Statement, kind: str) -> str:
    words = {
        "title": statement.title,
        "wording": statement.sentence,
        "items": "; ".join(text for _, text in statement.items),
        "actors": listing(statement.actors),
        "why": statement.why,
        "reason": statement.reason,
    }
    return words.get(kind) or ""


def _same_items(change: Change) -> bool:
    before, after = ([id for id, _ in one.items] if one else [] for one in (change.before, change.after))
    return before == after


def _correction(correction: Correction, latest: DecidedVersion, policy: Policy) -> Iterator[Problem]:
    decided = next((leaf for leaf in latest.document.leaves if leaf.wording and leaf.id == correction.guideline), None)
    if correction.on > policy.today:
        yield Problem(
            correction.source / "on",
            f"Rättelsen är daterad den {day(correction.on)}, en dag som inte har varit än.",
            "Ange den dag då rättelsen gjordes.",
        )
    if decided is None or decided.wording is None:
        yield Problem(
            correction.source / "guideline",
            f"Riktlinjen `{correction.guideline}` står inte i version {latest.version}, så den kan inte rättas.",
            "Rätta id:t, eller ta bort rättelsen.",
        )
        return
    stated, now = decided.wording.guideline, correction.now
    if now.text and Counter(blanks(now.text)) != Counter(blanks(stated.text)):
        yield Problem(
            correction.source / "now" / "text",
            f"Rättelsen av {decided.number} har inte samma luckor som det beslutade.",
            "Behåll varje lucka inom klammer. Nivå och tal ändras bara genom ett nytt beslut.",
        )
    for id in now.items:
        if id not in {item.id for item in stated.items}:
            yield Problem(
                correction.source / "now" / "items" / id,
                f"{decided.number} har ingen punkt `{id}`, så den kan inte rättas.",
                "Välj bland punkterna i det beslutade. Nya punkter kräver ett nytt beslut.",
            )
