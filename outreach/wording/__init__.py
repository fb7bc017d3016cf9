"""Wordings: what is said, on each channel and in each locale, and who vouches for it."""

from outreach.purpose import Purpose
from outreach.wording.checks import (
    Finding,
    check_opt_out,
    check_real_carrier,
    check_template,
    make_samples,
)
from outreach.wording.exchange import Entry, Merge, list_entries, merge
from outreach.wording.fallback import Choice, choose_wording
from outreach.wording.gettext_files import read_gettext, write_gettext
from outreach.wording.preview import Preview, preview
from outreach.wording.spreadsheet import read_spreadsheet, write_spreadsheet
from outreach.wording.store import (
    find_version_id,
    get_template,
    get_version,
    list_wording_ids,
    load_templates,
    save_templates,
)
from outreach.wording.template import ANY, SOURCE, Template, Wording, check_name

__all__ = [
    "ANY",
    "SOURCE",
    "Choice",
    "Entry",
    "Finding",
    "Merge",
    "Preview",
    "Purpose",
    "Template",
    "Wording",
    "check_name",
    "check_opt_out",
    "check_real_carrier",
    "check_template",
    "choose_wording",
    "find_version_id",
    "get_template",
    "get_version",
    "list_entries",
    "list_wording_ids",
    "load_templates",
    "make_samples",
    "merge",
    "preview",
    "read_gettext",
    "read_spreadsheet",
    "save_templates",
    "write_gettext",
    "write_spreadsheet",
]
