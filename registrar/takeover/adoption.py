"""Taking over for the next municipality: what is written, what is removed and what remains to be decided.

The catalogue (guidelines, sources, statutes, platforms) is left as it is, so that later improvements of it can be
taken in. What was the example's own becomes a beginning of the newcomer's: nothing of it is decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from checks.command_line import Refused
from checks.policy.load import ORGANISATION, SEARCH_WORDS
from checks.policy.model.documents import Document
from checks.policy.model.organisation import Unit
from checks.policy.policy import Policy
from checks.policy.tree import DATA
from registrar.takeover.handbook_pages import page_changes
from registrar.takeover.naming import Newcomer, Renaming, genitive
from registrar.writing import Change, content, rewriting
from registrar.yaml_text import Node, below_first_comment, dumped, parsed, rewritten

# Folders that hold what is the example's and nobody else's.
ITS_OWN = ("accounts", "false_accounts", "units", "attestations", "decided")
MAY_NAME_IT = ("categories", "texts", "guides")
ROLES_OF_ACCOUNTS = ("owner", "stand_in", "editors", "approval", "administrators", "credentials", "closing")

TO_DECIDE = "bestäm ert eget"
VALUE = "{examples} värde: " + TO_DECIDE
ADDRESS = "Kontrollera adressen"
ACTOR = "Peka ut den roll som är det hos er"
UNDECIDED = "Inget är beslutat än. Skriv in beslutet med `kanalboken record` när protokollet är justerat."
DOCUMENT = (
    "Det här dokumentet utgår från {examples} dokument. Nivåer, värden, skäl och utelämnade riktlinjer är exempel.",
    f"Gå igenom dem. Varje rad med ”{TO_DECIDE}” är ett värde att ta ställning till.",
    UNDECIDED,
)
UNIT = (
    "Er första verksamhet. Rollerna är exempel, så att riktlinjerna har någon att peka på: byt titlar och brevlådor.",
    "Det som är lika för verksamhetens alla konton kan stå här under `accounts`, till exempel plan och målgrupp.",
)


class Adoption(Struct, frozen=True):
    """What the takeover changes. `vacant` are the actors whose roles the newcomer has to point out."""

    newcomer: Newcomer
    changes: tuple[Change, ...]
    documents: tuple[str, ...]
    unit: str
    values: int
    vacant: tuple[str, ...]

    def removed(self, folder: str) -> tuple[str, ...]:
        """Return the files below a folder that go away."""
        return tuple(one.path for one in self.changes if one.after is None and one.path.startswith(folder))

    @property
    def written(self) -> tuple[str, ...]:
        """The files that are new or changed."""
        return tuple(one.path for one in self.changes if one.after is not None)


class _Draft(Struct):
    """The changes by path, while they are being worked out."""

    root: Path
    policy: Policy
    rename: Renaming
    changes: dict[str, Change] = field(default_factory=dict)

    def node(self, path: str) -> Node:
        bytes_ = content(self.root, path)
        assert bytes_ is not None, path
        return parsed(bytes_.decode("utf-8"))

    def put(self, path: str, text: str) -> None:
        change = rewriting(path, content(self.root, path), text)
        if change.before != change.after:
            self.changes[path] = change

    def remove(self, path: str) -> None:
        self.changes[path] = Change(path, content(self.root, path), None)


def adoption(root: Path, policy: Policy, newcomer: Newcomer) -> Adoption:
    """Return what it takes to make the example the newcomer's. Raises Refused if it is no example any more."""
    _refuse_unfit(policy, newcomer)
    example = policy.organisation
    draft = _Draft(root, policy, Renaming(example.name, example.domains, newcomer))
    unit = _first_unit(policy)
    own = policy.proposed.documents_in_force
    documents = {one.id: _new_id(one, newcomer) for one in own}
    for path in _its_own(root):
        draft.remove(path)
    vacant = _organisation(draft, documents, unit)
    values = sum(_document(draft, document, documents[document.id]) for document in own)
    _unit(draft, unit)
    _categories_and_texts(draft, unit)
    _search_words(draft, unit)
    for change in page_changes(root, policy, documents, unit.id, draft.rename):
        draft.changes[change.path] = change
    changes = tuple(draft.changes[path] for path in sorted(draft.changes))
    return Adoption(newcomer, changes, tuple(documents.values()), unit.source.file, values, vacant)


def _refuse_unfit(policy: Policy, newcomer: Newcomer) -> None:
    example = policy.organisation
    unsound = [file.path for file in policy.files.values() if not file.sound]
    if unsound or not example.name:
        where = unsound[0] if unsound else ORGANISATION
        raise Refused(f"{where} går inte att läsa eller har fel form. Kör `kanalboken check`, rätta och försök igen.")
    if example.as_of is None:
        raise Refused(
            f"Handboken är redan {genitive(example.name)} egen: `as_of` saknas i organisation.yaml. "
            "adopt gäller bara exemplet, så att inga riktiga konton kan försvinna."
        )
    if newcomer.name == example.name:
        raise Refused(f"{example.name} är exemplet. Ange er egen kommun med --name.")
    for document in policy.proposed.documents_in_force:
        id = _new_id(document, newcomer)
        if id in policy.known["document"]:
            raise Refused(f"{DATA}/documents/{id}.yaml finns redan och skrivs inte över. Flytta eller döp om filen.")


def _new_id(document: Document, newcomer: Newcomer) -> str:
    """Return what the newcomer's document is called: exempelby-rutiner becomes storkoping-rutiner."""
    _, _, kind = document.id.rpartition("-")
    return f"{newcomer.slug}-{kind}"


def _first_unit(policy: Policy) -> Unit:
    """Return the unit that the organisation's actors rest on most: it becomes the newcomer's first."""
    named = [role for actor in policy.organisation.actors.values() for role in actor.roles]
    if not policy.units:
        raise Refused("Det finns ingen verksamhet att utgå från i policy_data/units. Hämta exemplet på nytt.")
    return max(policy.units.values(), key=lambda unit: sum(role in unit.roles for role in named))


def _its_own(root: Path) -> Iterator[str]:
    for folder in ITS_OWN:
        for path in sorted((root / DATA / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix()


def _organisation(draft: _Draft, documents: dict[str, str], unit: Unit) -> tuple[str, ...]:
    """Write the organisation's file; returns the names of the actors that nobody is any more."""
    newcomer, node = draft.rename.newcomer, draft.node(ORGANISATION)
    node["name"], node["genitive"] = newcomer.name, newcomer.genitive
    node["domains"][:] = [newcomer.domain]
    node["documents"][:] = [documents[id] for id in node["documents"] if id in documents]
    for key in ("as_of", "repository", "accessibility", "frame_ancestors", "public"):
        node.pop(key, None)
    for key in ("website", "account_list"):
        node[key] = draft.rename.address(node[key])
        node.yaml_add_eol_comment(ADDRESS, key, column=0)
    vacant = []
    for id, actor in draft.policy.organisation.actors.items():
        if not actor.roles:
            continue
        kept = [role for role in actor.roles if role in unit.roles]
        if not kept:
            vacant.append(actor.name)
            kept = [unit.head or next(iter(unit.roles))]
            node["actors"][id].yaml_add_eol_comment(ACTOR, "roles", column=0)
        node["actors"][id]["roles"][:] = kept
    draft.put(ORGANISATION, dumped(node))
    return tuple(vacant)


def _document(draft: _Draft, document: Document, id: str) -> int:
    """Write the newcomer's own document, every value something to decide and no decision; returns how many values."""
    node = draft.node(document.source.file)
    for key in ("decisions", "proposal", "corrections", "adopted_by", "versions", "dated"):
        node.pop(key, None)
    if "id" in node:
        node["id"] = id
    examples = genitive(draft.rename.example_in_short)
    count = 0
    for leaf in _leaves(node):
        if leaf.get("set"):
            leaf.fa.set_block_style()
            leaf["set"].fa.set_block_style()
            for name in leaf["set"]:
                leaf["set"].yaml_add_eol_comment(VALUE.format(examples=examples), name, column=0)
                count += 1
    text = dumped(rewritten(node, draft.rename.name))
    draft.remove(document.source.file)
    heading = [line.format(examples=examples) for line in DOCUMENT]
    draft.put(f"{DATA}/documents/{id}.yaml", below_first_comment(text, heading))
    return count


def _leaves(node: Node) -> Iterator[Node]:
    for section in node.get("sections") or ():
        yield from section.get("guidelines") or ()
        yield from _leaves(section)


def _unit(draft: _Draft, unit: Unit) -> None:
    """Write the first unit: its roles without holders or dates, and nothing of what was attested about its accounts."""
    path = unit.source.file
    node = draft.node(path)
    for key in ("accounts", "exemptions"):
        node.pop(key, None)
    if "website" in node:
        node["website"] = draft.rename.address(node["website"])
    for role in node["roles"].values():
        for key in ("holder", "from", "until"):
            role.pop(key, None)
        role["mailbox"] = draft.rename.address(role["mailbox"])
    draft.put(path, below_first_comment(dumped(rewritten(node, draft.rename.name)), list(UNIT)))


def _categories_and_texts(draft: _Draft, unit: Unit) -> None:
    """Take the example's name out of what is common to all, and roles that are no more out of the categories."""
    for folder in MAY_NAME_IT:
        for path in sorted(path for path in draft.policy.files if path.startswith(f"{DATA}/{folder}/")):
            node = draft.node(path)
            before = dumped(node)
            inherited = (node.get("accounts") if folder == "categories" else None) or {}
            for key in [key for key in inherited if key in ROLES_OF_ACCOUNTS]:
                if not _roles(inherited[key]) <= set(unit.roles):
                    del inherited[key]
            after = dumped(rewritten(node, draft.rename.name))
            if after != before:
                draft.put(path, after)


def _roles(value: Node) -> set[str]:
    """Return the roles that a field of an account names."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, list):
        return set(value)
    keys = ("by", "attested_by", "decided_by", "roles")
    return {role for key in keys for role in (_roles(value[key]) if key in value else ())}


def _search_words(draft: _Draft, unit: Unit) -> None:
    """Remove the search words that lead to accounts and units that are no more."""
    if SEARCH_WORDS not in draft.policy.files:
        return
    node = draft.node(SEARCH_WORDS)
    before, words = dumped(node), node.get("words") or []
    for index in reversed(range(len(words))):
        kind, _, id = words[index]["at"].partition(":")
        if kind in ("account", "role") or (kind == "unit" and id != unit.id):
            del words[index]
    after = dumped(rewritten(node, draft.rename.name))
    if after != before:
        draft.put(SEARCH_WORDS, after)
