"""Varje riktlinje blir en hel mening i varje dokument som har den.

En riktlinjes text har en lucka för nivån och luckor för de värden som dokumenten bestämmer. Varje lucka ska
stå under `parameters`, och varje dokument ska fylla den med värden av rätt slag. En upplysning har ingen nivå.
"""

from collections.abc import Iterator

from checks.policy.model.catalogue import Guideline
from checks.policy.model.documents import Leaf
from checks.policy.policy import Policy
from checks.policy.problem import Problem
from checks.policy.sentences import blanks
from checks.policy.values import read_setting

Subject = Guideline | Leaf


def concerns(policy: Policy) -> Iterator[Subject]:
    yield from policy.guidelines.values()
    yield from (leaf for draft in policy.drafts.values() for leaf in draft.leaves)


def check(subject: Subject, policy: Policy) -> Iterator[Problem]:
    match subject:
        case Guideline():
            yield from _guideline(subject)
        case Leaf():
            guideline = policy.guidelines.get(subject.id or "")
            if guideline:
                yield from _leaf(subject, guideline)


def _guideline(guideline: Guideline) -> Iterator[Problem]:
    found = blanks(guideline.text)
    if found.count("level") > 1:
        yield Problem(
            guideline.source / "text",
            f"Riktlinjen ”{guideline.title}” har mer än en nivå.",
            "Låt {level} stå en gång, eller dela riktlinjen i två.",
        )
    named = {name for name in found if name != "level"}
    for name in sorted(named - set(guideline.parameters)):
        yield Problem(
            guideline.source / "text",
            f"Luckan {{{name}}} i ”{guideline.title}” står inte under `parameters`.",
            f"Lägg till `{name}` där, eller ta bort luckan.",
        )
    for name in sorted(set(guideline.parameters) - named):
        yield Problem(
            guideline.source / "parameters" / name,
            f"Värdet `{name}` används inte i texten till ”{guideline.title}”.",
            "Ta bort det eller skriv in luckan i texten.",
        )


def _leaf(leaf: Leaf, guideline: Guideline) -> Iterator[Problem]:
    has_level = "level" in blanks(guideline.text)
    if has_level != (leaf.level != "info"):
        yield Problem(
            leaf.source / "level",
            f"Riktlinjen ”{guideline.title}” {'behöver en' if has_level else 'har ingen'} nivå.",
            "Välj en annan nivå än `info`." if has_level else "Skriv `level: info`.",
        )
    for name, parameter in guideline.parameters.items():
        if name not in leaf.set:
            yield Problem(
                leaf.source,
                f"Värdet `{name}` till ”{guideline.title}” saknas.",
                f"Skriv `set: {{{name}: …}}`.",
            )
            continue
        try:
            read_setting(parameter, leaf.set[name])
        except ValueError as error:
            yield Problem(leaf.source / "set" / name, f"Värdet `{name}` går inte att läsa.", f"Här väntas {error}.")
    for name in sorted(set(leaf.set) - set(guideline.parameters)):
        yield Problem(
            leaf.source / "set" / name,
            f"Riktlinjen ”{guideline.title}” har inget värde `{name}`.",
            "Ta bort raden.",
        )
    known = {item.id for item in guideline.items}
    for index, item in enumerate(leaf.items):
        if item not in known:
            yield Problem(
                leaf.source / "items" / index,
                f"Riktlinjen ”{guideline.title}” har ingen punkt `{item}`.",
                "Välj bland riktlinjens punkter.",
            )
