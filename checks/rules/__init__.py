"""The checks, one module each: docstring = page, `concerns` = whom it is about, `check` = the proof.

KO0xx guard the data itself; from KO101 each guards at least one guideline of the catalogue.
"""

from importlib import import_module
from types import ModuleType

NAMES = (
    "ko001_file_is_readable",
    "ko002_file_follows_its_schema",
    "ko003_file_name_is_id",
    "ko004_references_resolve",
    "ko005_everything_is_used",
    "ko006_text_is_only_text",
    "ko007_sentences_are_whole",
    "ko008_pages_are_plain",
    "ko009_documents_are_decided",
    "ko010_ids_are_unique",
    "ko011_guides_end_in_one_answer",
    "ko012_texts_are_filled",
    "ko013_changes_are_decided",
    "ko014_decided_files_are_intact",
    "ko015_guides_are_tried",
    "ko101_account_has_owner",
    "ko102_account_has_stand_in",
    "ko103_account_has_purpose",
    "ko104_account_has_goals_and_audience",
    "ko105_account_is_approved",
    "ko106_account_belongs_to_unit",
    "ko107_address_fits_platform",
    "ko108_address_is_unique",
    "ko109_registered_in_own_domain",
    "ko110_account_has_administrators",
    "ko111_login_is_shared",
    "ko112_nothing_secret_or_private",
    "ko113_account_uses_admin_tool",
    "ko114_sender_is_recognisable",
    "ko115_account_is_monitored",
    "ko116_about_text_fits",
    "ko117_about_text_is_complete",
    "ko118_law_is_in_force",
    "ko119_register_is_up_to_date",
    "ko120_response_time_is_kept",
    "ko121_editors_are_appointed",
    "ko122_logo_fits_unit",
    "ko123_laws_are_read_again",
    "ko124_guidelines_are_easy_to_read",
    "ko125_company_has_adopted",
)

RULES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{name}") for name in NAMES)


def number_of(rule: ModuleType) -> str:
    """Return a check's number, which is the beginning of its file's name: ko102_account_has_stand_in → KO102."""
    return rule.__name__.rpartition(".")[2][:5].upper()
