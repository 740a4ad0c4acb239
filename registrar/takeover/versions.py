"""Other versions of the data, out of git: the catalogue's newer one and the one that it and ours both come from."""

from __future__ import annotations

import io
import subprocess
import tarfile
from datetime import date
from pathlib import Path

from msgspec import Struct

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.tree import DATA
from checks.run import open_policy

COMPARED = ("topic", "document", "organisation")


class Versions(Struct, frozen=True):
    """The commit that REF stands for (`theirs`) and its nearest ancestor in common with ours."""

    root: Path
    ref: str
    theirs: str
    ancestor: str

    @classmethod
    def of(cls, root: Path, ref: str) -> Versions:
        """Find the versions that REF leads to. Raises Refused with a sentence about what is missing."""
        if _git(root, "rev-parse", "--git-dir") is None:
            raise Refused(
                "Den här mappen är inte hämtad med git, så det finns ingen äldre version att jämföra med. "
                "Kör kommandot i en mapp som är det."
            )
        theirs = _commit(root, ref)
        if theirs is None:
            raise Refused(
                f"Git känner inte till någon version ”{ref}”. Hämta katalogen med `git fetch` och försök igen."
            )
        ours = _commit(root, "HEAD")
        ancestor = ours and _git(root, "merge-base", ours, theirs)
        if not ancestor:
            raise Refused(
                f"Er version och ”{ref}” har ingen gemensam tidigare version i git, "
                "så det går inte att se vad som är nytt."
            )
        return cls(root, ref, theirs, ancestor.decode().strip())

    @property
    def ancestor_in_short(self) -> str:
        """The ancestor's commit as people write it."""
        return self.ancestor[:8]

    def policy(self, commit: str, folder: Path, clock: date) -> Policy:
        """Return the policy as it was in a commit, read in a folder that may be thrown away."""
        archive = _git(self.root, "archive", "--format=tar", commit, "--", DATA)
        if archive is None:
            raise Refused(f"I versionen {commit[:8]} finns ingen mapp {DATA}.")
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        return readable(open_policy(folder, clock), f"versionen {commit[:8]}")


def readable(policy: Policy, where: str) -> Policy:
    """Return the policy, or refuse one of which it would be wrong to say that something is missing."""
    for file in policy.files.values():
        if file.kind in COMPARED and not file.sound:
            raise Refused(
                f"{file.path} i {where} går inte att läsa med det här programmet. Är filen nyare än programmet, "
                "så uppgradera programmet först. Annars visar `kanalboken check` vad som är fel."
            )
    return policy


def _commit(root: Path, ref: str) -> str | None:
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return found.decode().strip() if found else None


def _git(root: Path, *words: str) -> bytes | None:
    """Return what git answers, or None if it can't."""
    try:
        # The words are our own, and REF comes after --end-of-options; which git to run is for PATH to say.
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise Refused("Programmet git är inte installerat, och utan det finns inga äldre versioner att läsa.") from None
    return done.stdout if done.returncode == 0 else None
