"""Lay out the version for the open web: the pages that the organisation publishes, and none of the others.

The folder holds `docs/`, `overrides/` and `mkdocs.yml`; `hooks.macros` is told by `KANALBOKEN_PUBLIC` to fill the pages
from the public policy.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import yaml

from checks.policy.model.organisation import Public
from checks.policy.pages import STUBS, stubs
from checks.policy.policy import Policy
from hooks.dead_links import TOLERATED
from hooks.one_body import existing

ASSETS = "assets"


def laid_out(policy: Policy, public: Public, root: Path) -> Path:
    """Lay out the folder anew and return it; `policy` is the public one."""
    folder = root / "build" / "public"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "docs" / ASSETS, folder / "docs" / ASSETS)
    shutil.copytree(root / "overrides", folder / "overrides")
    wanted = {stub.path for stub in stubs(policy)}
    for path in sorted((root / "docs").rglob("*.md")):
        page = path.relative_to(root / "docs").as_posix()
        if public.shows(page) and (page in wanted or not _is_stub(page)):
            (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / "docs" / page)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    settings |= {"nav": existing(settings["nav"], folder / "docs"), "watch": []}
    settings["extra"]["public"] = True
    settings["validation"] |= TOLERATED
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def _is_stub(page: str) -> bool:
    path = PurePosixPath(page)
    return path.name != "index.md" and path.parent.as_posix() in {folder for folder, _ in STUBS.values()}
