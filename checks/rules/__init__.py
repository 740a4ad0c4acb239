"""The checks, one module each: docstring = page, `concerns` = whom it is about, `check` = the proof.

KO0xx guard the data itself; from KO101 each guards at least one guideline of the catalogue.
"""

from types import ModuleType

from checks.rules import (
    ko001_file_is_readable,
    ko002_file_follows_its_schema,
    ko003_file_name_is_id,
    ko004_references_resolve,
    ko005_everything_is_used,
    ko006_text_is_only_text,
    ko007_sentences_are_whole,
    ko008_pages_are_plain,
    ko101_account_has_owner,
    ko102_account_has_stand_in,
    ko103_account_has_purpose,
)

RULES: tuple[ModuleType, ...] = (
    ko001_file_is_readable,
    ko002_file_follows_its_schema,
    ko003_file_name_is_id,
    ko004_references_resolve,
    ko005_everything_is_used,
    ko006_text_is_only_text,
    ko007_sentences_are_whole,
    ko008_pages_are_plain,
    ko101_account_has_owner,
    ko102_account_has_stand_in,
    ko103_account_has_purpose,
)


def number_of(rule: ModuleType) -> str:
    """Return a check's number, which is the beginning of its file's name: ko102_account_has_stand_in → KO102."""
    return rule.__name__.rpartition(".")[2][:5].upper()
