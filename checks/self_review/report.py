"""The report on internal control to each board, as Markdown: what the register, the checks and the answers say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checks.policy.attestations import repeats
from checks.policy.model.attestations import Given
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.words import ANSWERS, STATUSES, day, frequency, listing, number
from checks.report.text import SEVERITIES, printable, said
from checks.run import Verdict
from checks.self_review.board import Asked, Board, Figures
from checks.self_review.sheet import FOLLOWED
from checks.standing import standings

NOTHING = "saknas"


def report(board: str, year: int, verdicts: Sequence[Verdict], policy: Policy) -> str:
    """Return a board's report on a year as Markdown."""
    one = Board(board, year, policy, verdicts)
    parts = (_head, _guidelines, _purpose, _supervision, _roles, _archiving, _answers, _trend)
    return "\n".join(line for part in parts for line in part(one)).rstrip() + "\n"


def boards(policy: Policy) -> tuple[str, ...]:
    """Return the boards that have accounts below them."""
    found = {policy.units[account.unit].board for account in policy.accounts.values() if account.unit in policy.units}
    return tuple(sorted(found))


def _head(board: Board) -> Iterator[str]:
    yield from (f"# Egenkontroll av sociala medier {board.year}: {_text(board.name)}", "")
    units = listing([_text(unit.name) for unit in board.units])
    yield f"Rapport om intern kontroll för {units}. Den visar hur det såg ut den {day(board.policy.today)}."
    yield from ("", "Uppgifterna kommer ur kontoregistret, ur kontrollerna och ur det som rollerna har intygat.", "")


def _guidelines(board: Board) -> Iterator[str]:
    yield from ("## Riktlinjer", "", "De här dokumenten gäller:", "")
    for document in board.policy.documents_in_force:
        decision = document.decision
        when = f", beslut av {decision.body} den {day(decision.on)}" if decision and decision.on else ", inget beslut"
        yield f"- {_text(document.title)}{_text(when)}"
    units = {unit.id for unit in board.units}
    counts: dict[str, Counter[str]] = {unit.id: Counter() for unit in board.units}
    for one in standings(board.policy, board.verdicts):
        if one.unit in units:
            counts[one.unit][one.answer] += 1
    yield from ("", "Så här svarar kontroller och intyg på riktlinjerna, en gång för varje konto eller verksamhet:", "")
    rows = ([unit.name, *(str(counts[unit.id][answer]) for answer in ANSWERS)] for unit in board.units)
    yield from _table(["Verksamhet", *(word.capitalize() for word in ANSWERS.values())], rows)


def _purpose(board: Board) -> Iterator[str]:
    yield from ("## Syfte", "")
    rows = [
        [_called(account, board.policy), STATUSES[account.status], _opened(account), account.purpose or NOTHING]
        for account in board.accounts
    ]
    yield from _table(["Konto", "Status", "Öppnat", "Syfte"], rows)


def _opened(account: Account) -> str:
    return day(account.opened_on) if account.opened_on else NOTHING


def _supervision(board: Board) -> Iterator[str]:
    yield from ("## Uppsikt", "")
    rows = [
        [
            _called(account, board.policy),
            frequency(account.monitoring) if account.monitoring else "som riktlinjerna säger",
            day(account.reviews[-1].on) if account.reviews else NOTHING,
        ]
        for account in board.live
    ]
    yield from _table(["Konto", "Bevakas", "Senaste översyn"], rows)
    if not board.findings:
        yield from ("Kontrollerna har inga påpekanden om kontona.", "")
        return
    many = f"{number(len(board.findings))} påpekanden" if len(board.findings) > 1 else "ett påpekande"
    yield from (f"Kontrollerna har {many} om kontona:", "")
    for finding in board.findings:
        sentence, remedy = _text(said(finding)), _text(finding.remedy)
        yield f"- {SEVERITIES[finding.severity].capitalize()} {finding.check}: {sentence} {remedy}"
    yield ""


def _roles(board: Board) -> Iterator[str]:
    yield from ("## Roller", "")
    rows = [
        [
            _called(account, board.policy),
            _title(account.owner, board.policy),
            _title(account.stand_in, board.policy),
            str(account.administrators.count) if account.administrators else NOTHING,
            day(account.administrators.attested_on)
            if account.administrators and account.administrators.attested_on
            else NOTHING,
        ]
        for account in board.live
    ]
    headings = ["Konto", "Kontoansvarig", "Ersättare", "Administratörer", "Behörigheter intygade"]
    yield from _table(headings, rows)


def _archiving(board: Board) -> Iterator[str]:
    yield from ("## Arkivering och gallring", "")
    rows = [
        [
            _called(account, board.policy),
            account.records_plan_row or NOTHING,
            account.disposal_decision or NOTHING,
            day(max(one.on for one in account.snapshots)) if account.snapshots else NOTHING,
        ]
        for account in board.accounts
        if account.status != "planned"
    ]
    headings = ["Konto", "Rad i dokumenthanteringsplanen", "Gallringsbeslut", "Senaste arkivuttag"]
    yield from _table(headings, rows)


def _answers(board: Board) -> Iterator[str]:
    yield from (f"## Intyg {board.year}", "", "Det här kan ingen kontroll se. Rollerna har tittat och svarat.", "")
    by_role: dict[str, list[Asked]] = {}
    for one in board.asked:
        by_role.setdefault(one.role, []).append(one)
    yield from _table(
        ["Roll", "Svarade", "Frågor", *(word.capitalize() for word in FOLLOWED.values()), "Obesvarade", "Upprepade"],
        (_row(role, rows, board) for role, rows in by_role.items()),
    )
    yield from _listed(
        "Det här följs inte:",
        [
            f"{_about(one, board)}: {one.given.statement.looked_at} ({_by(one.given, board.policy)})"
            for one in board.asked
            if one.given and one.given.statement.answer == "not-met"
        ],
    )
    yield from _listed(
        "De här svaren upprepar bara ett tidigare års ord. Ingen har visat att hen har tittat på nytt:",
        [
            f"{_about(one, board)} ({_by(one.given, board.policy)})"
            for one in board.asked
            if one.given and repeats(one.given, board.policy)
        ],
    )


def _row(role: str, rows: Sequence[Asked], board: Board) -> list[str]:
    given = [one.given for one in rows if one.given]
    answers = Counter(one.statement.answer for one in given)
    return [
        _title(role, board.policy),
        day(max(one.attestation.on for one in given)) if given else "nej",
        str(len(rows)),
        *(str(answers[answer]) for answer in FOLLOWED),
        str(len(rows) - len(given)),
        str(sum(repeats(one, board.policy) for one in given)),
    ]


def _listed(lead: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (lead, "", *(f"- {_text(line)}" for line in lines), "")


def _about(one: Asked, board: Board) -> str:
    policy, title = board.policy, one.question.guideline.title
    if one.subject in policy.accounts:
        return f"”{title}” för {_called(policy.accounts[one.subject], policy)}"
    return f"”{title}” för {policy.units[one.subject].name}" if one.subject in policy.units else f"”{title}”"


def _by(given: Given, policy: Policy) -> str:
    return f"{_title(given.attestation.role, policy)} den {day(given.attestation.on)}"


# Trend.


def _trend(board: Board) -> Iterator[str]:
    yield from ("## Utveckling", "")
    rows = [_figures(board.figures(year)) for year in board.years]
    answers = [word.capitalize() for word in FOLLOWED.values()]
    headings = ["År", "Konton", "Öppnade", "Stängda", *answers, "Upprepade", "Påpekanden"]
    yield from _table(headings, rows)
    yield "Konton är de som var i gång vid årets slut. Påpekanden är de som fanns när svaren lästes in."


def _figures(one: Figures) -> list[str]:
    answers = [str(one.answers[answer]) if one.answers else "–" for answer in FOLLOWED]
    repeated = str(one.repeated) if one.answers else "–"
    findings = "–" if one.findings is None else str(one.findings)
    return [str(one.year), str(one.in_use), str(one.opened), str(one.closed), *answers, repeated, findings]


# Words.


def _called(account: Account, policy: Policy) -> str:
    platform = policy.platforms.get(account.platform)
    return f"{account.name} ({platform.name if platform else account.platform})"


def _title(role: str | None, policy: Policy) -> str:
    return policy.roles[role].title if role and role in policy.roles else NOTHING


def _text(text: str) -> str:
    return printable(text).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---' for _ in headings)} |"
    yield from (f"| {' | '.join(map(_text, row))} |" for row in rows)
    yield ""
