"""The command line in Swedish: argparse with Swedish words, and the sentence that refuses what can't be done."""

from __future__ import annotations

import argparse
import errno
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn


class Refused(Exception):
    """The command can't do what was asked. The message is a Swedish sentence for the user."""


class Swedish(argparse.HelpFormatter):
    """How help begins, in Swedish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write how a command is used, with a Swedish first word."""
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Swedish."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Swedish, **settings)
        self._positionals.title, self._optionals.title = "Anges", "Val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def commands(self) -> argparse._SubParsersAction[Parser]:
        """Return where the commands below this one are added; one of them must be given."""
        return self.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True, parser_class=Parser)

    def error(self, message: str) -> NoReturn:
        """Refuse a command line that can't be understood, and say what in it."""
        matches = ((pattern.match(message.replace("'", "")), sentence) for pattern, sentence in _SAID)
        said = next((sentence.format(*found.groups()) + "\n" for found, sentence in matches if found), "")
        raise Refused(f"Kommandot går inte att förstå. {said}{self.format_usage().strip()}\nHjälp: {self.prog} --help")


# What argparse says in English, and the sentence for it.
_SAID = (
    (re.compile(r"unrecognized arguments: (.+)"), "Det tar inte emot ”{0}”."),
    (re.compile(r"the following arguments are required: (.+)"), "Det saknar {0}."),
    (re.compile(r"argument ([^:]+): expected .*argument"), "Efter {0} ska det stå ett värde."),
    (re.compile(r"argument ([^:]+): invalid int value: (.+)"), "Efter {0} ska det stå ett heltal, inte ”{1}”."),
    (re.compile(r"argument ([^:]+): ignored explicit argument (.+)"), "Efter {0} ska det inte stå något värde."),
    (re.compile(r"argument [^:]+: invalid choice: (.*?) \(choose from (.+)\)"), "”{0}” finns inte. Välj bland {1}."),
)


def some_days(text: str) -> int:
    """Read the number of `--days`."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refused(f"”{text}” är inget antal dagar. Skriv ett heltal, till exempel --days 90.")
    return int(text)


def some_pages(text: str) -> int:
    """Read the number of `--pages`."""
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Refused(f"”{text}” är inget antal sidor. Skriv ett heltal, till exempel --pages 100.")
    return int(text)


def a_year(text: str) -> int:
    """Read a year."""
    if not (text.isascii() and text.isdigit() and len(text) == 4 and text[0] == "2"):
        raise Refused(f"”{text}” är inget år. Skriv fyra siffror, till exempel --year 2026.")
    return int(text)


def a_day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"”{text}” är inget datum som finns. Skriv ÅÅÅÅ-MM-DD, till exempel 2026-11-22.") from None


CAUSES = {
    errno.EACCES: "du har inte rätt till det. Kontrollera vem som äger filen.",
    errno.EPERM: "du har inte rätt till det. Kontrollera vem som äger filen.",
    errno.EROFS: "disken går bara att läsa. Arbeta i en mapp som går att skriva i.",
    errno.ENOSPC: "disken är full. Frigör plats och försök igen.",
    errno.EDQUOT: "du får inte använda mer av disken. Frigör plats och försök igen.",
    errno.EFBIG: "filen blir större än vad som är tillåtet här. Höj gränsen eller skriv någon annanstans.",
    errno.ENOENT: "den finns inte. Kontrollera sökvägen.",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp. Kontrollera sökvägen.",
    errno.EISDIR: "det är en mapp. Ange en fil.",
    errno.EEXIST: "den finns redan. Ta bort den och försök igen.",
    errno.ENOTEMPTY: "mappen är inte tom. Töm den och försök igen.",
    errno.EBUSY: "någon annan använder den. Vänta och försök igen.",
    errno.ENAMETOOLONG: "namnet är för långt. Korta det.",
    errno.ELOOP: "den är en länk som leder till sig själv. Ta bort länken.",
    errno.EMFILE: "för många filer är öppna. Stäng några program och försök igen.",
    errno.ENFILE: "för många filer är öppna. Stäng några program och försök igen.",
    errno.EIO: "disken svarar inte som den ska. Kontrollera den.",
    errno.EADDRINUSE: "porten är upptagen. Ange en annan med --port.",
}


def disturbance(error: OSError) -> str:
    """Return a sentence about what the computer could not do: where, why and what to do about it."""
    if str(error.strerror).startswith("No usable temporary directory"):
        return "Det finns ingen mapp för tillfälliga filer som går att skriva i. Ange en i miljövariabeln TMPDIR."
    what = f" {error.filename}" if error.filename is not None else ""
    name = errno.errorcode.get(error.errno or 0, "okänt")
    cause = CAUSES.get(error.errno or 0, f"datorn säger {name}. Försök igen, eller fråga den som sköter datorn.")
    return f"Det gick inte att läsa eller skriva{what}: {cause}"


def tell_progress(sentence: str) -> None:
    """Tell somebody who waits at a terminal what goes on; say nothing to a program or a log."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr, flush=True)


def answered(work: Callable[[], int], failed: int) -> int:
    """Do the work of a command and return its exit code; whatever goes wrong is one sentence and the code `failed`."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None if the caller has closed it
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return work()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
    except BrokenPipeError:
        _drop_output()
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
    except OSError as error:
        print(disturbance(error), file=sys.stderr)
        _drop_output()
    except Exception as bug:
        if sys.flags.dev_mode:  # python -X dev kanalboken.py … shows where it comes from
            raise
        print(
            f"Programmet gjorde fel ({type(bug).__name__}, {_where(bug)}). "
            "Det är inte ditt fel. Anmäl det, med den här raden och det du skrev.",
            file=sys.stderr,
        )
    return failed


def _where(bug: Exception) -> str:
    """Return the file and the line where something went wrong."""
    step = bug.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name} rad {step.tb_lineno}" if step else "okänt var"


def _drop_output() -> None:
    """Let what is left to print go nowhere, so that Python does not complain about it when it ends."""
    with suppress(OSError):  # a stream without a file has nothing left to print
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
