"""The Content-Security-Policy of a built handbook, as snippets for the servers that municipalities have.

It is made after the build: scripts that stand in a page itself run only if the policy names them by their hash. The
snippets are for whoever runs the web server and lie beside the site, never in it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from pathlib import Path

NGINX, APACHE, IIS = "nginx.conf", "apache.conf", "web.config"
# All that a script can stand in; to read every tag of every page takes seconds. Nothing else in a page looks like this:
# whatever a value holds is escaped.
SCRIPTS = re.compile(r"<!--.*?-->|<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
NOTE = "Skriven av kanalboken build. Hör till just den byggda handboken: byt ut den varje gång sidorna byts ut."


def write_snippets(site: Path, frame_ancestors: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write the headers that `site` is to be served with, for nginx, Apache and IIS, and return where they are.

    `frame_ancestors` are the sites that may show the pages in a frame of theirs; without any, nobody may.
    """
    headers = {
        "Content-Security-Policy": content_security_policy(site, frame_ancestors),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    snippets = {
        NGINX: _lines('add_header {name} "{value}" always;', headers),
        APACHE: _lines('Header always set {name} "{value}"', headers),
        IIS: _iis(headers),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in snippets.items():
        (folder / name).write_text(content, encoding="utf-8")
    return tuple(folder / name for name in snippets)


def content_security_policy(site: Path, frame_ancestors: Sequence[str]) -> str:
    """Return the policy: everything from the handbook's own address, no styles in the pages, and of the scripts in the
    pages only those that are there now."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(inline_scripts(site))],
        "worker-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the theme draws its icons as masks in the style sheet
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": frame_ancestors or ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def inline_scripts(site: Path) -> set[str]:
    """Return the hashes of the scripts that stand in the pages, as a policy names them."""
    found: set[str] = set()
    for path in site.rglob("*.html"):
        reader = _Scripts()
        reader.feed("".join(SCRIPTS.findall(path.read_text(encoding="utf-8"))))
        found |= {_hash(script) for script in reader.scripts}
    return found


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class _Scripts(HTMLParser):
    """Collects the scripts of a page that are neither files of their own nor mere data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag == "script" and "src" not in given and given.get("type") != "application/json"
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's signature; scripts don't nest
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def _lines(form: str, headers: dict[str, str]) -> str:
    return "\n".join([f"# {NOTE}", *(form.format(name=name, value=value) for name, value in headers.items()), ""])


def _iis(headers: dict[str, str]) -> str:
    added = "".join(
        f'        <remove name="{name}" />\n        <add name="{name}" value="{escape(value, quote=False)}" />\n'
        for name, value in headers.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<!-- {NOTE} -->\n"
        "<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n"
        f"{added}"
        "      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>\n"
    )
