"""The small municipality that the tests judge: where it is, what day it is there, and how a test changes it."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
MINIATURE = Path(__file__).parent / "miniature"
TODAY = date(2026, 11, 22)  # as in the miniature's organisation.yaml

Municipality = Callable[[Path | Mapping[str, str | bytes]], Path]


def overlay(root: Path, files: Path | Mapping[str, str | bytes]) -> Path:
    """Copy the miniature to a folder, lay a folder (or a mapping from path to content) over it, and return it."""
    shutil.copytree(MINIATURE, root, dirs_exist_ok=True)
    if isinstance(files, Path):
        shutil.copytree(files, root, dirs_exist_ok=True)
        return root
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return root
