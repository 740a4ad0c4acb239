"""Inget hemligt och inget privat står i filerna.

Det som en gång har sparats i registret går inte att ta tillbaka, för äldre versioner finns kvar. Lösenord, koder,
personnummer, privata e-postadresser och mobilnummer hör därför inte hemma här, inte ens i en kommentar.
"""

from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.traces import traces
from checks.policy.tree import SourceFile


def concerns(policy: Policy) -> Iterator[SourceFile]:
    # What is frozen was judged where it was written; there ids of guides stand as keys, as "byt-losenord:" does.
    return (file for file in policy.files.values() if file.unreadable is None and file.kind != "decided")


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    for line, trace in traces(file.text):
        yield Problem(file.place / line, f"På den här raden står {trace.what}.", trace.remedy)
