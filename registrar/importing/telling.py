"""What the import tells: how the file was read, what each column means, what came of each row, what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checks.finding import Finding
from checks.policy.policy import Policy
from checks.policy.words import day, listing
from checks.report.text import printable
from checks.rules import RULES, number_of
from registrar.importing.headings import Table
from registrar.importing.mapping import Meaning
from registrar.importing.outcome import Outcome
from registrar.importing.remarks import Remark, Weight
from registrar.importing.table import Sheet
from registrar.importing.targets import NOTES, NOWHERE, Target
from registrar.importing.understanding import COLUMNS

SHORT = 60
OFTEN, MOST = 3, 12


def columns_told(sheet: Sheet, table: Table, meaning: Meaning, name: str, *, own: bool) -> str:
    """Return how the file was read and where each column leads, unless it is a sheet of our own."""
    where = f", bladet {sheet.name}" if sheet.name else ""
    rows = f", rubriker på rad {listing([str(one) for one in table.heading_rows])}" if table.heading_rows else ""
    lines = [f"{name}{where}{rows}.", *sheet.remarks]
    if own:
        changed = ", och bara celler som är ändrade sedan dess läses in" if sheet.basis else ""
        return "\n".join(map(printable, [*lines, f"Kolumnerna är de som `kanalboken export` skriver{changed}."]))
    lines += ["", "Kolumner:"]
    width = max((len(_short(one.name)) for one in table.headings), default=0)
    for heading in table.headings:
        targets = meaning.columns.get(heading.name, ())
        lines.append(f"  {heading.column:<3}{_short(heading.name):<{width}}  {'; '.join(map(_target, targets))}")
    return "\n".join(map(printable, lines))


def _target(target: Target) -> str:
    if target.route == NOWHERE:
        return "tas inte med: det kan vara personuppgifter eller hemligheter"
    if target.route == NOTES:
        return "anteckningen"
    heading = COLUMNS[target.route].heading
    return f"{heading} ({target})"


def rows_told(outcomes: Sequence[Outcome], policy: Policy) -> str:
    """Return what came of each row; rows without anything new and without remarks are only counted."""
    lines: list[str] = []
    for outcome in outcomes:
        told = list(_outcome(outcome, policy))
        if told:
            lines.append(f"  rad {outcome.entry.row}: {told[0]}")
            lines += [f"    {line}" for line in told[1:]]
    return "\n".join(map(printable, ["Rader:", *lines])) if lines else "Inga rader har något nytt."


def _outcome(outcome: Outcome, policy: Policy) -> Iterator[str]:
    values, remarks = outcome.entry.values, [_remark(one) for one in outcome.entry.remarks]
    if outcome.entry.refused:
        yield "togs inte med."
    elif outcome.new:
        platform = policy.platforms[values["platform"]].name
        lacks = f" Saknar {listing([one.lower() for one in outcome.missing])}." if outcome.missing else ""
        yield f"nytt konto `{outcome.id}` ({platform}, {values['handle']}).{lacks}"
        if outcome.entry.assumed:
            yield outcome.entry.assumed
        if outcome.entry.notes:
            yield f"Anteckning: ”{outcome.entry.data['notes']}”"
    elif outcome.edits:
        yield f"kontot `{outcome.id}` ändras."
        for edit in outcome.edits:
            yield f"{COLUMNS[edit.route].heading}: {_quoted(edit.before)} → {_quoted(edit.after)}"
    elif remarks:
        yield f"kontot `{outcome.id}`, inget ändras." if outcome.id else "inget konto."
    yield from remarks


def _quoted(text: str) -> str:
    return f"”{' / '.join(text.splitlines())}”" if text else "(tomt)"


def _remark(remark: Remark) -> str:
    where = f"kolumn {remark.column}: " if remark.column and len(remark.column) < 4 else ""
    return f"{where}{remark.sentence}{f' {remark.remedy}' if remark.remedy else ''}"


def summary(outcomes: Iterable[Outcome]) -> str:
    """Return one line that counts what came of the rows."""
    count = Counter(map(_kind, outcomes))
    words = {
        "new": ("nytt konto", "nya konton"),
        "edited": ("ändrat", "ändrade"),
        "same": ("utan något nytt", "utan något nytt"),
        "refused": ("rad som inte togs med", "rader som inte togs med"),
    }
    parts = [f"{count[kind]} {one if count[kind] == 1 else many}" for kind, (one, many) in words.items() if count[kind]]
    return f"{listing(parts)}." if parts else "Inget att läsa in."


def _kind(outcome: Outcome) -> str:
    if outcome.entry.refused:
        return "refused"
    if outcome.new:
        return "new"
    return "edited" if outcome.edits else "same" if outcome.id else "other"


def repeated(outcomes: Iterable[Outcome]) -> str:
    """Return what stands in the way on many rows, the most common first: one thing to mend instead of many."""
    sentences = (one.sentence for outcome in outcomes for one in outcome.entry.remarks if one.weight is not Weight.TOLD)
    many = [(sentence, count) for sentence, count in Counter(sentences).most_common(MOST) if count >= OFTEN]
    lines = (printable(f"  {count} rader: {sentence}") for sentence, count in many)
    return "\n".join(["Samma sak på flera rader:", *lines]) if many else ""


def needs_a_person(outcomes: Iterable[Outcome]) -> bool:
    """Whether a row was not taken, or says something that somebody has to decide."""
    return any(one.weight is not Weight.TOLD for outcome in outcomes for one in outcome.entry.remarks)


def gaps_told(findings: Sequence[Finding], policy: Policy) -> str:
    """Return what the new accounts lack, check by check; empty if nothing."""
    claims = {number_of(rule): str(rule.__doc__).partition("\n")[0] for rule in RULES}
    count = Counter(one.check for one in findings)
    if not count:
        return ""
    lines = [f"  {number}  {many:>5}  {claims[number]}" for number, many in sorted(count.items())]
    ends = {account.complete_by for account in policy.accounts.values() if account.complete_by}
    until = f" till och med {day(max(ends))}" if ends else ""
    return "\n".join([f"Kvar att fylla i (varningar{until}; `kanalboken check` visar var):", *lines])


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
