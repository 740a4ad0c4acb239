"""Visiting web pages politely and safely: slowly, honestly, not for long, and never inside our own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from msgspec import Struct

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HOPS = 5
PAUSE = 2.0  # seconds between two visits to the same host
LONGEST_PAUSE = 30.0  # seconds, however long a host wishes (Crawl-delay)
PATIENCE = 15.0  # seconds for one answer, however slowly it drips
LONGEST = 1_000_000  # bytes of a page
ROBOTS = 100_000
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NO_ADDRESS = "Adressen leder till något som inte är en vanlig webbadress."
TEXT = ("text/html", "application/xhtml+xml", "text/plain")

Connection = http.client.HTTPConnection
Connect = Callable[[SplitResult, float], Connection]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreached(Exception):
    """Nobody can tell what is there. The message is a Swedish sentence that says why."""


class Page(Struct, frozen=True):
    """What was answered, at the end of all redirects: the address, the status and the text (empty if it is no text)."""

    url: str
    status: int
    text: str


def public_addresses(host: str, port: int) -> list[Address]:
    """Return where a host is. Raises Unreached if nobody knows, or if any of the places is not on the open internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreached(f"Det gick inte att slå upp var {host} finns.") from None
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses or not all(map(is_public, addresses)):
        raise Unreached(f"{host} leder in i ett internt nät och besöks inte.")
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address is on the open internet, also when it is wrapped in another."""
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo[1] if address.teredo else None
        nat64 = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
        inner = address.ipv4_mapped or address.sixtofour or teredo or nat64
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def public_connection(url: SplitResult, timeout: float) -> Connection:
    """Return a connection to a host on the open internet. It goes to the very address that was looked at, so that a
    name can't lead elsewhere the second time it is asked for."""
    host, tls = url.hostname or "", url.scheme == "https"
    port = 443 if tls else 80
    return _Pinned(host, public_addresses(host, port)[0], port, timeout, tls=tls)


class _Pinned(http.client.HTTPConnection):
    def __init__(self, host: str, address: Address, port: int, timeout: float, *, tls: bool) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address, self._tls = address, tls

    def connect(self) -> None:
        self.sock = socket.create_connection((str(self._address), self.port), self.timeout)
        if self._tls:
            trusting = ssl.create_default_context()
            # The handshake waits until the socket stands where `_no_longer_than` finds it.
            tls = trusting.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = tls
            tls.do_handshake()


class Visitor:
    """Visits pages, one at a time, and remembers what each host allows.

    `agent` says who is visiting. `connect` and `rest` are replaced in tests, where a server of our own is visited.
    """

    def __init__(
        self,
        agent: str,
        connect: Connect = public_connection,
        rest: Callable[[float], None] = time.sleep,
        pause: float = PAUSE,
        patience: float = PATIENCE,
    ) -> None:
        self.agent, self.connect, self.rest, self.pause, self.patience = agent, connect, rest, pause, patience
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | str] = {}
        self._pauses: dict[str, float] = {}
        self._tired: dict[str, str] = {}

    def visit(self, url: str) -> Page:
        """Return what is at an address. Raises Unreached if that can't be known."""
        url, status, headers, body = self._followed(url, LONGEST, welcome=False)
        return Page(url, status, _text(headers, body))

    def _followed(self, url: str, most: int, *, welcome: bool) -> tuple[str, int, http.client.HTTPMessage, bytes]:
        """Return what is at the end of all redirects. Unless we are `welcome` anyway, each host is asked first."""
        seen: list[str] = []
        while True:
            parts = _checked(url)
            if not welcome:
                self._refuse_unwelcome(parts)
            status, headers, body = self._get(parts, most)
            if status not in REDIRECTS or not headers.get("Location"):
                return url, status, headers, body
            seen.append(url)
            url = _next(url, headers["Location"])
            if len(seen) > HOPS or url in seen:
                raise Unreached("Adressen leder i cirkel, eller vidare för många gånger.")

    def _refuse_unwelcome(self, parts: SplitResult) -> None:
        """Raise Unreached if the host asks programs to stay away from a page."""
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._robots:
            self._robots[key] = self._rules(parts)
        rules = self._robots[key]
        if isinstance(rules, str):
            raise Unreached(rules)
        if not rules.can_fetch(self.agent, urlunsplit(parts)):
            raise Unreached("Webbplatsen ber program att inte besöka sidan (robots.txt).")

    def _rules(self, parts: SplitResult) -> RobotFileParser | str:
        """Return what a host allows, or why nobody can tell; a host without rules allows everything (RFC 9309)."""
        try:
            at = urlunsplit(parts._replace(path="/robots.txt", query="", fragment=""))
            _, status, _, body = self._followed(at, ROBOTS, welcome=True)
        except Unreached as reason:
            return str(reason)
        if status >= 500:
            return "Webbplatsen svarar inte på vad den tillåter (robots.txt)."
        rules = RobotFileParser()
        rules.parse(body.decode("utf-8", errors="replace").splitlines() if status == 200 else [])
        if wished := rules.crawl_delay(self.agent):
            self._pauses[parts.netloc] = min(max(self.pause, float(wished)), LONGEST_PAUSE)
        return rules

    def _get(self, parts: SplitResult, most: int) -> tuple[int, http.client.HTTPMessage, bytes]:
        host = parts.netloc
        if host in self._tired:
            raise Unreached(self._tired[host])
        self._wait(host)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        connection = self.connect(parts, self.patience)
        headers = {"User-Agent": self.agent, "Accept": "text/html", "Accept-Encoding": "identity", "Host": host}
        try:
            with _no_longer_than(self.patience, connection):
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                body = answer.read(most)
        except ssl.SSLCertVerificationError:
            raise Unreached(f"Certifikatet för {host} går inte att lita på.") from None
        except TimeoutError:
            self._tired[host] = f"{host} svarade inte i tid, och besöks inte igen."
            raise Unreached(f"{host} svarade inte i tid.") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Unreached(f"Det gick inte att tala med {host}.") from None
        finally:
            connection.close()
        if answer.status == 429:
            self._tired[host] = f"{host} tycker att besöken är för många, och besöks inte igen."
        return answer.status, answer.headers, body

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        if host in self._last and (left := self._last[host] + self._pauses.get(host, self.pause) - now) > 0:
            self.rest(left)
        self._last[host] = time.monotonic()


@contextmanager
def _no_longer_than(seconds: float, connection: Connection) -> Iterator[None]:
    """Hang up when the time is out, also on a host that sends a little now and then. Raises TimeoutError then."""
    out = False

    def hang_up() -> None:
        nonlocal out
        out = True
        if connection.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError):
        if out:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    if out:
        raise TimeoutError


def _next(url: str, location: str) -> str:
    """Return where a redirect leads. Raises Unreached if that is no address."""
    try:
        return urljoin(url, location.strip())
    except ValueError:
        raise Unreached(NO_ADDRESS) from None


def _checked(url: str) -> SplitResult:
    """Take an address apart. Raises Unreached for what is no plain web address."""
    parts = _taken_apart(url) if all(char.isprintable() and char.isascii() and char != " " for char in url) else None
    if parts is None:
        raise Unreached(NO_ADDRESS)
    return parts._replace(netloc=parts.hostname or "", fragment="")


def _taken_apart(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and parts.port is None and parts.username is None
    except ValueError:
        return None
    return parts if plain and parts.hostname and ":" not in parts.hostname else None


def _text(headers: http.client.HTTPMessage, body: bytes) -> str:
    """Return a page's text, or nothing if it is no text that can be read."""
    if headers.get_content_type() not in TEXT or headers.get("Content-Encoding", "identity") != "identity":
        return ""
    try:
        return body.decode(headers.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")
