"""Tables for those inside: each tells of the accounts it is about, in words, and nothing in it is run."""

import csv
import io
from collections.abc import Mapping

import pytest

from checks.policy.policy import Policy
from checks.run import open_policy
from hooks.exports.internal import internal_tables
from tests.municipality import MINIATURE, ROOT, TODAY, Municipality

Table = list[dict[str, str]]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return open_policy(ROOT, TODAY)


@pytest.fixture(scope="module")
def tables(policy: Policy) -> Mapping[str, Table]:
    return {name: rows(content) for name, content in internal_tables(policy).items()}


def rows(content: bytes) -> Table:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def named(table: Table, account: str, platform: str) -> dict[str, str]:
    (found,) = [row for row in table if account == row["Konto"] and row.get("Plattform", platform) == platform]
    return found


def test_in_a_crisis_one_sees_who_can_take_over_every_live_account(tables: Mapping[str, Table], policy: Policy) -> None:
    roster = tables["krislista.csv"]
    assert {row["Adress"] for row in roster} == {account.url for account in policy.live_accounts()}
    row = named(roster, "Biblioteket i Exempelby", "Facebook")
    assert row["Kontoansvarig"] == "Bibliotekarie med ansvar för digitala kanaler"
    assert (row["Ersättare"], row["Ersättarens brevlåda"]) == ("Bibliotekschef", "biblioteket@exempelby.example")
    assert row["Når inloggningen"] == "Bibliotekschef; Kommunikatör, webb och sociala medier"
    assert (row["Administratörer"], row["Tvåfaktor"]) == ("2", "ja")


def test_the_record_of_processing_tells_who_is_responsible_and_on_what_ground(
    tables: Mapping[str, Table], policy: Policy
) -> None:
    record = tables["registerforteckning.csv"]
    assert {row["Adress"] for row in record} == {account.url for account in policy.live_accounts()}
    school = next(row for row in record if row["Konto"] == "Björkskolan i Exempelby")
    assert school["Personuppgiftsansvarig"] == "Barn- och utbildningsnämnden"
    assert "Visa medarbetare i arbetet: uppgift av allmänt intresse" in school["Behandling och rättslig grund"]
    assert school["Konsekvensbedömning"] == "2026-05-04 BUN 2026/0072"
    assert school["Dataskyddsombud"] == "Dataskyddsombud"


def test_the_records_plan_holds_closed_accounts_but_none_that_is_only_planned(
    tables: Mapping[str, Table], policy: Policy
) -> None:
    plan = tables["dokumenthanteringsplan.csv"]
    assert len(plan) == sum(account.status != "planned" for account in policy.accounts.values())
    closed = named(plan, "Sagor från biblioteket", "YouTube")
    assert (closed["Status"], closed["Stängt"]) == ("avslutat", "2025-06-16")
    assert named(plan, "Biblioteket i Exempelby", "Facebook")["Bevaras"] == "arkivuttag"


def test_no_cell_is_a_formula(municipality: Municipality) -> None:
    path = "policy_data/accounts/kultur-facebook.yaml"
    text = (MINIATURE / path).read_text(encoding="utf-8").replace("name: ", "name: =1+1 ")
    policy = open_policy(municipality({path: text}), TODAY)
    for name, content in internal_tables(policy).items():
        cells = [cell for row in rows(content) for cell in row.values()]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == [], name
        assert any(cell.startswith("'=1+1") for cell in cells), name
