"""What the pen's commands for single files have in common: the change is tried, shown or written, or refused with the
findings there would be."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from checks.choosing import chosen
from checks.command_line import Refused
from checks.policy.model.register import Account
from checks.policy.policy import Policy
from checks.report import as_text
from checks.run import open_policy
from registrar.asking import refuse_unreadable
from registrar.trial import as_diff, new_findings, tried
from registrar.writing import Change, content, recover, rewriting, write

CLEAN, FINDINGS = 0, 1
RECOVERED = "Ett tidigare kommando avbröts på halva vägen. Filerna är återställda."
DRY_RUN = "Inget är skrivet, för det här var en provkörning."


class Errand(Struct, frozen=True):
    """A command that is being carried out: where, with which options, and what the data says before it."""

    root: Path
    clock: date
    arguments: argparse.Namespace
    policy: Policy

    def account(self) -> Account:
        """Return the account that the command is about. Raises Refused if there is none, or none to be understood."""
        policy = self.policy
        names = {id: policy.accounts[id].name if id in policy.accounts else id for id in policy.known["account"]}
        id = chosen(self.arguments.account, names, "Kontot")
        if id not in policy.accounts:
            raise Refused(
                f"Kontot `{id}` går inte att läsa eller har fel form. Rätta det som `kanalboken check` säger."
            )
        return policy.accounts[id]

    def text_of(self, account: Account) -> str:
        """Return the text of an account's file, with line ends as in Unix."""
        return self.policy.files[account.source.file].text.replace("\r\n", "\n")

    def rewriting(self, account: Account, text: str) -> Change:
        """Return what makes an account's file consist of a text. Raises Refused if it has changed since it was read."""
        path = account.source.file
        before = content(self.root, path)
        if before is None or before.decode("utf-8", errors="replace") != self.policy.files[path].text:
            raise Refused(f"{path} har ändrats medan kommandot arbetade. Inget är skrivet; kör det igen.")
        return rewriting(path, before, text)

    def carry_out(self, changes: Sequence[Change]) -> Policy | None:
        """Write the changes, or show them in a dry run; the data as it has become. If the checks would find something
        new that stops the handbook, that is told, nothing is written, and the answer is None."""
        findings, after = tried(self.root, self.clock, self.arguments.as_of, changes)
        new = new_findings(findings, self.policy)
        wrong = tuple(one for one in new if one.stops)
        if wrong:
            print(f"{as_text(wrong)}Så skulle det bli, och det går inte igenom. Inget är skrivet.")
            return None
        if self.arguments.dry_run:
            print(f"{as_diff(changes)}\n{DRY_RUN}")
        else:
            write(self.root, changes)
        if new:
            print(f"Det går igenom, men det här är kvar att göra:\n\n{as_text(new)}")
        return after


def errand(root: Path, clock: date, arguments: argparse.Namespace) -> Errand:
    """Begin a command: undo what an interrupted one has left half done, and read the data. Raises Refused."""
    for value in vars(arguments).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                refuse_unreadable(text)
    if not arguments.dry_run and recover(root):
        print(RECOVERED)
    return Errand(root, clock, arguments, open_policy(root, clock, arguments.as_of))
