"""Has every topic, unit, text, check, document and guide its page in `docs/`, and every such page its entity?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

from checks.policy.pages import STUBS, stubs
from checks.policy.policy import Policy

NAVIGATION = "mkdocs.yml"
OUTSIDE_NAVIGATION = "kontroller"  # found through their index: so many titles would hide the others


def missing_pages(policy: Policy, root: Path) -> tuple[str, ...]:
    """Return a Swedish sentence for each page that is missing, wrong or left over: which file, what to write in it."""
    wanted = {stub.path: stub.content for stub in stubs(policy)}
    found = dict(_found(root))
    navigation = (root / NAVIGATION).read_text(encoding="utf-8").splitlines()
    listed = {line.strip().removeprefix("- ") for line in navigation}
    sentences = []
    for path, content in sorted(wanted.items()):
        if found.get(path) != content:
            verb = "Skapa" if path not in found else "Rätta"
            sentences.append(f"docs/{path}: {verb} filen. I den ska bara det här stå:\n{indent(content, '    ')}")
        if path not in listed and not path.startswith(f"{OUTSIDE_NAVIGATION}/"):
            sentences.append(f"{NAVIGATION}: Lägg till raden `- {path}` där sidan ska stå i menyn.")
    left_over = (
        f"docs/{path}: Ta bort sidan, även ur {NAVIGATION}. Det som den visar finns inte längre."
        for path in sorted(found.keys() - wanted.keys())
    )
    return (*sentences, *left_over)


def _found(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the stubs that there are: path below `docs/` and what stands in them."""
    for folder, _ in STUBS.values():
        for path in sorted((root / "docs" / folder).glob("*.md")):
            if path.name != "index.md":
                yield f"{folder}/{path.name}", path.read_text(encoding="utf-8", errors="replace")
