"""En sida i docs är vanlig Markdown, plus anrop av handbokens egna block.

Ett block anropas med namn och fasta värden inom citattecken. All annan mallkod kan läsa filer och köra kommandon när
handboken byggs, och avvisas därför innan något byggs. Rå HTML som hämtar eller kör något avvisas också.
"""

import re
from collections.abc import Iterator

from checks.policy.pages import MACROS
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile

CALL = re.compile(r"""\{\{ ([a-z_]+)\((?:"[\w.-]*"(?:, "[\w.-]*")*)?\) \}\}""")
CODE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
ACTIVE = re.compile(
    r"<\s*(script|iframe|object|embed|form|link|meta|base|style|svg|img|video|audio)\b|\bon[a-z]+\s*=|javascript:"
    r"|!\[[^\]]*\]\(\s*(https?:)?//",
    re.IGNORECASE,
)


def concerns(policy: Policy) -> Iterator[SourceFile]:
    return (file for file in policy.files_of("page") if file.unreadable is None)


def check(file: SourceFile, policy: Policy) -> Iterator[Problem]:
    for index, line in enumerate(file.lines):
        unknown = [name for name in CALL.findall(line) if name not in MACROS]
        if unknown:
            yield Problem(
                file.place / index,
                f"Det finns inget block som heter `{unknown[0]}`.",
                "Välj bland " + ", ".join(f"`{name}`" for name in MACROS) + ".",
            )
        if CODE.search(CALL.sub("", line)):
            yield Problem(
                file.place / index,
                "Sidan innehåller mallkod som inte är ett anrop av ett av handbokens block.",
                'Skriv `{{ namn("värde") }}` med ett block som finns, eller ta bort koden.',
            )
        if active := ACTIVE.search(line):
            yield Problem(
                file.place / index,
                f"Sidan innehåller något som kör eller hämtar: ”{active.group().strip()}”.",
                "Skriv texten som vanlig Markdown. Bilder ska ligga i docs.",
            )
