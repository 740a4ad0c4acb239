"""One Jinja environment for all pages, and the escape that makes any value harmless in Markdown and in HTML.

A template is trusted, a value never is: whatever a template prints is escaped, unless the printer made it (`Markup`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from pickle import UnpicklingError
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from checks.policy import pages, words
from checks.policy.addresses import belongs_to
from checks.policy.policy import Policy
from checks.policy.problem import Place

HERE = Path(__file__).parent
TEMPLATES = (HERE / "pages", HERE / "paper" / "prints")
COMPILED = HERE / "__pycache__"

# All that may mean something somewhere; `\w` is what `str.isalnum` calls so, and the underscore.
MEANING = re.compile(r"[^\w ]|_")

REMEMBERED = 20_000  # texts: the same sentences and names stand on many pages

# Where laws and standards are published; a statute's address leads nowhere else.
OFFICIAL_HOSTS = ("gov.se", "riksdagen.se", "europa.eu", "riksarkivet.se", "digg.se", "imy.se", "msb.se", "mcf.se")


def harmless(value: object) -> Markup:
    """Return any value as text that means nothing in Markdown, HTML or an attribute: all but letters, digits and single
    spaces become character references. What is `Markup` already stays as it is."""
    if isinstance(value, Markup):
        return value
    return _harmless(str(value))


@lru_cache(maxsize=REMEMBERED)
def _harmless(text: str) -> Markup:
    return Markup(_referenced(" ".join(text.split())))


def quoted(text: str) -> Markup:
    """Return a text for an attribute in single quotes, in a block of HTML that Markdown leaves alone: much shorter than
    `harmless` where a page carries data."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;"))


def verbatim(text: str) -> Markup:
    """Return a text for `<pre>`: harmless, with its line breaks and spaces kept."""
    return Markup(_referenced(text))


def in_attribute(text: str) -> Markup:
    """Return a long text of one line for an attribute inside a block of HTML, which Markdown leaves alone: no less
    harmless than references, at half the size."""
    return Markup(str(escape(text)).replace("{", "&#123;"))


def _referenced(text: str) -> str:
    return MEANING.sub(lambda found: f"&#{ord(found[0])};", text)


def code_words(text: str) -> Markup:
    """Return a sentence in which `words` between backticks are set as code."""
    parts = text.split("`")
    return Markup(
        "".join(f"<code>{harmless(part)}</code>" if at % 2 else _spaced(part) for at, part in enumerate(parts))
    )


def _spaced(text: str) -> Markup:
    """Return harmless text that keeps the space around it."""
    return Markup(_referenced(text.replace("\n", " ")))


def unbroken(text: str) -> Markup:
    """Return a text that no line breaks, such as `4 §`."""
    return Markup("&#160;").join(harmless(word) for word in text.split())


def paragraphs(text: str) -> Markup:
    """Return a text with a line break where it has one."""
    return Markup("<br>").join(harmless(line) for line in text.splitlines())


def safe_link(url: str | None, hosts: tuple[str, ...]) -> Markup | None:
    """Return the address if it is plain https to one of the hosts (or a host below it), otherwise None."""
    if not url or not url.startswith("https://") or not url.isascii() or not belongs_to(url, hosts):
        return None
    return harmless(quote(url, safe=":/?=&#@%+.,~-_"))


def repository_link(policy: Policy, place: Place) -> Markup | None:
    """Return the address of the line of YAML that a block came from, or None if there is no repository on the web."""
    base = policy.organisation.repository
    if not base or not base.startswith("https://") or "@" in base.partition("/?")[0]:
        return None
    line, _ = policy.position(place)
    return Markup(quote(f"{base.rstrip('/')}/{place.file}#L{line}", safe=":/#.-_~"))


def page(template: str, policy: Policy, up: str = "../", **values: object) -> str:
    """Return a page: a template filled in. `up` leads from the page's folder to the root of the handbook."""
    known = {
        "policy": policy,
        "organisation": policy.organisation,
        "to": lambda kind, id: _to(up, pages.page_address(policy, kind, id)),
        "to_leaf": lambda leaf: _to(up, pages.leaf_address(leaf)),
        "to_print": lambda kind, id="": _to(up, pages.print_address(kind, id)),
        "to_calendar": lambda unit="": _to(up, pages.calendar_address(unit)),
        "up": Markup(up),
        "yaml_link": lambda place: repository_link(policy, place),
        "line_of": lambda place: policy.position(place)[0] if place.file in policy.files else None,
    }
    return environment().get_template(template).render(known | values)


def _to(up: str, address: str) -> Markup:
    return Markup(up + quote(address, safe="/#.-"))


def _anchor(name: str) -> Markup:
    """Return a name as an anchor in Markdown; an id already is one."""
    return Markup(re.sub(r"[^A-Za-z0-9-]", "-", name))


class Compiled(FileSystemBytecodeCache):
    """The compiled templates, kept beside the compiled modules: compiling one takes longer than most pages do. Where
    nothing can be kept, or what was kept is broken, they are compiled anew."""

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a template, and this module that it was compiled with, are still the same."""
        return super().get_source_checksum(source + _own_source())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before, if there is one."""
        with suppress(OSError, EOFError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def _own_source() -> str:
    return Path(__file__).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return the environment of the templates, which stand beside the modules of pages and prints."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=Compiled(str(COMPILED)),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "day": words.day,
        "weekday": words.weekday,
        "listing": words.listing,
        "quoted": quoted,
        "verbatim": verbatim,
        "code_words": code_words,
        "plain_words": lambda text: text.replace("`", "”"),
        "paragraphs": paragraphs,
        "spaced": _spaced,
        "anchor": _anchor,
        "unbroken": unbroken,
        "capitalize_first": lambda text: text[:1].upper() + text[1:],
    }
    made.globals |= {
        "LEVELS": words.LEVELS,
        "NOTES": words.NOTES,
        "STATUSES": words.STATUSES,
        "SUPPORTS": words.SUPPORTS,
        "TEXT_USES": words.TEXT_USES,
        "STATUTE_KINDS": words.STATUTE_KINDS,
        "OFFICIAL_HOSTS": OFFICIAL_HOSTS,
        "safe_link": safe_link,
        "leaf_anchor": lambda leaf: _anchor(pages.leaf_anchor(leaf)),
        "section_anchor": lambda section: _anchor(pages.section_anchor(section)),
    }
    return made
