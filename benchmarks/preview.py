"""How long after a file is saved its change is seen in the preview."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 300  # seconds until a preview is given up


def saved_to_seen(command: Sequence[str | Path], folder: Path, page: str, file: Path, word: str, runs: int) -> float:
    """Start a preview, change a word in a file, wait until the page shows it, as many times as asked for; return the
    median of the seconds between. `command` is given the port as its last word's `{port}`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [str(one).format(port=port) for one in command]
    preview = subprocess.Popen(
        words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}/{page}"
    text = file.read_text(encoding="utf-8")
    assert word in text, f"{word!r} does not stand in {file}"
    seconds = []
    try:
        _wait(address, word)
        for turn in range(runs):
            time.sleep(2)  # the watcher has come to rest
            changed = word + " igen" * (turn + 1)
            began = time.perf_counter()
            file.write_text(text.replace(word, changed), encoding="utf-8")
            _wait(address, changed)
            seconds.append(time.perf_counter() - began)
    finally:
        os.killpg(preview.pid, signal.SIGTERM)
        preview.wait()
        file.write_text(text, encoding="utf-8")
    return sorted(seconds)[len(seconds) // 2]


def _wait(address: str, word: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own preview
                if word in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise SystemExit(f"{address} never showed {word!r}")
