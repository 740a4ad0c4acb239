"""Handbooks to build: one with any number of accounts, and its finished pages for those who build pages alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from benchmarks.municipality import ROOT, municipality

PARTS = ("mkdocs.yml", "overrides", "hooks")
DUMP = "dump.py"
DUMPING = '''"""Keep what each page has become when the blocks are filled in."""
from pathlib import Path

def on_page_markdown(markdown, page, config, files):
    target = Path(config["site_dir"]).parent / "finished" / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(markdown, encoding="utf-8")
'''


def handbook(folder: Path, accounts: int) -> Path:
    """Lay out the shipped handbook with so many accounts in a folder, anew, and return it."""
    municipality(folder, accounts)
    for part in PARTS:
        source = ROOT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / part)
    return folder


def finished(ours: Path) -> Path:
    """Lay out beside a handbook one whose pages are what ours became, to be built without us; return its folder.

    Everything else is the same: theme, menu, search, Markdown's extensions, and the downloads that lie there already.
    """
    plain = ours.parent / f"{ours.name}-finished"
    shutil.rmtree(plain, ignore_errors=True)
    plain.mkdir()
    (ours / DUMP).write_text(DUMPING, encoding="utf-8")
    settings = yaml.safe_load((ours / "mkdocs.yml").read_text(encoding="utf-8"))
    (ours / "dumping.yml").write_text(
        yaml.safe_dump(settings | {"hooks": [DUMP]}, allow_unicode=True), encoding="utf-8"
    )
    site = plain / "once"
    build = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        "dumping.yml",
        "--site-dir",
        str(site),
    ]
    subprocess.run(build, cwd=ours, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    (ours / "dumping.yml").unlink()
    (ours / DUMP).unlink()
    shutil.copytree(ours / "docs", plain / "docs")
    shutil.copytree(plain / "finished", plain / "docs", dirs_exist_ok=True)
    shutil.copytree(ours / "overrides", plain / "overrides")
    shutil.rmtree(site)
    shutil.rmtree(plain / "finished")
    settings["plugins"] = [one for one in settings["plugins"] if not (isinstance(one, dict) and "macros" in one)]
    settings.pop("watch", None)
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return plain
