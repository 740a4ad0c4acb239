"""From a name to an id."""

from __future__ import annotations

import re


def slug(text: str) -> str:
    """Return a text as an id: small letters a–z, digits and hyphens."""
    plain = text.lower().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "kommunen"
