"""What is published on the open web of the register: files made of the public policy (`checks.policy.public`) alone."""

from __future__ import annotations

from collections.abc import Mapping

from checks.policy.model.organisation import Public
from checks.policy.policy import Policy
from hooks.exports.public.accounts import as_csv, as_json, json_schema, public_accounts
from hooks.exports.public.catalogue import as_rdf
from hooks.exports.public.fragment import as_fragment, as_rel_me
from hooks.exports.public.linked_data import as_json_ld


def public_files(policy: Policy, public: Public) -> Mapping[str, bytes]:
    """Return every public file of the register by its name; `policy` is the public one."""
    accounts = public_accounts(policy)
    return {
        "konton.csv": as_csv(accounts),
        "konton.json": as_json(accounts, policy),
        "konton.schema.json": json_schema(),
        "konton.html": as_fragment(policy),
        "konton.rdf": as_rdf(policy, public),
        "konton.jsonld": as_json_ld(policy),
        "rel-me.html": as_rel_me(policy),
    }
