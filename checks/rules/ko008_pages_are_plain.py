"""En sida i docs är vanlig Markdown, plus anrop av handbokens egna block.

Ett block anropas med namn och fasta värden inom citattecken. All annan mallkod kan läsa filer och köra kommandon när
handboken byggs, och avvisas därför innan något byggs. Det gör också det som kan hämta eller köra något när sidan visas:
andra HTML-taggar än enkla, bilder från någon annanstans, länkar som kör skript och andra inställningar överst på sidan
än de som handboken använder.
"""

import re
from collections.abc import Iterator

from checks.policy.pages import MACROS
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.tree import SourceFile

CALL = re.compile(r"""(?<!\{)\{\{ ([a-z_]+)\((?:"[\w.-]*"(?:, "[\w.-]*")*)?\) \}\}(?!\})""")
CODE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")

# Above a page: between two rules, or in lines that look like settings to MkDocs.
FRONT = re.compile(r"-{3}[^\n]*\n(.*?)(?:^(?:-{3}|\.{3})[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
LOOSE_FRONT = re.compile(r" {0,3}[\w-]+:")
SETTING = re.compile(
    r"(?:hide: \[(?:navigation|toc|navigation, toc)\]|search: \{(?:exclude: true|boost: \d{1,2}(?:\.\d{1,3})?)\}"
    r"|(?:title|description): \w[\w ,.!?–-]*)"
)

TAGS = (
    "abbr|b|blockquote|br|caption|code|dd|details|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|kbd|li|ol|p|pre|section|small"
    "|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|ul"
)
HTML = re.compile(
    rf"""<!-- [^<>]* -->|</?(?:{TAGS})(?:\s+(?:class|id|lang|markdown|title)="[^"<>&\\]*")*\s*/?>"""
    r"""|<(?:https|mailto):[^\s<>"&\\]+>|(?P<other><[a-zA-Z/!?][^\s<>]{0,40})"""
)
IMAGE = re.compile(
    r"""!\[[^\[\]]*\]\((?:\.\./)*\w[\w.-]*(?:/\w[\w.-]*)*(?:\s+"[^"<>]*")?\)|(?P<other>!\[[^\n]{0,40})"""
)
ATTRIBUTES = re.compile(r"\{:?[^{}\n=]*=[^{}\n]*\}")
LINK = re.compile(r"\]\(([^)]*)|\]:[ ]*(?:\n[ ]*)?(\S+)")
DISGUISED = re.compile(r"&(?:#|\w+;)|\\")
SCHEME = re.compile(r"<?([a-zA-Z][\w+.-]*):")
SCHEMES = ("https", "http", "mailto", "tel")


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
    for index in _settings(file.text):
        yield Problem(
            file.place / index,
            "Överst på sidan står en inställning som handboken inte använder.",
            "Ta bort raden. `hide`, `search`, `title` och `description` får stå där, med vanliga ord.",
        )
    at, end, last = 0, 0, -1
    for start, found in _active(CALL.sub(lambda call: " " * len(call[0]), file.text)):
        at, end = at + file.text.count("\n", end, start), start
        if at != last:
            yield Problem(
                file.place / at,
                f"Sidan kan köra kod eller hämta något utifrån: ”{' '.join(found.split())}”.",
                "Skriv texten som vanlig Markdown. Bilder ska ligga i docs.",
            )
        last = at


def _settings(text: str) -> Iterator[int]:
    """Yield the lines (from 0) of settings above a page that no page has a use for."""
    front = FRONT.match(text)
    if front is None:
        yield from [0] if LOOSE_FRONT.match(text) else []
        return
    for index, line in enumerate(front[1].split("\n")[:-1], 1):
        if not SETTING.fullmatch(line.rstrip()):
            yield index


def _active(text: str) -> list[tuple[int, str]]:
    """Return where something stands that may run or load something, and what stands there, from the first on."""
    found = [(one.start(), one["other"]) for pattern in (HTML, IMAGE) for one in pattern.finditer(text) if one["other"]]
    found += [(one.start(), one[0]) for one in ATTRIBUTES.finditer(text)]
    for one in LINK.finditer(text):
        address = re.sub(r"\s", "", one[1] or one[2] or "")
        scheme = SCHEME.match(address)
        if DISGUISED.search(address) or (scheme and scheme[1].lower() not in SCHEMES):
            found.append((one.start(), one[0][:40]))
    return sorted(found)
