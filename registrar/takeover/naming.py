"""What the newcomer is called: its name in the genitive, its domain, and its name in place of the example's."""

from __future__ import annotations

import re

from msgspec import Struct

from checks.command_line import Refused
from registrar.slug import slug

_NAME = re.compile(r"[^\W\d_][\w .&-]{0,78}\w")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_KIND_OF_MUNICIPALITY = re.compile(r" (?:kommun|stad)$", re.IGNORECASE)


class Newcomer(Struct, frozen=True):
    """The municipality that takes over. `slug` begins the names of its documents; `guessed` if no domain was given."""

    name: str
    domain: str
    slug: str
    guessed: bool

    @property
    def genitive(self) -> str:
        """The name with the s of the genitive."""
        return genitive(self.name)


class Renaming(Struct, frozen=True):
    """The newcomer's name and domain in place of the example's."""

    example: str
    domains: tuple[str, ...]
    newcomer: Newcomer

    @property
    def example_in_short(self) -> str:
        """The example's name without the word for what it is."""
        return _KIND_OF_MUNICIPALITY.sub("", self.example)

    def name(self, text: str) -> str:
        """Put the newcomer's name for the example's, in the same case of grammar."""
        kind = self.example.removeprefix(self.example_in_short)
        pattern = rf"\b{re.escape(self.example_in_short)}(?:{re.escape(kind)})?(s?)\b"
        return re.sub(pattern, lambda found: self.newcomer.genitive if found[1] else self.newcomer.name, text)

    def address(self, text: str) -> str:
        """Put the newcomer's domain for the example's."""
        for domain in self.domains:
            text = text.replace(domain, self.newcomer.domain)
        return text


def newcomer(name: str, domain: str | None) -> Newcomer:
    """Return the municipality with this name. Raises Refused for what can't be a name or a domain."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise Refused(f"”{name}” kan inte vara kommunens namn. Skriv till exempel --name ”Storköpings kommun”.")
    if domain is None:
        return Newcomer(name, f"{slug(name)}.example", slug(name), guessed=True)
    if not _DOMAIN.fullmatch(domain) or domain.startswith("www."):
        raise Refused(f"”{domain}” är ingen domän. Skriv den utan https:// och www, till exempel storkoping.se.")
    return Newcomer(name, domain, slug(domain.partition(".")[0]), guessed=False)


def genitive(name: str) -> str:
    """Return a name in the genitive, which in Swedish is not heard after s, x and z."""
    return name if name[-1].lower() in "sxz" else name + "s"
