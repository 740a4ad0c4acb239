"""Filens namn är det id som andra filer hänvisar till.

Ett id består av små bokstäver a–z, siffror och bindestreck, så att det fungerar i adresser och på alla datorer.
Står `id` också inne i filen ska det vara samma ord. Namnen får inte bara skilja sig på stora och små bokstäver.
"""

import re
from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def concerns(policy: Policy) -> Iterator[SourceFile]:
    return (file for file in policy.files.values() if file.kind not in ("page", "unknown", "decided", "decided-pdf"))


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    if not ID.match(file.id) or len(file.id) > 60:
        yield Problem(
            file.place,
            f"Filnamnet ”{file.id}” kan inte vara ett id.",
            "Döp om filen med bara a–z, siffror och bindestreck, högst sextio tecken.",
        )
    inside = file.value.get("id") if isinstance(file.value, dict) else None
    if inside is not None and inside != file.id:
        yield Problem(
            file.place / "id",
            f"I filen står id ”{inside}”, men filen heter ”{file.id}”.",
            "Gör dem lika eller ta bort raden `id`.",
        )
