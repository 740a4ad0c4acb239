"""The sheet that a role answers in: YAML, with comments on what the register says, what lacks and what is asked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from checks.finding import Finding
from checks.policy.attestations import latest
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.sentences import whole_text
from checks.policy.words import STATUSES, day, listing
from checks.report.text import SEVERITIES, printable, said
from checks.self_review.questions import Question

WIDTH = 100
FOLLOWED = {"met": "följs", "not-met": "följs inte", "not-applicable": "berörs inte"}
HOW = (
    "Registret vet det som står här överst. Längre ned frågar vi om det som ingen kontroll kan se.",
    f"Skriv dagen efter `datum:`. Svara sedan på varje fråga med {listing(list(FOLLOWED.values()), 'eller')}.",
    "Skriv efter `tittade_på:` vad du tittade på för att kunna svara. Har du inte tittat låter du frågan stå tom.",
    "Skiljer sig svaret mellan två konton? Kopiera frågan och dela upp raden `gäller:`.",
    "Skriv inga namn och inget om enskilda. Sätt citattecken om en text som innehåller ett kolon.",
)


def sheet(
    role: str, year: int, asked: Sequence[Question], lacking: Mapping[str, Sequence[Finding]], policy: Policy
) -> str:
    """Return the text of a role's sheet. `lacking` is what each account (by id) lacks according to the checks."""
    title = policy.roles[role].title
    accounts = owned(role, policy)
    findings = of_accounts(accounts, lacking)
    return "\n".join(
        (
            *_comment(f"Egenkontroll {year}: {title}, {policy.units[policy.roles[role].unit].name}"),
            *(line for text in HOW for line in ("#", *_comment(text))),
            *(("#", *_comment("DET HÄR SÄGER REGISTRET")) if accounts else ()),
            *(line for account in accounts for line in _known(account, policy)),
            *(("#", *_comment("DET HÄR SAKNAS ELLER BEHÖVER RÄTTAS")) if accounts else ()),
            *(line for finding in findings for line in _missing(finding)),
            *(_comment("Inget, enligt kontrollerna.", "  ") if accounts and not findings else ()),
            "",
            f"roll: {role}",
            f"år: {year}",
            "datum:",
            "svar:",
            *_asked(asked, policy),
            "",
        )
    )


def owned(role: str, policy: Policy) -> tuple[Account, ...]:
    """Return the live accounts that a role is the owner of."""
    return tuple(account for account in policy.live_accounts() if account.owner == role)


def of_accounts(accounts: Sequence[Account], lacking: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Return the findings about some accounts, each once."""
    return tuple(dict.fromkeys(finding for account in accounts for finding in lacking.get(account.id, ())))


def _comment(text: str, indent: str = "") -> Iterator[str]:
    for line in textwrap.wrap(printable(text), WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"# {indent}{line}"


def _known(account: Account, policy: Policy) -> Iterator[str]:
    platform = policy.platforms.get(account.platform)
    yield from _comment(f"{account.name} ({platform.name if platform else account.platform}), {account.url}", "  ")
    opened = f", öppnat den {day(account.opened_on)}" if account.opened_on else ""
    yield from _comment(f"{account.id}: {STATUSES[account.status]}{opened}", "    ")
    yield from _comment(f"Syfte: {account.purpose or 'saknas'}", "    ")
    yield from _comment(f"Ersättare: {_titles([account.stand_in], policy) or 'saknas'}", "    ")
    yield from _comment(f"Redaktörer: {_titles(account.editors, policy) or 'inga'}", "    ")


def _titles(roles: Sequence[str | None], policy: Policy) -> str:
    return listing([policy.roles[role].title for role in roles if role and role in policy.roles])


def _missing(finding: Finding) -> Iterator[str]:
    yield from _comment(f"{SEVERITIES[finding.severity]} {finding.check}: {said(finding)}", "  ")
    yield from _comment(f"Gör så här: {finding.remedy}", "    ")


def _asked(asked: Sequence[Question], policy: Policy) -> Iterator[str]:
    for heading, group in groupby(asked, key=lambda one: one.leaf.heading.title):
        yield from ("", f"  # {printable(heading).upper()}")
        for question in group:
            yield ""
            yield from (f"  {line}" for line in _comment(f"{question.leaf.number} {question.guideline.title}"))
            for text in whole_text(question.guideline, question.leaf, policy).splitlines():
                yield from (f"  {line}" for line in _comment(text, "  "))
            yield from (f"  {line}" for line in _earlier(question, policy))
            yield f"  - riktlinje: {question.guideline.id}"
            if question.subjects:
                yield "    gäller:"
                yield from (f"      - {subject}" for subject in question.subjects)
            yield from ("    svar:", "    tittade_på:")


def _earlier(question: Question, policy: Policy) -> Iterator[str]:
    """Tell what was answered the last time, but not what was looked at then: that is to be seen anew."""
    given = [latest(question.guideline.id, subject, policy) for subject in question.subjects or ("",)]
    told = {f"{FOLLOWED[one.statement.answer]} (den {day(one.attestation.on)})" for one in given if one}
    if told:
        yield from _comment(f"Förra svaret: {listing(sorted(told))}", "  ")
