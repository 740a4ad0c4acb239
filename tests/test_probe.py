"""Register and reality, against a server of our own that redirects, blocks, hangs, renames and lies."""

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import SplitResult

import pytest
from msgspec import Struct, field

import kanalboken
from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.recognition import Verdict
from checks.run import open_policy
from probe import command, visiting
from probe.accounts import Answer, Seen, seen
from probe.own_pages import missing_from_list, unregistered, walk
from probe.page import content
from probe.visiting import (
    HOPS,
    LONGEST,
    Unreached,
    Visitor,
    is_public,
    public_addresses,
    public_connection,
)
from tests.municipality import TODAY, Municipality
from tests.redlines import edit

ACCOUNT = "https://www.facebook.com/minikopingkultur"
PLATFORM = "www.facebook.com"
OWN = "www.minikoping.example"
AGENT = "kanalboken-probe (+https://www.minikoping.example)"
OURS = "<title>Kulturhuset i Miniköping | Facebook</title><p>Välkommen</p>"

Reply = tuple[int, dict[str, str], str | bytes]


def page(body: str | bytes = OURS, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"Content-Type": "text/html; charset=utf-8", **named}, body


def redirect(to: str, status: int = 302) -> Reply:
    return status, {"Location": to}, ""


class Web(Struct):
    """The whole web, on one port of this computer: what is at each address, and what was asked for, by whom."""

    port: int = 0
    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    rests: list[float] = field(default_factory=list)

    def connect(self, url: SplitResult, timeout: float) -> HTTPConnection:
        """Lead the hosts that there are here; all others as it is outside of tests."""
        hosts = {address.partition("/")[0] for address in self.replies}
        if url.hostname in hosts:
            return HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        return public_connection(url, timeout)

    def visitor(self, **settings: float) -> Visitor:
        return Visitor(
            "kanalboken-probe (+https://www.minikoping.example)", self.connect, self.rests.append, **settings
        )


@pytest.fixture
def web() -> Iterator[Web]:
    world = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = f"{self.headers['Host']}{self.path}"
            world.asked.append(address)
            world.agents.add(self.headers["User-Agent"])
            reply = world.replies.get(address, (404, {}, ""))
            if callable(reply):
                with suppress(OSError):
                    reply(self)
                return
            status, headers, body = reply
            sent = body.encode() if isinstance(body, str) else body
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(sent))}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    world.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield world
    server.shutdown()
    server.server_close()


@pytest.fixture
def policy(municipality: Municipality) -> Policy:
    return open_policy(shares(municipality({})), TODAY)


def shares(root: Path) -> Path:
    """Let the platform say which addresses only share something."""
    path = root / "policy_data/platforms/facebook.yaml"
    text = path.read_text(encoding="utf-8")
    if "no_accounts" not in text:
        path.write_text(f"{text}no_accounts: [facebook.com/sharer]\n", encoding="utf-8")
    return root


def look(web: Web, policy: Policy, reply: Reply | Callable[[BaseHTTPRequestHandler], None]) -> Seen:
    """What is seen of the account on Facebook when its address answers like this."""
    web.replies[f"{PLATFORM}/minikopingkultur"] = reply
    return seen(policy.accounts["kultur-facebook"], web.visitor(), policy)


# Three answers.

FORBIDDING = page("User-agent: *\nDisallow: /", Content_Type="text/plain")
OTHER = "https://www.facebook.com/nagonannan"
LIE = "<title>Billiga skor</title><p>Köp nu</p>"
CANONICAL = f'<link rel="canonical" href="{OTHER}">'


@pytest.mark.parametrize(
    ("reply", "answer", "sentence"),
    [
        (page(), "agrees", "Sidan är kontots."),
        (page("<title>Facebook</title><p>@minikopingkultur</p>"), "agrees", "Sidan är kontots."),
        (redirect("https://facebook.com/MinikopingKultur/"), "agrees", "Sidan är kontots."),
        (redirect(OTHER, 301), "differs", f"leder vidare till {OTHER}"),
        (redirect(f"https://{OWN}/konton"), "differs", "leder vidare till https://www.minikoping.example/konton"),
        (page(OURS + CANONICAL), "differs", f"säger att dess adress är {OTHER}"),
        (page(OURS + f'<meta property="og:url" content="{OTHER}">'), "differs", f"är {OTHER}"),
        (page(LIE), "differs", "”Billiga skor” och nämner inte kontot"),
        (page(f"{LIE}<!-- minikopingkultur --><script>minikopingkultur</script>"), "differs", "nämner inte kontot"),
        (page("<title>Page not found | Facebook</title> minikopingkultur"), "differs", "säger själv"),
        (page("", 404), "differs", "Sidan finns inte (svar 404)."),
        (page("", 410), "differs", "Sidan finns inte (svar 410)."),
        (page(OURS, 403), "unknown", "släpper inte in program (svar 403)"),
        (page(OURS, 429), "unknown", "släpper inte in program (svar 429)"),
        (page(OURS, 999), "unknown", "släpper inte in program (svar 999)"),
        (page(OURS, 503), "unknown", "svarar 503"),
        (redirect("https://www.facebook.com/login/?next=x"), "unknown", "inloggning"),
        (page('<title>Facebook</title><input type="password">'), "unknown", "inte är inloggad"),
        (page("<title>Facebook</title>"), "unknown", "visar inte vems den är"),
        (page(b"\xff\xfe\x00\x01", Content_Type="image/png"), "unknown", "visar inte vems den är"),
        (page(b"\x1f\x8b\x08\x00", Content_Encoding="gzip"), "unknown", "visar inte vems den är"),
        (page("", Content_Type="text/html; charset=finns-inte"), "unknown", "visar inte vems den är"),
    ],
)
def test_an_account_agrees_differs_or_nobody_can_tell(
    reply: Reply, answer: str, sentence: str, web: Web, policy: Policy
) -> None:
    for address in ("facebook.com/MinikopingKultur/", "www.facebook.com/login/?next=x", "www.facebook.com/nagonannan"):
        web.replies[address] = page()
    web.replies[f"{OWN}/konton"] = page()
    found = look(web, policy, reply)
    assert (found.answer.value, sentence in found.sentence) == (answer, True), found


@pytest.mark.parametrize(
    ("reply", "answer"), [(page(), "differs"), (page("", 404), "agrees"), (page("", 403), "unknown")]
)
def test_a_closed_account_should_not_be_there(reply: Reply, answer: str, web: Web, municipality: Municipality) -> None:
    root = municipality({})
    edit(root, "policy_data/accounts/kultur-x.yaml", ("status: closing", "status: closed"))
    closed = open_policy(root, TODAY)
    status, headers, _ = reply
    web.replies["x.com/minikultur"] = (status, headers, "<title>Kulturhuset på X (@minikultur) / X</title>")
    assert seen(closed.accounts["kultur-x"], web.visitor(), closed).answer.value == answer


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A server that never stops and never says anything."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        handler.wfile.write(b"X-A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.05)


def hangs(_: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


def babbles(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


@pytest.mark.parametrize("reply", [hangs, drips])
def test_a_server_that_hangs_is_left_in_time_and_not_asked_again(
    reply: Callable[[BaseHTTPRequestHandler], None], web: Web, policy: Policy
) -> None:
    visitor, began = web.visitor(patience=0.4), time.monotonic()
    web.replies[f"{PLATFORM}/minikopingkultur"] = reply
    first = seen(policy.accounts["kultur-facebook"], visitor, policy)
    assert first == Seen(Answer.UNKNOWN, f"{PLATFORM} svarade inte i tid.")
    assert time.monotonic() - began < 3
    before = len(web.asked)
    again = seen(policy.accounts["vatten-facebook"], visitor, policy)
    assert again == Seen(Answer.UNKNOWN, f"{PLATFORM} svarade inte i tid, och besöks inte igen.")
    assert len(web.asked) == before


def test_a_handshake_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(b"\x16\x03\x03\x40\x00")
                for _ in range(100):
                    connection.sendall(b"x")
                    time.sleep(0.05)

        def connect(_: SplitResult, timeout: float) -> HTTPConnection:
            here = ipaddress.ip_address("127.0.0.1")
            return visiting._Pinned("lurig.example", here, server.getsockname()[1], timeout, tls=True)

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        began = time.monotonic()
        with pytest.raises(Unreached, match="svarade inte i tid"):
            Visitor("test", connect, patience=0.4)._get(SplitResult("https", "lurig.example", "/", "", ""), LONGEST)
        assert time.monotonic() - began < 3
        dripping.join()


@pytest.mark.parametrize("reply", [hangs_up, babbles])
def test_a_server_that_speaks_nonsense_tells_nothing(
    reply: Callable[[BaseHTTPRequestHandler], None], web: Web, policy: Policy
) -> None:
    assert look(web, policy, reply) == Seen(Answer.UNKNOWN, f"Det gick inte att tala med {PLATFORM}.")


def test_a_page_without_end_is_read_no_further_than_it_must(web: Web, policy: Policy) -> None:
    found = look(web, policy, page("<p>" + "x " * LONGEST + "minikopingkultur"))
    assert found.answer is Answer.UNKNOWN


@pytest.mark.parametrize("hops", [HOPS, HOPS + 1])
def test_redirects_are_followed_only_so_far(hops: int, web: Web, policy: Policy) -> None:
    for hop in range(1, hops):
        web.replies[f"{PLATFORM}/{hop}"] = redirect(f"/{hop + 1}")
    web.replies[f"{PLATFORM}/{hops}"] = page()
    found = look(web, policy, redirect("/1"))
    assert ("leder i cirkel" in found.sentence) == (hops > HOPS), found


def test_a_circle_is_noticed(web: Web, policy: Policy) -> None:
    assert "leder i cirkel" in look(web, policy, redirect(ACCOUNT)).sentence


# Politeness.


def test_the_visitor_says_who_it_is_and_takes_its_time(web: Web, policy: Policy) -> None:
    visitor = web.visitor(pause=60)
    web.replies[f"{PLATFORM}/minikopingkultur"] = page()
    for id in ("kultur-facebook", "vatten-facebook"):
        seen(policy.accounts[id], visitor, policy)
    assert web.agents == {AGENT}
    assert web.asked == [
        f"{PLATFORM}/robots.txt",
        f"{PLATFORM}/minikopingkultur",
        f"{PLATFORM}/minikopingvatten",
    ]
    assert len(web.rests) == 2, "between two visits to the same host"
    assert all(50 < rest <= 60 for rest in web.rests)


@pytest.mark.parametrize(("wished", "rest"), [(1, 2), (10, 10), (86400, 30)])
def test_a_host_that_wishes_for_longer_pauses_gets_them(wished: int, rest: int, web: Web, policy: Policy) -> None:
    web.replies[f"{PLATFORM}/robots.txt"] = page(f"User-agent: *\nCrawl-delay: {wished}", Content_Type="text/plain")
    look(web, policy, page())
    assert [round(one) for one in web.rests] == [rest]


def test_a_host_is_not_kept_waiting_for_another(web: Web) -> None:
    visitor = web.visitor(pause=60)
    web.replies |= {"a.example/": page(), "b.example/": page(), "a.example/robots.txt": page("", 404)}
    visitor.visit("https://a.example/")
    web.rests.clear()
    web.replies["b.example/robots.txt"] = page("", 404)
    visitor._get(SplitResult("https", "b.example", "/", "", ""), LONGEST)
    assert web.rests == []


@pytest.mark.parametrize(
    ("robots", "sentence"),
    [
        (FORBIDDING, "ber program att inte besöka sidan"),
        (page("User-agent: kanalboken-probe\nDisallow: /minikopingkultur"), "ber program att inte besöka sidan"),
        (page("", 500), "svarar inte på vad den tillåter"),
    ],
)
def test_who_asks_to_be_left_alone_is_left_alone(robots: Reply, sentence: str, web: Web, policy: Policy) -> None:
    web.replies[f"{PLATFORM}/robots.txt"] = robots
    found = look(web, policy, page())
    assert (found.answer, sentence in found.sentence) == (Answer.UNKNOWN, True), found
    assert f"{PLATFORM}/minikopingkultur" not in web.asked


def test_where_a_redirect_leads_is_asked_too(web: Web, policy: Policy) -> None:
    web.replies |= {"annan.example/robots.txt": FORBIDDING, "annan.example/x": page()}
    assert "robots.txt" in look(web, policy, redirect("https://annan.example/x")).sentence
    assert "annan.example/x" not in web.asked


def test_a_host_that_has_had_enough_is_not_visited_again(web: Web, policy: Policy) -> None:
    visitor = web.visitor()
    web.replies[f"{PLATFORM}/minikopingkultur"] = page("", 429)
    seen(policy.accounts["kultur-facebook"], visitor, policy)
    found = seen(policy.accounts["vatten-facebook"], visitor, policy)
    assert "besöken är för många" in found.sentence
    assert f"{PLATFORM}/minikopingvatten" not in web.asked


# Never inside.

INSIDE = (
    "127.0.0.1", "127.1.2.3", "0.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:db8::1",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_on_the_open_internet_is_known(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(ipaddress.ip_address(address))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [(socket.AF_INET, 1, 6, "", ("93.184.215.14", 443)), (family, 1, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Unreached, match="leder in i ett internt nät"):
        public_addresses("lurig.example", 443)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_the_open_internet_is_open(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1:{port}/",
        "https://www.facebook.com@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "http://ⓛocalhost/",
        "http://127.0.0.1\t/",
        "http://[/",
    ],
)
def test_no_redirect_leads_in(url: str, web: Web, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(visiting, "_Pinned", lambda *words, **_: opened.append(words))
    found = look(web, policy, redirect(url.format(port=web.port).encode().decode("latin-1")))
    assert found.answer is Answer.UNKNOWN, found
    assert opened == []
    assert {address.partition("/")[0] for address in web.asked} == {PLATFORM}


def test_a_connection_goes_where_it_was_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[object] = []

    def create(address: object, *_: object) -> socket.socket:
        went.append(address)
        raise OSError

    found = [(socket.AF_INET, 1, 6, "", ("93.184.215.14", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", create)
    with pytest.raises(Unreached, match="gick inte att tala med"):
        Visitor("test")._get(SplitResult("http", "lurig.example", "/", "", ""), LONGEST)
    assert went == [("93.184.215.14", 80)]


def test_who_can_not_be_looked_up_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(Unreached, match="gick inte att slå upp"):
        Visitor("test").visit("https://finns-inte.example/")


# Our own pages.

LIST = """
<a href="https://www.facebook.com/minikopingkultur/?ref=ts">Facebook</a>
<a href="/nyheter">Nyheter</a> <a href="/karta.pdf">Karta</a> <a href="mailto:x@minikoping.example">Skriv</a>
"""
NEWS = """
<a href="https://facebook.com/fritidsgarden.mini">Fritidsgården</a>
<a href="https://www.facebook.com/sharer/sharer.php?u=x">Dela</a>
<a href="https://www.facebook.com/minikopingkultur/posts/1">Ett inlägg</a>
<a href="https://annan.example/">En annan</a> <a href="/konton">Våra konton</a>
"""


@pytest.fixture
def own(web: Web) -> Web:
    web.replies |= {
        f"{OWN}/konton": page(LIST),
        f"{OWN}/": page('<a href="/nyheter">Nyheter</a><a href="https://www.facebook.com/fritidsgarden.mini">F</a>'),
        f"{OWN}/nyheter": page(NEWS),
        f"{OWN}/kultur": page("", 500),
    }
    return web


def test_accounts_that_our_pages_link_to_and_the_register_does_not_know_are_found(own: Web, policy: Policy) -> None:
    found = walk(own.visitor(), policy, 20)
    rows = {one.address: (one.verdict, len(one.pages)) for one in unregistered(found, policy)}
    assert rows == {
        "https://www.facebook.com/fritidsgarden.mini": (Verdict.UNKNOWN, 2),
    }
    assert found.unread[f"https://{OWN}/kultur"] == "Sidan svarar 500."
    hosts = {address.partition("/")[0] for address in own.asked}
    assert hosts <= {OWN, "www.minikopingvatten.example"}, "only our own"
    assert f"{OWN}/karta.pdf" not in own.asked


def test_accounts_that_our_list_lacks_are_found(own: Web, policy: Policy) -> None:
    found = walk(own.visitor(), policy, 20)
    assert [one.id for one in missing_from_list(found, policy)] == ["kultur-x", "vatten-facebook"]
    own.replies[f"{OWN}/konton"] = page("", 503)
    assert missing_from_list(walk(own.visitor(), policy, 20), policy) == ()


def test_no_more_pages_are_read_than_allowed(own: Web, policy: Policy) -> None:
    found = walk(own.visitor(), policy, 2)
    assert (len(found.read), len(found.unread)) == (2, 0)
    assert walk(own.visitor(), policy, 0).read == {}


def test_a_page_is_taken_apart_whatever_it_holds() -> None:
    html = (
        "<title>A &amp;amp; B</title><a href='/x#y'>1</a><a href=/x>2</a><a href='http://[bad'>3</a>"
        '<svg><title>Ikon</title></svg><!-- <a href="/dold"> --><script>"<a href=/skript>"</script>'
        '<a href="javascript:x">4</a><A HREF="https://EN.example/å">5</A><p>Sist<'
    )
    found = content("https://a.example/", html)
    assert found.title == "A &amp; B"
    assert found.links == ("https://a.example/x", "https://EN.example/å")
    assert found.text == "1 2 3 4 5 Sist"


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", '<a href="', "<![foo[", "</", "<!---->", "<svg>", "&amp", "<a a="]
)
def test_no_page_keeps_the_computer_busy(piece: str) -> None:
    began = time.process_time()
    content("https://a.example/", piece * (LONGEST // len(piece) // 4))
    assert time.process_time() - began < 5


# The command.


@pytest.fixture
def root(municipality: Municipality, own: Web, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = shares(municipality({}))
    monkeypatch.chdir(made)
    monkeypatch.setattr(command, "Visitor", lambda agent: Visitor(agent, own.connect, own.rests.append))
    own.replies |= {f"{PLATFORM}/minikopingkultur": redirect(OTHER), f"{PLATFORM}/nagonannan": page()}
    own.replies |= {"x.com/minikultur": page("", 403), f"{PLATFORM}/minikopingvatten": page("Miniköping Vatten")}
    own.replies["www.minikopingvatten.example/"] = page()
    return made


def probe(*words: str) -> int:
    return kanalboken.run(["probe", *words])


def test_it_tells_what_it_saw_changes_nothing_and_fails_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert probe() == 0
    said = capsys.readouterr().out
    differs, unknown, agrees = (said.index(heading) for heading in command.HEADINGS.values())
    assert differs < said.index(ACCOUNT) < said.index("policy_data/accounts/kultur-facebook.yaml:5") < unknown
    assert unknown < said.index("https://x.com/minikultur") < agrees < said.index("minikopingvatten")
    assert "https://www.facebook.com/fritidsgarden.mini\n    Det står inte i registret." in said
    assert "Den 22 november 2026: ett konto stämmer, ett skiljer sig och ett gick inte att få veta." in said
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("root")
def test_programs_get_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert probe("--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["id"]: one["answer"] for one in told["accounts"]} == {
        "kultur-facebook": "differs",
        "kultur-x": "unknown",
        "vatten-facebook": "agrees",
    }
    assert told["unlisted"] == ["kultur-x", "vatten-facebook"]
    assert {one["answer"] for one in told["linked"]} == {"unknown"}


@pytest.mark.usefixtures("root")
def test_one_account_or_unit_can_be_chosen_and_then_only_that_is_visited(own: Web) -> None:
    assert probe("--account", "kultur-x") == 0
    assert own.asked == ["x.com/robots.txt", "x.com/minikultur"]
    own.asked.clear()
    assert probe("--unit", "vatten") == 0
    assert own.asked == [f"{PLATFORM}/robots.txt", f"{PLATFORM}/minikopingvatten"]


@pytest.mark.usefixtures("root")
def test_a_trial_visits_nothing(own: Web, capsys: pytest.CaptureFixture[str]) -> None:
    assert probe("--dry-run") == 0
    assert own.asked == []
    said = capsys.readouterr().out
    assert ACCOUNT in said
    assert f"https://{OWN}/konton" in said


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--account", "ingen"), "inget konto ”ingen”"),
        (("--unit", "x"), "ingen verksamhet"),
        (("--pages", "-1"), "antal"),
    ],
)
def test_what_cant_be_done_is_refused(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        probe(*words)
