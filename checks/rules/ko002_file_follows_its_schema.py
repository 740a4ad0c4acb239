"""Varje fil har rätt form.

Formen är vilka nycklar som finns och vad de får innehålla: text, heltal, datum eller ett ord ur en lista. Den står
i ett schema för varje slags fil. En fil med fel form bedöms inte vidare, men det som hänvisar till den gäller ändå.
"""

from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile


def concerns(policy: Policy) -> Iterator[SourceFile]:
    return iter(policy.files.values())


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    yield from file.misfits
