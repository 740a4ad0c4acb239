"""A git repository for tests, whoever runs them and however their own git is set up."""

import os
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@exempelby.example", "-c", "commit.gpgsign=false")


def git(root: Path, *words: str) -> str:
    """Run git in a folder and return what it prints; what it refuses fails the test."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *IDENTITY, *words]
    return subprocess.run(command, cwd=root, env=surroundings, check=True, capture_output=True, text=True).stdout


def committed(root: Path, message: str) -> Path:
    """Commit everything in a folder, which becomes a repository if it is none, and return the folder."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--no-verify", "--allow-empty", "-m", message)
    return root
