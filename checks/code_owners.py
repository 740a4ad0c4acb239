"""Who must approve which file (CODEOWNERS, as GitHub, GitLab and Forgejo read it), made from the data."""

from __future__ import annotations

from collections.abc import Iterator

from checks.policy.policy import Policy
from checks.policy.tree import DATA

CODE = (
    "/.github/",
    "/.gitlab/",
    "/.pre-commit-config.yaml",
    "/.vscode/",
    "/checks/",
    "/docs/assets/",
    "/hooks/",
    "/overrides/",
    "/probe/",
    "/registrar/",
    "/tests/",
    "/Makefile",
    "/kanalboken.py",
    "/mkdocs.yml",
    "/pyproject.toml",
    "/requirements.lock",
)
"""What judges, prints and runs: who may change it may change what is refused, or what runs in readers' browsers."""


def code_owners(policy: Policy) -> tuple[str, ...]:
    """Return the lines of the file: the whole, each unit with its accounts, and the code last, for the last line wins.
    Empty if the organisation has named no reviewers."""
    named = policy.organisation.reviewers
    if named is None:
        return ()
    return (
        "# Skapad med `kanalboken show code-owners`. Ändra i policy_data, inte här.",
        f"* {named.everything}",
        *_of_units(policy, named.everything),
        *(f"{path} {named.code}" for path in CODE),
    )


def _of_units(policy: Policy, everything: str) -> Iterator[str]:
    """A unit's own reviewers may approve its file and its accounts', beside those of the whole."""
    for unit in policy.units.values():
        if unit.reviewers:
            accounts = sorted(account.id for account in policy.accounts.values() if account.unit == unit.id)
            yield f"/{DATA}/units/{unit.id}.yaml {everything} {unit.reviewers}"
            yield from (f"/{DATA}/accounts/{id}.yaml {everything} {unit.reviewers}" for id in accounts)
