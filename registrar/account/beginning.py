"""The pen's commands for an account's beginning: a new one, and a planned one that opens."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.policy.policy import Policy
from checks.policy.words import day
from registrar import asking
from registrar.account import telling
from registrar.account.file import account_text, new_account, path_of
from registrar.account.questions import answers, approval_of, field_of, id_of, planned
from registrar.errand import CLEAN, FINDINGS, Errand, errand
from registrar.key_order import form_of
from registrar.trial import new_findings, tried
from registrar.writing import Change
from registrar.yaml_edits import with_value, without
from registrar.yaml_text import Value


def new(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Write a new account, and tell what is to be done before it opens. One that the checks would refuse may be kept as
    planned. Exit code 1 if it is refused."""
    work = errand(root, clock, arguments)
    values = answers(arguments, work.policy)
    id = id_of(arguments, values, work.policy)
    after = work.carry_out([new_account(root, id, values)])
    if after is None and values.get("status") != "planned":
        if not (asking.can_ask() and asking.yes("Spara det som planerat i stället?")):
            print("Utan --opened-on sparas kontot som planerat, och det som saknas kan fyllas i efter hand.")
            return FINDINGS
        values = {key: value for key, value in values.items() if key != "opened_on"} | planned(work.policy.today)
        after = work.carry_out([new_account(root, id, values)])
    if after is None:
        if asking.can_ask():
            print(f"\nRätta och kör igen, utan frågor:\n\n  {_again(id, values)}")
        return FINDINGS
    done = f"Kontot `{id}` står i {after.accounts[id].source.file}."
    telling.tell("" if arguments.dry_run else done, *_before_start(work, id, values, after))
    return CLEAN


def _before_start(work: Errand, id: str, values: Mapping[str, Value], after: Policy) -> list[str]:
    """Return what is to be done, and what is lacking in the register, before a planned account can open."""
    account = after.accounts[id]
    if account.status != "planned":
        return [telling.deadlines(account, after)]
    opened = {key: value for key, value in values.items() if key not in ("status", "planned_on")}
    opened["opened_on"] = work.policy.today.isoformat()
    change = Change(path_of(id), None, account_text(opened).encode())
    findings, _ = tried(work.root, work.clock, work.arguments.as_of, [change])
    return [
        telling.checklist(account, after),
        telling.missing(new_findings(findings, work.policy)),
        f"När kontot öppnas: kanalboken account open {id}",
    ]


def _again(id: str, values: Mapping[str, Value]) -> str:
    """Return the command line that says what was answered."""
    names = ("url", "handle", "platform", "unit", "category", "owner", "stand_in", "purpose", "name", "opened_on")
    words = ["kanalboken", "account", "new", "--id", id]
    for name in names:
        if values.get(name):
            words += [f"--{name.replace('_', '-')}", str(values[name])]
    if approval := values.get("approval"):
        words += ["--approved-by", approval["by"], "--approved-on", approval["on"]]
    return shlex.join(words)


def open_(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Note that a planned account has opened, with the approval if it is not there. Exit code 1 if the checks would
    find that something is missing."""
    work = errand(root, clock, arguments)
    account, policy = work.account(), work.policy
    if account.status != "planned":
        raise Refused(f"Kontot `{account.id}` är inte planerat. Inget är skrivet.")
    on = asking.past_day_of(arguments.on, policy.today)
    values: dict[str, Value] = {"opened_on": on.isoformat()}
    told = arguments.approved_by or arguments.approved_on
    if (told or account.approval is None) and account.unit in policy.units:
        values["approval"] = approval_of(arguments, policy.units[account.unit], on, policy)
    values |= dict(field_of(one) for one in arguments.field or ())
    order = list(form_of("account").keys)
    text = without(work.text_of(account), "status")
    for field, value in values.items():
        text = with_value(text, field, value, order) if value is not None else text
    after = work.carry_out([work.rewriting(account, text)])
    if after is None:
        return FINDINGS
    done = "" if arguments.dry_run else f"Kontot `{account.id}` är öppet sedan den {day(on)}."
    telling.tell(done, telling.deadlines(after.accounts[account.id], after))
    return CLEAN
