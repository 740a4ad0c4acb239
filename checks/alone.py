"""One command at a time in a folder. The system lets go when a process ends, so no lock is ever left behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checks.command_line import Refused

BUSY = "Ett annat kommando bygger eller skriver i handboken just nu. Vänta tills det är klart och försök igen."


@contextmanager
def alone(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Keep the folder to oneself. If somebody else has it, wait, or else raise Refused.

    Nothing is written. Where the disk knows no locks (some network disks) nobody is kept out.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                raise Refused(BUSY) from None
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            pass
        yield
    finally:
        with suppress(OSError):
            os.close(handle)
