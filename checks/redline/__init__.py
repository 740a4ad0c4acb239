"""A redline for people and for programs: the same comparisons in, one string out, whatever the format. Pure."""

from __future__ import annotations

from checks.redline.json_document import as_json
from checks.redline.markdown import as_markdown
from checks.redline.text import as_text

__all__ = ["as_json", "as_markdown", "as_text"]
