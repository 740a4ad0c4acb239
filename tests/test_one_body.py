"""Every document builds as its own body's handbook: its own order and numbers, no register, and told as a retelling."""

from pathlib import Path

import pytest
from lxml import html

from checks.policy.pages import stubs
from checks.policy.policy import Policy
from checks.policy.sentences import finished, plain
from checks.policy.single_document import as_its_body
from checks.run import open_policy
from tests.handbook import copied, run
from tests.municipality import ROOT, TODAY

RETOLD = "Återgivning i egna ord, inte den beslutade lydelsen"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


def documents() -> list[str]:
    return sorted(open_policy(ROOT, TODAY).documents)


@pytest.mark.parametrize("id", documents())
def test_a_body_sees_its_own_document_and_nothing_else(id: str, policy: Policy) -> None:
    document = policy.documents[id]
    own = as_its_body(document, policy)
    assert own.documents_in_force == (document,)
    assert set(own.guidelines) == {leaf.id for leaf in document.leaves if leaf.id}
    assert own.organisation.name == document.issuer
    assert not own.accounts
    assert not own.units
    assert all(topic.guidelines for topic in own.topics.values())
    assert {stub.path for stub in stubs(own)} < {stub.path for stub in stubs(policy)}


def test_topics_and_guidelines_come_in_the_order_of_the_document(policy: Policy) -> None:
    document = policy.documents["kalix-2010"]
    place = {leaf.id: index for index, leaf in reversed(list(enumerate(document.leaves)))}
    for topic in as_its_body(document, policy).topics.values():
        order = [place[guideline.id] for guideline in topic.guidelines]
        assert order == sorted(order)


@pytest.fixture(scope="module")
def kalix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("kalix"))
    done = run(root, "kanalboken", "build", "--document", "kalix-2010")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "kalix-2010" / "site"


def test_the_site_has_the_numbers_of_the_document_on_every_topic(kalix: Path, policy: Policy) -> None:
    own = as_its_body(policy.documents["kalix-2010"], policy)
    for topic in own.topics.values():
        tree = html.parse(str(kalix / "riktlinjer" / f"{topic.id}.html"))
        shown = {" ".join("".join(node.itertext()).split()) for node in tree.xpath("//p[@class='kb-sentence']")}
        for guideline in topic.guidelines:
            assert plain(finished(guideline, own.in_force[guideline.id], own)) in shown


def test_every_page_says_that_it_is_a_retelling(kalix: Path) -> None:
    for path in kalix.rglob("*.html"):
        assert RETOLD in path.read_text(encoding="utf-8"), path


def test_the_register_and_empty_topics_are_left_out(kalix: Path) -> None:
    assert not (kalix / "konton").exists()
    assert not (kalix / "laget.html").exists()
    assert not list((kalix / "nedladdning").glob("*.ics"))
    assert not (kalix / "riktlinjer" / "etik.html").exists()
    assert (kalix / "nedladdning" / "kalix-2010.pdf").read_bytes().startswith(b"%PDF")


def test_an_unknown_document_is_refused_in_swedish(tmp_path: Path) -> None:
    done = run(copied(tmp_path), "kanalboken", "build", "--document", "storkoping-1999")
    assert done.returncode == 2
    assert "Det finns inget dokument ”storkoping-1999”" in done.stderr
