"""What a page becomes: Markdown with the extensions that `mkdocs.yml` names."""

import yaml
from markdown import Markdown

from tests.municipality import ROOT

NAMED = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
EXTENSIONS = tuple(one if isinstance(one, str) else next(iter(one)) for one in NAMED)


def as_html(page: str) -> str:
    """A page without its links to each heading."""
    return Markdown(extensions=list(EXTENSIONS)).convert(page)
