"""What the pen's commands for accounts tell when they are done: what comes next, as the documents in force say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding
from checks.policy.checklists import STARTING, groups
from checks.policy.due_dates import due_dates
from checks.policy.model.register import Account, Closing
from checks.policy.policy import Policy
from checks.policy.sentences import finished, items_of, plain
from checks.policy.texts import TEXT_BLANKS, filled_text, open_blanks
from checks.policy.words import day, listing
from registrar.account.closing import CLOSED, STEPS, remaining


def checklist(account: Account, policy: Policy) -> str:
    """Return what is demanded before an account starts, by who does it; empty if nothing is in force about it."""
    topic = policy.topics.get(STARTING)
    demanded = [one for one in groups(topic, policy, account) if one.demanded] if topic else []
    if topic is None or not demanded:
        return ""
    lines = [f"Innan kontot öppnas (”{topic.title}”):"]
    for group in demanded:
        lines += ["", f"  {group.actors[:1].upper()}{group.actors[1:]}"]
        for guideline, leaf in group.demanded:
            lines.append(f"  [ ] {leaf.number} {plain(finished(guideline, leaf, policy))}")
            lines += [f"      - {item.text}" for item in items_of(guideline, leaf)]
    return "\n".join(lines)


def missing(findings: Iterable[Finding]) -> str:
    """Return what the register still lacks before an account can open; empty if nothing."""
    lines = [f"  - {one.sentence} {one.remedy}" for one in findings if one.stops]
    return "\n".join(["Det här saknas i registret innan kontot kan öppnas:", *dict.fromkeys(lines)]) if lines else ""


def deadlines(account: Account, policy: Policy) -> str:
    """Return what falls due for an account, the earliest first; empty if nothing."""
    rows = [one for one in due_dates(policy) if one.id.startswith("account-") and one.id.endswith(f".{account.id}")]
    lines = [f"  senast {day(one.on)}{' (försenat)' if one.overdue(policy.today) else ''}: {one.what}" for one in rows]
    return "\n".join(["Att göra:", *lines]) if lines else ""


def progress(account: Account) -> str:
    """Return which steps of a closing are done and which are not, and what to run when the next one is."""
    closing = account.closing or Closing()
    lines = [f"Kontot `{account.id}` är {'avslutat' if account.status == 'closed' else 'under avveckling'}."]
    for step in STEPS:
        on = getattr(closing, step.field)
        lines.append(f"  [{'x' if on else ' '}] {step.words}{f', {day(on)}' if on else ''}")
    lines.append(f"  [{'x' if account.status == 'closed' else ' '}] Kontot är stängt")
    left = remaining(closing)
    if account.status != "closed":
        option = f"{left[0].option} ÅÅÅÅ-MM-DD" if left else CLOSED
        lines += ["", f"När nästa steg är gjort: kanalboken account close {account.id} {option}"]
    return "\n".join(lines)


def notices(account: Account, policy: Policy) -> Iterator[str]:
    """Yield the notice to publish in an account that is closing, filled in from the register, and which of its blanks
    nobody has filled."""
    for text in policy.texts.values():
        if text.use == "closing":
            yield f"Besked att publicera i kontot (”{text.title}”):\n\n{filled_text(text, policy, account)}"
            if blanks := open_blanks(text, policy, account):
                yield f"Fyll i själv, eller ange det och kör igen: {listing([TEXT_BLANKS[one] for one in blanks])}."


def tell(*paragraphs: str) -> None:
    """Print what there is to tell, with an empty line between."""
    print("\n\n".join(filter(None, paragraphs)))
