"""Beslutade versioner är som de skrevs in.

Varje beslutad version ligger i en egen fil med sin PDF bredvid. Filerna visar vad som gällde en viss dag, så ingen
ändrar i dem. Deras kontrollsummor stämmer, besluten är daterade i rätt ordning, två versioner börjar aldrig gälla
samma dag, och dokumentets egen lista över beslut säger samma sak som filerna.

Det som en version i kraft vilar på finns kvar: riktlinjen i katalogen och lagen i handboken.
"""

from collections.abc import Iterator

from checks.policy.decisions.decided import content_hash
from checks.policy.model.documents import DecidedVersion, Decision, Document
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.tree import SourceFile
from checks.policy.words import day

Subject = DecidedVersion | Document | SourceFile
RESTORE = "Hämta tillbaka filen som den var när beslutet skrevs in. Det beslutade ändras bara genom ett nytt beslut."


def concerns(policy: Policy) -> Iterator[Subject]:
    yield from policy.decided
    yield from (draft for id, draft in policy.drafts.items() if policy.versions_of(id))
    yield from policy.files_of("decided")
    yield from policy.files_of("decided-pdf")


def check(subject: Subject, policy: Policy) -> Iterator[Problem]:
    match subject:
        case SourceFile():
            yield from _file(subject, policy)
        case DecidedVersion():
            yield from _version(subject, policy)
        case Document():
            yield from _decisions(subject, policy)


def _file(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    document, _, version = file.id.partition("/")
    if document not in policy.known["document"]:
        yield Problem(
            file.place,
            f"Filen är en beslutad version av dokumentet `{document}`, som inte finns.",
            "Hämta tillbaka dokumentet, eller flytta filen till rätt mapp.",
        )
    elif file.kind == "decided-pdf" and file.id not in policy.known["decided"]:
        yield Problem(
            file.place,
            f"PDF-filen hör inte till någon beslutad version: {version}.yaml saknas.",
            "Hämta tillbaka filen bredvid, eller ta bort PDF-filen.",
        )
    elif file.kind == "decided" and file.sound and content_hash(file.value) != file.value["content"]:
        yield Problem(file.place / "content", f"Version {version} har ändrats sedan den skrevs in.", RESTORE)
    elif file.kind == "decided" and file.sound and file.id != f"{file.value['document']}/{file.value['version']}":
        yield Problem(
            file.place / "version",
            f"Filen heter {file.id} men är version {file.value['version']} av {file.value['document']}.",
            "Ge filen och mappen tillbaka deras namn.",
        )


def _version(version: DecidedVersion, policy: Policy) -> Iterator[Problem]:
    name, decision = f"Version {version.version}", version.decision
    pdf = policy.files.get(version.pdf_file)
    if pdf is None:
        yield Problem(version.source / "pdf", f"{name} saknar sin PDF.", "Hämta tillbaka PDF-filen.")
    elif pdf.value != version.pdf:
        yield Problem(
            version.source / "pdf", f"PDF-filen till version {version.version} är inte den som skrevs in.", RESTORE
        )
    meeting = version.proposal.meeting_on if version.proposal else None
    if decision.on and meeting and decision.on < meeting:
        yield Problem(
            version.source / "decision" / "on",
            f"{name} är beslutad den {day(decision.on)}, men förslaget togs upp först den {day(meeting)}.",
            RESTORE,
        )
    if decision.on and decision.valid_from and decision.valid_from < decision.on:
        yield Problem(
            version.source / "decision" / "valid_from",
            f"{name} gäller från den {day(decision.valid_from)} men beslutades först den {day(decision.on)}.",
            RESTORE,
        )
    others = (one for one in policy.versions_of(version.document.id) if one is not version)
    for other in others:
        if other.valid_from and other.valid_from == version.valid_from:
            yield Problem(
                version.source / "decision" / "valid_from",
                f"{name} och version {other.version} börjar gälla samma dag, den {day(other.valid_from)}.",
                "Behåll bara den version som beslutades sist.",
            )
    if version in (policy.version_in_force(version.document.id), *policy.coming_versions(version.document.id)):
        yield from _foundations(version, policy)


def _foundations(version: DecidedVersion, policy: Policy) -> Iterator[Problem]:
    """What a version that is in force (or will be) rests on and must not be taken away."""
    for leaf in version.document.leaves:
        stated = leaf.wording.guideline if leaf.wording else None
        if stated and not policy.exists("guideline", stated.id):
            yield Problem(
                leaf.source,
                f"Riktlinjen `{stated.id}` är beslutad i {leaf.number} men finns inte i katalogen.",
                "Låt den stå kvar i katalogen tills ett beslut utan den har börjat gälla.",
            )
        for one in (*leaf.cites, *(stated.provisions if stated else ())):
            if not policy.exists("statute", one.statute):
                yield Problem(
                    leaf.source,
                    f"{leaf.number} vilar på `{one.statute}`, som inte finns i policy_data/statutes.",
                    "Hämta tillbaka lagens fil. Är lagen upphävd, ange det i filen.",
                )


def _decisions(draft: Document, policy: Policy) -> Iterator[Problem]:
    """What the document's own list of decisions says, against the decided versions."""
    frozen = {one.version: one.decision for one in policy.versions_of(draft.id)}
    begun = min(decision.on for decision in frozen.values() if decision.on)
    seen: dict[str | None, Decision] = {}
    for index, decision in enumerate(draft.decisions):
        place = draft.source / "decisions" / index
        if decision.version in seen:
            yield Problem(place, f"Version {decision.version} står två gånger under `decisions`.", "Ta bort den ena.")
        elif decision.version in frozen and decision != frozen[decision.version]:
            yield _unlike(place, decision.version)
        elif decision.version not in frozen and (decision.on is None or decision.on >= begun):
            yield Problem(
                place,
                f"Beslutet om version {decision.version or 'utan nummer'} har ingen fil i policy_data/decided.",
                "Ta bort det här och skriv in beslutet med `kanalboken record`.",
            )
        seen[decision.version] = decision
    for version in frozen.keys() - seen.keys():
        yield _unlike(draft.source / "decisions", version)


def _unlike(place: Place, version: str | None) -> Problem:
    return Problem(
        place,
        f"Beslutet om version {version} skiljer sig från det i den beslutade versionens fil.",
        "Skriv det här som det står där.",
    )
