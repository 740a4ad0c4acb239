"""Varje konto har målgrupper och mål som går att mäta.

Utan målgrupp går det inte att välja ton och innehåll, och utan mätbara mål går det inte att säga om kontot är värt sin
tid. Ett mål går att mäta om det innehåller ett tal eller ett ord som varje, alla, hälften eller dubbelt.
"""

import re
from collections.abc import Iterable, Iterator

from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.policy.problem import Problem

MEASURE = re.compile(
    r"\d|\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hundra|tusen|var|varje|varannan|alla|samtliga|ingen"
    r"|inga|inget|hälften|halvera\w*|tredjedel\w*|fjärdedel\w*|dubbel\w*|dubbl\w*|fördubbl\w*|procent)\b",
    re.IGNORECASE,
)


def concerns(policy: Policy) -> Iterable[Account]:
    return policy.live_accounts()


def check(account: Account, policy: Policy) -> Iterator[Problem]:
    if not account.audience:
        yield Problem(
            account.place("audience"),
            f"Kontot ”{account.name}” saknar målgrupper.",
            "Räkna upp målgrupperna i fältet `audience`, för kontot eller för hela verksamheten.",
        )
    if not account.goals:
        yield Problem(
            account.place("goals"),
            f"Kontot ”{account.name}” saknar mål.",
            "Skriv minst ett mål som går att mäta i fältet `goals`, för kontot eller för hela verksamheten.",
        )
    for index, goal in enumerate(account.goals):
        if not MEASURE.search(goal):
            yield Problem(
                account.place("goals", index),
                f"Målet ”{goal}” går inte att mäta.",
                "Skriv det tal som ska nås, till exempel hur många eller hur stor andel.",
            )
