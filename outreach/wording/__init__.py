"""Wordings: what is said, on each channel and in each locale, and who vouches for it."""

from outreach.wording.checks import Finding, check_real_carrier, check_template, make_samples
from outreach.wording.exchange import Entry, Merge, list_entries, merge
from outreach.wording.fallback import Choice, choose_wording, count_fallbacks
from outreach.wording.gettext_files import read_gettext, write_gettext
from outreach.wording.spreadsheet import read_spreadsheet, write_spreadsheet
from outreach.wording.template import ANY, SOURCE, Purpose, Template, Wording

__all__ = [
    "ANY",
    "SOURCE",
    "Choice",
    "Entry",
    "Finding",
    "Merge",
    "Purpose",
    "Template",
    "Wording",
    "check_real_carrier",
    "check_template",
    "choose_wording",
    "count_fallbacks",
    "list_entries",
    "make_samples",
    "merge",
    "read_gettext",
    "read_spreadsheet",
    "write_gettext",
    "write_spreadsheet",
]
