"""The miniature with pages of its own: a whole handbook that is quickly built."""

import shutil
from pathlib import Path

import yaml

from checks.policy.pages import stubs
from checks.run import open_policy
from tests.municipality import ROOT, TODAY, overlay

PAGES = {
    "index.md": "# Miniköping\n",
    "lagar/index.md": "# Lagar\n\n{{ laws() }}\n",
    "plattformar/index.md": "# Plattformar\n\n{{ platforms() }}\n",
}


def mini_handbook(root: Path) -> Path:
    """Lay out a handbook in a folder and return it."""
    overlay(root, {})
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    pages = PAGES | {stub.path: stub.content for stub in stubs(open_policy(root, TODAY))}
    folders = {path.partition("/")[0] for path in pages if "/" in path}
    pages = {f"{folder}/index.md": f"# {folder}\n" for folder in folders} | pages
    for path, text in pages.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) | {"nav": sorted(pages)}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return root
