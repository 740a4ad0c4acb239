"""What takes every page: the search index, the downloads, warnings of dead links.

They are made by a process of its own (this module is also its program), which makes all pages once more, in peace:
after a rest, at a low priority, and ended by the next change. What it has made is complete, so all that is asked for
later is shown from it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from checks.command_line import answered
from hooks.macros import PREVIEW, WRITTEN
from hooks.mkdocs_log import say_only_warnings
from hooks.pages.broken import in_swedish
from hooks.preview.handbook import FAILURES, Handbook

SITE, TITLES = "site", "titles.json"
REST = 1  # seconds that whoever asks for a page after a change has the computer to himself
NICENESS = 10
PATIENCE = 5  # seconds that the process has to end
MADE, FAILED = 0, 1


class Whole:
    """All pages of a handbook and what takes all of them, in a folder of its own below another."""

    def __init__(self, configuration: Path, below: Path, address: str) -> None:
        self._folder = Path(mkdtemp(dir=below))
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-P", "-m", "hooks.preview.whole", str(configuration), str(self._folder), address],
            env=os.environ | {PREVIEW: "1", WRITTEN: "", "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C ends the preview, which ends this
        )

    @property
    def made(self) -> bool:
        """Whether everything is there."""
        return self._process.poll() == MADE

    def file(self, address: str) -> Path | None:
        """Return the file of an address, once everything is made; None if there is nothing there."""
        path = self._folder / SITE / address
        return path if self.made and path.is_file() else None

    def titles(self) -> dict[str, str]:
        """Return the titles of all pages by their files, once everything is made; until then none."""
        return json.loads((self._folder / TITLES).read_bytes()) if self.made else {}

    def wait(self) -> None:
        """Wait until everything is made, or nothing more will be."""
        self._process.wait()

    def pause(self) -> None:
        """Make nothing for a while."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Make the rest after a pause."""
        self._send(signal.SIGCONT)

    def end(self) -> None:
        """Make nothing more, and take away what was made."""
        self._send(signal.SIGTERM)
        self.go_on()  # to its end
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._send(signal.SIGKILL)
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, sign: signal.Signals) -> None:
        """Tell the process and the copies of itself that it lets do a part, unless it has ended."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, sign)


def make(configuration: Path, folder: Path, address: str) -> int:
    """Make everything, and return the exit code of the process."""
    time.sleep(REST)
    os.nice(NICENESS)
    say_only_warnings("mkdocs.structure")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        handbook = Handbook(configuration, folder / SITE, address, {})
        for one in handbook.addresses():
            handbook.file(one)
        handbook.finish()
        (folder / TITLES).write_text(json.dumps(handbook.titles), encoding="utf-8")
    except KeyboardInterrupt:
        return FAILED
    except FAILURES as error:
        print(
            f"Sökningen och filerna att ladda ner visas inte. {in_swedish(error)} Rätta det och spara igen.",
            file=sys.stderr,
        )
        return FAILED
    return MADE


if __name__ == "__main__":
    sys.exit(answered(lambda: make(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]), FAILED))
