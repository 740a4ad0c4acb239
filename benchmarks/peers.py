"""The peers: what others use for the same work, installed beside the project and never a part of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "build" / "benchmarks" / "peers"
PYTHON_PEERS = ("check-jsonschema==0.39.0", "ruamel.yaml.clib==0.2.15")
NODE_PEER = "@sourcemeta/jsonschema"
SCHEMAS = ROOT / "checks" / "schemas"


def check_jsonschema() -> Path:
    """Return the command, installed with the fast reader of YAML that it uses if it is there."""
    folder = PEERS / "check-jsonschema"
    command = folder / "bin" / "check-jsonschema"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *PYTHON_PEERS], check=True)
    return command


def sourcemeta() -> Path | None:
    """Return the command `jsonschema` of Sourcemeta; None where npm is missing or can't fetch it."""
    command = PEERS / "sourcemeta" / "node_modules" / ".bin" / "jsonschema"
    npm = shutil.which("npm")
    if not command.exists() and npm:
        command.parent.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", PEERS / "sourcemeta", *quiet, NODE_PEER], check=False)
    return command if command.exists() else None


def bundled_schema() -> Path:
    """Return the accounts' schema in one file: a peer that follows references from file to file is slowed by it."""
    references = {"common.json#/": "#/"}
    text, common = (SCHEMAS / "account.json").read_text(encoding="utf-8"), (SCHEMAS / "common.json").read_text("utf-8")
    for there, here in references.items():
        text, common = text.replace(there, here), common.replace(there, here)
    schema = json.loads(text)
    schema["$defs"] = json.loads(common)["$defs"] | schema.get("$defs", {})
    schema.pop("$id", None)
    bundle = PEERS / "account.json"
    bundle.parent.mkdir(parents=True, exist_ok=True)
    bundle.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    return bundle
