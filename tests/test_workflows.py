"""The workflows that a municipality copies: of the right form, with no more rights than they need, and true to the
data."""

import json
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

import kanalboken
from checks.code_owners import code_owners
from checks.options import TAKES
from checks.policy.policy import Policy
from checks.run import open_policy
from tests.municipality import MINIATURE, ROOT, TODAY

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
WRITABLE = {"nightly.yml": {"issues"}, "publish.yml": {"pages", "id-token"}}  # what a job there may write, and no more


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - the loader of plain texts


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("vendor.github-workflows", WORKFLOWS), ("vendor.gitlab-ci", [GITLAB])],
    ids=["github", "gitlab"],
)
def test_workflows_have_the_form_that_is_published_for_them(schema: str, paths: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schemas_refuse_what_is_no_workflow(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs: {check: {runs-on: ubuntu-24.04, steps: [{use: actions/checkout}]}}\n")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(wrong)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_needs(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 20
        granted = {name for name, right in job.get("permissions", {}).items() if right == "write"}
        assert granted <= WRITABLE.get(path.name, set())
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_a_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), "the version, for people"


def test_a_pull_request_runs_without_secrets_and_without_the_rights_of_the_repository() -> None:
    text = (ROOT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8")
    assert list(read(ROOT / ".github/workflows/pull-request.yml")["on"]) == ["pull_request"]
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert "github.event.pull_request.title" not in text, "what a stranger writes is never part of a command"


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_every_command_that_a_workflow_runs_is_there(path: Path) -> None:
    names = {command.name for command in kanalboken.COMMANDS}
    options = {
        name: {word for words, _ in takes for word in words if word.startswith("--")} for name, takes in TAKES.items()
    }
    lines = re.findall(
        r"bin/kanalboken ([a-z-]+(?: [a-z-]+)?)((?: --[a-z-]+(?: [\w.-]+)?)*)", path.read_text(encoding="utf-8")
    )
    assert lines or "make handbook" in path.read_text(encoding="utf-8")
    for words, given in lines:
        name = words if words in names else words.split()[0]
        assert name in names
        assert set(re.findall(r"--[a-z-]+", given)) <= options[name]


@pytest.mark.parametrize("open_already", [False, True])
def test_the_nightly_job_keeps_one_issue(open_already: bool, tmp_path: Path) -> None:
    asked: list[tuple[str, str, Any]] = []

    class GitLab(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers["Content-Length"] or 0)
            assert self.headers["PRIVATE-TOKEN"] == "hemlig"
            asked.append((self.command, self.path.split("?")[0], json.loads(self.rfile.read(length) or b"null")))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'[{"iid": 7}]' if self.command == "GET" and open_already else b"[]")

        do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names that the server calls

        def log_message(self, *_: object) -> None:
            pass

    told = tmp_path / "frister.txt"
    told.write_text("Ett konto saknar ersättare.", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), GitLab) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        api = f"http://127.0.0.1:{server.server_port}"
        surroundings = {"CI_API_V4_URL": api, "CI_PROJECT_ID": "3", "KANALBOKEN_TOKEN": "hemlig", "NO_PROXY": "*"}
        subprocess.run([sys.executable, ROOT / ".gitlab/one_issue.py", told], env=surroundings, check=True)
        server.shutdown()
    (_, _, _), (method, path, written) = asked
    assert (method, path) == (("PUT", "/projects/3/issues/7") if open_already else ("POST", "/projects/3/issues"))
    assert "Ett konto saknar ersättare." in written["description"]


def test_the_owners_of_the_files_are_those_of_the_data(policy: Policy) -> None:
    written = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert written == "\n".join(code_owners(policy)) + "\n", "kanalboken show code-owners > .github/CODEOWNERS"
    files = {line.split()[0] for line in written.splitlines()[2:] if line.startswith("/")}
    assert all((ROOT / path.lstrip("/")).exists() for path in files)


def test_without_reviewers_there_are_no_owners() -> None:
    assert code_owners(open_policy(MINIATURE, TODAY)) == ()


def test_the_form_for_a_new_account_knows_every_platform(policy: Policy) -> None:
    form = read(ROOT / ".github/ISSUE_TEMPLATE/nytt-konto.yml")
    (platform,) = (one for one in form["body"] if one.get("id") == "platform")
    assert platform["attributes"]["options"] == [*sorted(one.name for one in policy.platforms.values()), "Annan"]
