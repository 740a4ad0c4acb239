"""Varje fil i policy_data går att läsa.

En fil som inte går att läsa säger ingenting: kontot, riktlinjen eller lagen i den försvinner ur handboken.
Därför läses bara enkel YAML i UTF-8. Ankare, alias, taggar, dubbla nycklar, tabbar som indrag, osynliga tecken,
länkar och filer som inte hör hemma i mappen avvisas.
"""

from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile


def concerns(policy: Policy) -> Iterator[SourceFile]:
    return iter(policy.files.values())


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    if file.unreadable is not None:
        yield file.unreadable
