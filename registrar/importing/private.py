"""What must not come along into the register, where git never forgets it: people, how to reach them, and secrets.

A machine knows no names. It leaves out what looks like one, and all that it can't place is shown to whoever imports.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from checks.policy.traces import traces

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OF_A_PERSON = re.compile(r"[^\W\d_]{2,}\.[^\W\d_]{2,}(?:\.[^\W\d_]+)*\d*@")  # anna.andersson@
_TELEPHONE = re.compile(r"(?<![\w/-])(?:\+|00|0)\d{1,3}[ /-]*(?:\(0\))?(?:[ -]?\d){5,10}(?![\w-])")
_NAME_OF_A_PERSON = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:[ -](?:(?:af|von|de|van) )?[A-ZÅÄÖÉ][a-zåäöéü]+){1,3}")


def private(text: str, mailboxes: Collection[str]) -> str | None:
    """Return what of a person or of a secret a text seems to hold, as it ends a sentence; None for nothing.

    `mailboxes` are the organisation's functional ones, which may be told.
    """
    if found := next((trace for _, trace in traces(text)), None):
        return found.what
    others = [mail for mail in _MAIL.findall(text) if mail.lower() not in mailboxes]
    if any(_OF_A_PERSON.match(mail) for mail in others):
        return "en e-postadress som ser ut som en persons"
    if _TELEPHONE.search(text):
        return "ett telefonnummer"
    return None


def seems_a_name(text: str) -> bool:
    """Whether a text looks like a person's name and nothing else: two to four words with capitals, perhaps several such
    between commas."""
    parts = [part.strip() for part in re.split(r"[,;/\n]| och | & ", text) if part.strip()]
    return bool(parts) and all(_NAME_OF_A_PERSON.fullmatch(part) for part in parts)
