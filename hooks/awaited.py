"""Files of the site that are made while MkDocs builds it: its pages may link to them before they are there."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files


class Awaited(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types for what it does to subclasses
    """Lets MkDocs know of files by their addresses. Those that are not there are empty until they are made."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__()
        self._addresses = addresses

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add those that are not there."""
        for address in self._addresses:
            if files.get_file_from_path(address) is None:
                files.append(File.generated(config, address, content=b""))
        return files
