"""What the checks say, in a box on the page concerned and as a list on the start page; only the preview shows it."""

from __future__ import annotations

from collections.abc import Sequence

from checks.finding import Finding
from checks.policy.pages import STUBS
from checks.policy.policy import Policy
from checks.policy.tree import DATA, FOLDERS
from checks.report import SEVERITIES
from hooks.rendering import page

# Blocks that show every entity of some kinds at once.
WHOLE_KINDS = {
    "account_register": ("account", "unit", "category"),
    "laws": ("statute",),
    "platforms": ("platform",),
}


def findings_box(policy: Policy, findings: Sequence[Finding], *, everything: bool = False) -> str:
    """Return a box with the findings, or nothing if there are none. `everything` is for the start page."""
    if not findings:
        return ""
    up = "" if everything else "../"
    return page("findings.html.j2", policy, up=up, findings=findings, everything=everything, SEVERITIES=SEVERITIES)


def concerning(findings: Sequence[Finding], block: str, id: str | None, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings in the files that a block shows: `guidelines` of a topic, `laws` …"""
    files = _files_shown(block, id, policy)
    return tuple(finding for finding in findings if finding.file in files)


def _files_shown(block: str, id: str | None, policy: Policy) -> set[str]:
    if block in WHOLE_KINDS:
        return {file.path for kind in WHOLE_KINDS[block] for file in policy.files_of(kind)}
    kind = next((kind for kind, (_, macro) in STUBS.items() if macro == block), None)
    shown = {f"{DATA}/{folder}/{id}.yaml" for folder, contains in FOLDERS.items() if contains == kind}
    if kind == "unit":
        shown |= {
            file.path
            for file in policy.files_of("account")
            if isinstance(file.value, dict) and file.value.get("unit") == id
        }
    return shown
