"""Where people write a file in the browser: at GitHub, GitLab, Forgejo or Gitea, wherever the repository lies.

Which of them it is shows in the address of the repository's files (`repository` in organisation.yaml). How they take a
new file's name and text: GitHub and Gitea by `filename` and `value` (docs.gitea.com, "Pre-Fill New File name and
contents"; Forgejo keeps it), GitLab by `file_name` and, in the versions that read it, `content`.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from msgspec import Struct


class WebEditor(Struct, frozen=True):
    """The addresses at which a new file in a folder is written and a file in it is changed, without what follows: the
    query with the file's name and text, or its name. `name` and `text` are what the query calls them."""

    new: str
    edit: str
    name: str
    text: str


_SEGMENT = r"[^/?#@]+"
_PLACES = (  # an address of files; for a new file, for a change; the file's name and text in the query
    (
        rf"(https://{_SEGMENT}(?:/{_SEGMENT}){{2,}}?)/-/(?:blob|tree)/({_SEGMENT})",
        "-/new",
        "-/edit",
        "file_name",
        "content",
    ),
    (rf"(https://{_SEGMENT}(?:/{_SEGMENT}){{2,}}?)/src/branch/({_SEGMENT})", "_new", "_edit", "filename", "value"),
    (rf"(https://{_SEGMENT}/{_SEGMENT}/{_SEGMENT})/(?:blob|tree)/({_SEGMENT})", "new", "edit", "filename", "value"),
)


def web_editor(repository: str | None, folder: str) -> WebEditor | None:
    """Return the editor for files of a folder, or None if the address is of a kind that we don't know.

    `repository` is the address of the data root in the branch, `folder` a path below it.
    """
    for address, new, edit, name, text in _PLACES:
        if found := re.fullmatch(rf"{address}((?:/{_SEGMENT})*)", (repository or "").rstrip("/")):
            base, branch, below = found.groups()
            path = quote(f"{branch}{below}/{folder}", safe="/.-_~")
            return WebEditor(f"{base}/{new}/{path}", f"{base}/{edit}/{path}", name, text)
    return None
