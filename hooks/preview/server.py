"""The server of the preview, which looks for changes and answers the browser."""

from __future__ import annotations

import os
import posixpath
import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from checks.command_line import Refused, tell_progress
from checks.policy.pages import DOWNLOADS
from hooks.macros import ELSEWHERE, PREVIEW, WRITTEN
from hooks.mkdocs_log import say_only_warnings
from hooks.pages.broken import broken, in_swedish
from hooks.preview.handbook import FAILURES, Handbook
from hooks.preview.whole import Whole

HOST = "127.0.0.1"
LOOKS = 0.2  # seconds between two looks at the files, each of which takes some milliseconds
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NOT_FOUND = "404.html"
BARE = '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Sidan kan inte visas</title>'  # without the theme
OF_ALL_PAGES = ("search/", f"{DOWNLOADS}/")


def show(configuration: Path, port: int) -> None:
    """Show the handbook on this computer, and every change of it, until somebody presses Ctrl-C or closes the terminal.

    Raises Refused if there is nothing to show, OSError if the port is taken or no temporary folder can be written.
    """
    os.environ |= {PREVIEW: "1", WRITTEN: ELSEWHERE}
    say_only_warnings("mkdocs.config")
    ends = [one for one in ENDS if signal.getsignal(one) in (signal.SIG_DFL, signal.default_int_handler)]
    for one in ends:
        signal.signal(one, signal.default_int_handler)
    tell_progress("Förbereder handboken.")
    with TemporaryDirectory(prefix="kanalboken-", ignore_cleanup_errors=True) as folder:
        server = Server(configuration, Path(folder), port)
        for one in ends:
            signal.signal(one, server.end_soon)
        try:
            server.serve()  # type: ignore[no-untyped-call]  # has no types in MkDocs
        finally:
            server.shutdown()
            server.end()


class Server(LiveReloadServer):
    """Shows the handbook as it is after the last change, making one page at a time.

    Whoever asks for what takes every page waits until it is made: a search never misses what was just written.
    """

    def __init__(self, configuration: Path, folder: Path, port: int) -> None:
        super().__init__(self.renew, HOST, port, str(folder))
        self._configuration, self._folder = configuration, folder
        self._titles: dict[str, str] = {}
        self._making = threading.Lock()  # for whoever makes pages or puts another handbook in place of this one
        self._whole: Whole | None = None
        try:
            self._handbook = self._as_it_is_now()
        except FAILURES as error:
            raise Refused(f"Handboken kan inte visas. {in_swedish(error)} Rätta det och starta igen.") from None
        self._epoch = self._visible_epoch
        config = self._handbook.config
        self.observer = PollingObserverVFS(  # type: ignore[assignment]  # it does all that is asked of it
            os.stat, self._looked_at, polling_interval=LOOKS
        )
        self._unseen = Path(config.docs_dir, DOWNLOADS)
        self.watch(str(configuration.parent), recursive=False)
        for path in filter(None, (config.docs_dir, config.theme.custom_dir, *config.watch)):
            self.watch(path)

    def server_activate(self) -> None:
        """Begin to make what takes every page, now that the port is ours."""
        super().server_activate()
        self._whole = self._all_of_it()

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Tell where the handbook is, now that changes are looked for, and answer."""
        print(f"Handboken visas på http://{HOST}:{self.server_port}/ (avsluta med Ctrl+C)", flush=True)
        super().serve_forever(poll_interval)

    def renew(self) -> None:
        """Show the handbook as it has become. If that can't be done, it is shown as it was."""
        with self._making:
            self._epoch = self._wanted_epoch
            handbook, whole = self._handbook, self._whole
            if whole:
                self._titles |= whole.titles()
                whole.pause()
            try:
                self._handbook = self._as_it_is_now()
            except FAILURES as error:
                print(f"Ändringen syns inte än. {in_swedish(error)} Rätta det och spara igen.", file=sys.stderr)
                if whole:
                    whole.go_on()
                return
            self._whole = self._all_of_it()
        shutil.rmtree(handbook.folder, ignore_errors=True)
        if whole:
            whole.end()

    def end_soon(self, *_: object) -> None:
        """End `serve` when it has put the change in place that it may be at: each process that was begun is ended."""
        self._shutdown = True

    def end(self) -> None:
        """Make nothing more."""
        if self._whole:
            self._whole.end()

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the browser."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        address = posixpath.normpath("/" + path + ("index.html" if path.endswith("/") else "")).lstrip("/")
        status, name, content, epoch = self._answer_in_time(address)
        if name.endswith(".html"):
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # has no types in MkDocs
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]  # has no types in MkDocs
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _answer_in_time(self, address: str) -> tuple[str, str, bytes, int]:
        """Return an answer and which change it is from, once all that it takes is made for the last change."""
        while True:
            whole = self._whole
            if whole and address.startswith(OF_ALL_PAGES):
                whole.wait()
            with self._making:
                if whole is self._whole or not address.startswith(OF_ALL_PAGES):
                    return *self._answer(address), self._epoch

    def _answer(self, address: str) -> tuple[str, str, bytes]:
        """Return the status of an answer, the name of what is shown and its bytes."""
        try:
            for status, name in (("200 OK", address), ("404 Not Found", NOT_FOUND)):
                if path := (self._whole and self._whole.file(name)) or self._handbook.file(name):
                    return status, name, path.read_bytes()
        except FAILURES as error:
            content = BARE + broken(address.replace(".html", ".md"), error)
            return "500 Internal Server Error", NOT_FOUND, content.encode()
        return "404 Not Found", NOT_FOUND, b""

    def _as_it_is_now(self) -> Handbook:
        return Handbook(self._configuration, Path(mkdtemp(dir=self._folder)), self.url, self._titles)

    def _all_of_it(self) -> Whole:
        return Whole(self._configuration, self._folder, self.url)

    def _looked_at(self, folder: str | None) -> Iterator[os.DirEntry[str]]:
        """Yield what to look at in a folder: not the downloads, which the preview itself writes, and of what stands
        beside the configuration file (which some editors replace) only that."""
        beside = folder == str(self._configuration.parent)
        for entry in os.scandir(folder):
            if entry.path != str(self._unseen) and (entry.name == self._configuration.name or not beside):
                yield entry
