"""What is said of an address or a name that somebody asks about, on the command line and on the page alike."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checks.overviews import Overview
from checks.policy.look_alikes import Alike, Likeness
from checks.policy.model.false_accounts import FalseAccount
from checks.policy.policy import Policy
from checks.policy.recognition import NOT_UNDERSTOOD, OURS, Answer, Known, Verdict, recognised, register_of
from checks.policy.words import STATUSES, day
from checks.run import open_policy

OFFICIAL, NOT_OURS, UNCLEAR = 0, 1, 2

SAID: Mapping[Verdict, tuple[str, str]] = {  # the answer, and what follows from it
    Verdict.OFFICIAL: ("Ja, det är vårt.", ""),
    Verdict.WEBSITE: ("Ja, adressen är vår egen.", "Den är inte ett konto i sociala medier."),
    Verdict.NAME: (
        "Vi har konton med det namnet.",
        "Stämmer också plattformen är det vårt. Klistra in hela adressen för att vara säker.",
    ),
    Verdict.FALSE: (
        "Nej, kontot är falskt.",
        "Vi känner till det. Svara inte och klicka inte på något där.",
    ),
    Verdict.PLANNED: (
        "Nej, inte än.",
        "Kontot är planerat men inte öppnat. Finns det redan något på adressen är det inte vi.",
    ),
    Verdict.FORMER: ("Det var vårt, men är det inte längre.", "Skriver någon där i dag är det inte vi."),
    Verdict.UNCLEAR: (
        "Av adressen går det inte att se vems kontot är.",
        "Öppna inlägget, välj avsändarens namn och klistra in adressen till den sidan.",
    ),
    Verdict.UNKNOWN: (
        "Nej, det finns inte i vår lista.",
        "Låtsas kontot vara {organisation} är det falskt. Svara inte och klicka inte på något där.",
    ),
    Verdict.UNREADABLE: (
        "Det går inte att läsa som en adress.",
        "Klistra in hela adressen ur webbläsaren, eller skriv kontots namn.",
    ),
}
WARNINGS: Mapping[Likeness, str] = {
    Likeness.HOST: "Adressen ser ut att höra till {}, men leder någon annanstans.",
    Likeness.LETTERS: "Namnet ser ut som {}. Bara tecken som är lätta att förväxla skiljer dem åt.",
    Likeness.ELSEWHERE: "Namnet {} är vårt, men inte på den här adressen.",
    Likeness.WORDS: "Namnet liknar {}, men med andra ord tillagda.",
    Likeness.SLIPS: "Namnet liknar {}, men är stavat på ett annat sätt.",
}


def verify(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Print whether an address or a name is ours. Exit code 0 if it is, 1 if not, 2 if that can't be told."""
    policy = open_policy(root, clock, arguments.as_of)
    answer = recognised(arguments.address, register_of(policy))
    told = verified(answer, policy)
    print(told.as_json() if arguments.format == "json" else told.as_text(), end="")
    if answer.verdict in NOT_UNDERSTOOD:
        return UNCLEAR
    return OFFICIAL if answer.verdict in OURS else NOT_OURS


def verified(answer: Answer, policy: Policy) -> Overview:
    """Return an answer in words and as data."""
    headline, follows = SAID[answer.verdict]
    follows = follows.format(organisation=policy.organisation.name)
    lines = [f"{headline} {follows}".rstrip()]
    lines += [f"  {label(one, policy)}: {one.address or one.handle}. {note(one)}".rstrip() for one in answer.about]
    lines += [f"Varning: {warning(one)}" for one in answer.alike]
    data = {
        "verdict": answer.verdict,
        "accounts": [_data(one, policy) for one in answer.about],
        "looks_like": [{"how": one.likeness, "what": one.name} for one in answer.alike],
    }
    return Overview(tuple(lines), data, answer.verdict not in OURS)


def label(known: Known, policy: Policy) -> str:
    """Return what an address leads to, in a few words."""
    platform = policy.platforms.get(known.of.platform)
    where = platform.name if platform else known.of.platform
    return f"Falskt konto på {where}" if isinstance(known.of, FalseAccount) else f"{known.of.name} ({where})"


def note(known: Known) -> str:
    """Return what there is to say of an address: how long it was ours, what we have done about it; '' if nothing."""
    of = known.of
    if isinstance(of, FalseAccount):
        steps = (("Upptäckt", of.seen_on), ("anmält", of.reported_on), ("borttaget", of.gone_on))
        return ", ".join(f"{step} {day(on)}" for step, on in steps if on) + "."
    if known.until:
        return f"Vårt till och med den {day(known.until)}."
    if of.status == "active":
        return ""
    return f"Kontot är {STATUSES[of.status]}."


def warning(alike: Alike) -> str:
    """Return a look-alike as a sentence."""
    return WARNINGS[alike.likeness].format(alike.name)


def _data(known: Known, policy: Policy) -> dict[str, object]:
    return {
        "id": known.of.id,
        "name": label(known, policy),
        "platform": known.of.platform,
        "address": known.address,
        "handle": known.handle,
        "verdict": known.verdict,
        "until": known.until.isoformat() if known.until else None,
    }
