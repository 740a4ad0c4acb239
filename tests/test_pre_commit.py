"""pre-commit: the hook as another repository uses it, and the hook of this repository's own configuration.

pre-commit makes an environment for the hook and installs the package in it, here from what is installed already: no
package is looked up or fetched, and the environment holds the core's own dependencies and nothing else.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
import yaml

from checks.explain import CASES
from tests.municipality import ROOT, overlay
from tests.repository import committed, git

PACKAGE = ("kanalboken.py", "checks", "hooks", "probe", "registrar", "pyproject.toml", "README.md", "LICENSE")
OFFERED = ".pre-commit-hooks.yaml"
OWN = ".pre-commit-config.yaml"
BAD = "policy_data/accounts/museet-facebook.yaml"

Environment = Mapping[str, str]


def closure(wanted: list[str]) -> Iterator[Distribution]:
    """What is installed of these packages and of all that they need."""
    seen = set()
    while wanted:
        requirement = wanted.pop()
        name = re.split(r"[^A-Za-z0-9._-]", requirement)[0]
        if name in seen or "extra ==" in requirement:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # needed by another Python than this one
        wanted += found.requires or ()
        yield found


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Surroundings in which pip finds the core's dependencies already there, and no index to ask."""
    shelf = tmp_path_factory.mktemp("shelf")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for one in closure(["setuptools", *project["dependencies"]]):
        for top in {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (shelf / top).exists():
                (shelf / top).symlink_to(Path(str(one.locate_file(top))))
    nowhere = "http://127.0.0.1:9"
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "GIT_"))},
        "PYTHONPATH": str(shelf),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads the value as that of "build isolation"
        "VIRTUALENV_NO_DOWNLOAD": "1",
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This package as another repository gets it: a repository with a commit."""
    root = tmp_path_factory.mktemp("kanalboken")
    for name in (*PACKAGE, OFFERED):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    return committed(root, "Kanalboken")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another municipality's repository, clean and committed."""
    return committed(overlay(tmp_path, {}), "Register")


def configured(root: Path, repo: Path) -> None:
    rows = {"repo": str(repo), "rev": git(repo, "rev-parse", "HEAD").strip(), "hooks": [{"id": "kanalboken"}]}
    (root / OWN).write_text(yaml.safe_dump({"repos": [rows]}), encoding="utf-8")
    git(root, "add", ".")


def pre_commit(root: Path, environment: Environment, *words: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "pre-commit"
    return subprocess.run(
        [program, "run", "kanalboken", *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_another_repository_can_use_the_checks(other: Path, offered: Path, offline: Environment) -> None:
    configured(other, offered)
    done = pre_commit(other, offline, "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Innehållet följer riktlinjerna" in done.stdout
    assert "Passed" in done.stdout
    (installed,) = Path(offline["PRE_COMMIT_HOME"]).glob("*/py_env-*/lib/python*/site-packages")
    names = {path.name.partition("-")[0] for path in installed.glob("*.dist-info")}
    assert names <= {"kanalboken", "pip", "setuptools", "wheel"}, "all else came from the shelf"

    shutil.copytree(CASES / "KO102/bad", other, dirs_exist_ok=True)
    git(other, "add", ".")
    done = pre_commit(other, offline)
    assert done.returncode == 1
    assert f"{BAD}:1:1: fel KO102: Kontot ”Museet i Miniköping” saknar ersättare" in done.stdout
    assert git(other, "diff", "--name-only") == "", "the hook changes nothing"


def test_what_has_nothing_to_do_with_the_data_is_not_held_up(other: Path, offered: Path, offline: Environment) -> None:
    configured(other, offered)
    committed(other, "Kontroller")
    (other / "README.md").write_text("# Vårt register\n", encoding="utf-8")
    git(other, "add", ".")
    done = pre_commit(other, offline)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Skipped" in done.stdout


def test_the_hook_lets_through_what_only_the_calendar_did(offered: Path) -> None:
    (hook,) = yaml.safe_load((offered / OFFERED).read_text(encoding="utf-8"))
    assert hook["entry"] == "kanalboken check --gate"
    own = yaml.safe_load((ROOT / OWN).read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert next(one for one in own if one["id"] == "kanalboken")["entry"].endswith(f" {hook['entry']}")


def test_the_own_configuration_refuses_the_same(other: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / OWN, other / OWN)
    committed(other, "Kontroller")
    shutil.copytree(CASES / "KO102/bad", other, dirs_exist_ok=True)
    git(other, "add", ".")
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
    }
    done = pre_commit(other, environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{BAD}:1:1: fel KO102: Kontot ”Museet i Miniköping” saknar ersättare" in done.stdout
    git(other, "reset", "--quiet", "--hard")
    done = pre_commit(other, environment)
    assert done.returncode == 0, done.stdout + done.stderr
