"""Open one issue in GitLab with what a file says, or update the one that is open. Run by the nightly job; takes
CI_API_V4_URL, CI_PROJECT_ID and KANALBOKEN_TOKEN from its environment."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

TITLE = "Kanalboken – det här behöver göras"


def main() -> None:
    """Write the issue."""
    text = f"```text\n{Path(sys.argv[1]).read_text(encoding='utf-8')}\n```"
    issues = f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}/issues"
    found = call("GET", f"{issues}?{urlencode({'state': 'opened', 'search': TITLE, 'in': 'title'})}")
    if found:
        call("PUT", f"{issues}/{found[0]['iid']}", description=text)
    else:
        call("POST", issues, title=TITLE, description=text)


def call(method: str, url: str, **fields: str) -> Any:
    """Call GitLab and return what it answers."""
    headers = {"PRIVATE-TOKEN": os.environ["KANALBOKEN_TOKEN"], "Content-Type": "application/json"}
    request = Request(url, data=json.dumps(fields).encode() if fields else None, headers=headers, method=method)
    with urlopen(request, timeout=30) as answer:  # the address is the CI's own
        return json.load(answer)


if __name__ == "__main__":
    main()
