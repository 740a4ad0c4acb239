"""A municipality of any size: the shipped one, with more accounts."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("policy_data", "docs")  # all that the checks read
SEED = 20261122
OPEN = re.compile(r"^(status|closing|exemptions):", re.MULTILINE)


def municipality(folder: Path, accounts: int) -> Path:
    """Write the shipped data to a folder, anew, with accounts added until there are so many, and return it.

    Each is like one of the shipped ones that are simply open, with a handle and address of its own. A fixed seed picks
    which, so that two machines judge the same files.
    """
    if folder.exists():
        shutil.rmtree(folder)
    for part in KEPT:
        shutil.copytree(ROOT / part, folder / part)
    register = folder / "policy_data" / "accounts"
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in sorted(register.iterdir())}
    models = [(id, text) for id, text in shipped.items() if not OPEN.search(text)]
    chosen = random.Random(SEED)  # noqa: S311 - no secret hangs on it
    for number in range(len(shipped), accounts):
        id, text = chosen.choice(models)
        (register / f"{id}-{number}.yaml").write_text(_another(text, number), encoding="utf-8")
    return folder


def _another(text: str, number: int) -> str:
    """Return an account like another one, but with a handle (and so an address) of its own."""
    found = re.search(r"^handle: (\S+)$", text, re.MULTILINE)
    assert found is not None
    text = text.replace(found.group(1), f"konto{number:05}")
    return re.sub(r"^(platform_id|former_handles): .*\n", "", text, flags=re.MULTILINE)
