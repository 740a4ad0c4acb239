"""A municipality whose documents are decided, so that there is something to compare with."""

import json
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from checks.policy.decisions.freezing import frozen
from checks.policy.policy import Policy
from checks.run import open_policy
from tests.municipality import TODAY

OWN = "minikoping-riktlinjer"
DOCUMENT = f"policy_data/documents/{OWN}.yaml"
ANSWERS, SAFETY, ACCOUNTS = (
    f"policy_data/guidelines/{name}.yaml" for name in ("svar-och-avsandare", "sakerhet", "konton")
)
PDF = b"%PDF-1.7\n"


def opened(root: Path) -> Policy:
    return open_policy(root, TODAY)


def edit(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (path, old, text.count(old))
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def decide(root: Path, id: str = OWN, **decision: object) -> None:
    """Freeze a working document as it is, by its own latest decision or one that differs from it."""
    policy = opened(root)
    draft = policy.drafts[id]
    assert draft.decision
    decided = replace(draft.decision, **decision)
    made = replace(draft, decisions=(decided,), proposal=None)
    values = frozen(made, decided, None, sha256(PDF).hexdigest(), replace(policy, decided=()))
    path = root / "policy_data/decided" / id / f"{decided.version}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    path.with_suffix(".pdf").write_bytes(PDF)
