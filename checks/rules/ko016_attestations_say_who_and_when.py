"""Ett intyg säger vem som har svarat på vad, och när.

Ett intyg är det enda som visar det som ingen kontroll kan se. Då måste det gå att lita på: rollen, riktlinjen och
kontot finns, dagen har varit, och ingen har svarat två saker på samma fråga.
"""

from collections.abc import Iterator

from checks.policy.model.attestations import Attestation, Statement
from checks.policy.policy import Policy
from checks.policy.problem import Place, Problem
from checks.policy.words import KINDS, day


def concerns(policy: Policy) -> Iterator[Attestation]:
    yield from policy.attestations.values()


def check(attestation: Attestation, policy: Policy) -> Iterator[Problem]:
    if attestation.on > policy.today:
        yield Problem(
            attestation.source / "on",
            f"Intyget är daterat den {day(attestation.on)}, och den dagen har inte kommit.",
            "Skriv dagen då rollen svarade.",
        )
    answered = set()
    for place, kind, id in _references(attestation, policy):
        if not policy.exists(kind, id):
            yield Problem(
                place,
                f"{KINDS[kind]} `{id}` finns inte.",
                "Rätta stavningen. Har namnet bytts, så skriv det nya.",
            )
    for statement in attestation.answers:
        for subject in statement.subjects or ("",):
            if (statement.guideline, subject) in answered:
                about = f" om `{subject}`" if subject else ""
                yield Problem(
                    statement.source / "subjects" if subject else statement.source,
                    f"Frågan `{statement.guideline}`{about} har två svar i samma intyg.",
                    "Behåll det svar som stämmer.",
                )
            answered.add((statement.guideline, subject))


def _references(attestation: Attestation, policy: Policy) -> Iterator[tuple[Place, str, str]]:
    yield attestation.source / "role", "role", attestation.role
    for statement in attestation.answers:
        yield statement.source / "guideline", "guideline", statement.guideline
        yield from _subjects(statement, policy)


def _subjects(statement: Statement, policy: Policy) -> Iterator[tuple[Place, str, str]]:
    stated = policy.stated(statement.guideline)
    if stated and stated.concerns in ("account", "unit"):
        for index, subject in enumerate(statement.subjects):
            yield statement.source / "subjects" / index, stated.concerns, subject
