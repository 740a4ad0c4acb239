"""The handbook as it stands at one moment, each page of which is made when somebody asks for it.

MkDocs makes all pages before it shows one: some ten seconds, far more than who has changed a word wants to wait. Here
only what all pages need is made first: the settings, what the checks say (`hooks.macros`), the files, the menu. MkDocs
has no door for that, so the steps of its `build` stand here in another order; 1.6.1 is its last version, and
`requirements.lock` holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from hooks.pages.broken import broken

PRUNED = "navigation.prune"  # the menu holds only the sections around the page
FAILURES = (Exception, SystemExit)  # the plugin of the blocks ends the process when one of them fails


class Handbook:
    """The handbook that a configuration file describes, put into a folder page by page.

    `titles` are those that pages had before, by their file, and are kept up to date: the menu shows the title of a page
    that nobody has asked for yet. Raises what MkDocs raises if there is something that no page can be made without.
    """

    def __init__(self, configuration: Path, folder: Path, address: str, titles: dict[str, str]) -> None:
        config = load_config(str(configuration), site_dir=str(folder), site_url=address)
        config.plugins.on_startup(command="serve", dirty=False)
        self.config = config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        env = config.theme.get_env()
        env.bytecode_cache = FileSystemBytecodeCache(str(folder.parent))  # the theme is not compiled at each change
        files = get_files(config)
        files.add_files_from_theme(env, config)
        self.files = files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self.nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self.documents = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        for file in self.documents:
            if file.page is None:
                Page(None, file, config)
        self.env = config.plugins.on_env(env, config=config, files=files)
        self.folder, self.titles = folder, titles
        self._found = {file.dest_uri: file for file in files if file.inclusion is not InclusionLevel.EXCLUDED}
        self._recalled = {page.file.src_uri: page for page in self.nav.pages if page.title is None}
        for name, page in self._recalled.items():
            page.title = titles.get(name)

    def addresses(self) -> Iterator[str]:
        """Yield the address of each file that `file` finds or makes."""
        yield from self._found
        yield from self.config.theme.static_templates

    def file(self, address: str) -> Path | None:
        """Return the file of an address, made if nobody has asked for it before; None if there is nothing there. A page
        that can't be made says so itself."""
        path, found = self.folder / address, self._found.get(address)
        if path.is_file():
            return path
        if address in self.config.theme.static_templates:
            _build_theme_template(address, self.env, self.files, self.config, self.nav)
        elif found and found.page:
            self._make(found.page)
        elif found:
            found.copy_file()
        return path if path.is_file() else None

    def finish(self) -> None:
        """Make what takes every page, once each has been made: the search index, and warnings of dead links."""
        for file in self.documents:
            if file.page:
                file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)
        self.config.plugins.on_post_build(config=self.config)

    def _make(self, page: Page) -> None:
        self._name_neighbours(page)
        try:
            self._populate(page)
            self._put(page)
        except FAILURES as error:
            page.content, page.toc = broken(page.file.src_uri, error), get_toc([])
            page.title, page.meta = page.title or page.file.name, {"search": {"exclude": True}}
            self._put(page)

    def _populate(self, page: Page) -> None:
        if self._recalled.pop(page.file.src_uri, None):
            del page.title  # now it tells its own
        if page.content is None:
            _populate_page(page, self.config, self.files)
            self.titles[page.file.src_uri] = str(page.title)

    def _name_neighbours(self, page: Page) -> None:
        """See to it that each page in the menu beside a page has its title, which stands in what it is made of."""
        around = [
            *self.nav.items,
            *(one for above in page.ancestors if isinstance(above, Section) for one in above.children),
        ]
        menu = around if PRUNED in self.config.theme["features"] else self.nav.pages
        for neighbour in menu:
            if not isinstance(neighbour, Page) or neighbour.title:
                continue
            with suppress(*FAILURES):
                self._populate(neighbour)
            neighbour.title = neighbour.title or neighbour.file.name

    def _put(self, page: Page) -> None:
        draft = page.file.inclusion is InclusionLevel.DRAFT
        _build_page(page, self.config, self.documents, self.nav, self.env, excluded=draft)
