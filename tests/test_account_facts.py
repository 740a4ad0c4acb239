"""What the register knows of an account, in words."""

from datetime import date

import pytest
from msgspec.structs import replace

from checks.policy.model.register import Account, Attested, ConnectedApp, LegalBasis, Snapshot
from checks.policy.policy import Policy
from checks.run import open_policy
from hooks.pages.account_facts import BEHIND, MET, facts
from hooks.pages.unit_accounts import unit_accounts
from tests.municipality import ROOT, TODAY


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


@pytest.fixture
def bare(policy: Policy) -> Account:
    """An account of which nothing is known but what must be."""
    full = policy.accounts["exempelby-youtube"]
    return Account(full.id, full.source, full.platform, full.handle, full.url, full.unit, full.category)


def told(account: Account, policy: Policy) -> dict[str, tuple[str, ...]]:
    return {fact.title: fact.values for fact in facts(account, (*MET, *BEHIND), policy)}


def test_nothing_is_told_of_what_nobody_has_filled_in(bare: Account, policy: Policy) -> None:
    assert told(bare, policy) == {}


def test_each_kind_of_value_is_told_in_swedish(bare: Account, policy: Policy) -> None:
    account = replace(
        bare,
        comments="closed",
        training=Attested(date(2026, 9, 28), "kommunikationschef"),
        risk_assessment=Attested(date(2026, 2, 23), "borttagen-roll", "KS 2026/0062"),
        legal_bases=(LegalBasis("Svara", "public-task"), LegalBasis("Porträtt", "consent")),
        connected_apps=(ConnectedApp("Väderlarmet", "it-chef", date(2024, 5, 20)),),
        snapshots=(Snapshot(date(2026, 10, 14), "E-arkivet, 12", ("layout", "content"), "pdf"),),
    )
    assert told(account, policy) == {
        "Kommentarer": ("stängda",),
        "Utbildning": ("28 september 2026, Kommunikationschef",),
        "Riskbedömning": ("23 februari 2026, borttagen-roll (KS 2026/0062)",),
        "Kopplade appar": ("Väderlarmet, godkänd 20 maj 2024",),
        "Rättsliga grunder": ("Svara: uppgift av allmänt intresse", "Porträtt: samtycke"),
        "Arkivuttag": ("Senast 14 oktober 2026 (E-arkivet, 12)", "Nästa senast 14 april 2027"),
    }
    assert told(replace(account, status="closed"), policy) == {}


def test_the_page_of_a_unit_tells_them(policy: Policy) -> None:
    page = unit_accounts(policy, "bjorkskolan")
    assert page.count("Bakom kontot") == 3  # two that are open or closing, and one that is planned
    assert page.count("<dt>Konsekvensbedömning</dt>") == 3
    assert page.count("<dt>Arkivuttag</dt>") == 2
