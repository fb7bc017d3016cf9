"""What can go wrong in outreach.

OutreachError
├── DatabaseError                  the database cannot be used as it is
│   ├── DatabaseUnavailableError   out of reach, locked or full; `retry_after` in seconds
│   └── SchemaError                its tables are older or newer than the program
├── JournalError                   the file of opt-outs beside the database cannot be kept
├── CarrierUnavailableError        a carrier cannot be asked what it knows
├── ConfigurationError             the operator's file of providers or of modes cannot be used
└── InvalidError                   the caller's fault: permanent, never retried
    ├── AddressError               no phone number or email address that messages could go to
    ├── UnknownMemberError         no member has that reference
    ├── UnknownCaseError           no case has that reference
    ├── SheetError                 a file of rows that cannot be read at all
    ├── WordingError               a wording that cannot be used, with the place in it
    │   └── MissingValueError      a member has no value for a placeholder
    ├── ChannelError               what a medium does not carry: a sender's name, a script too long
    ├── ScheduleError              a due time that cannot be reckoned
    ├── SegmentError               a rule that names nothing or compares what cannot be compared
    ├── StageError                 a file of stages that cannot be read
    └── CampaignError              a campaign that is not valid, or not in a state for this
"""

from __future__ import annotations


class OutreachError(Exception):
    """Any failure of outreach. `code` is stable and machine-readable; the text never quotes a
    member's own values, so that it can be logged."""

    code = "outreach_failed"


class DatabaseError(OutreachError):
    """The database cannot be used as it is."""

    code = "database_failed"


class DatabaseUnavailableError(DatabaseError):
    """The database is out of reach, locked for too long, or full. Nothing was half-written."""

    code = "database_unavailable"
    retry_after = 5.0


class SchemaError(DatabaseError):
    """The tables are not those that the program works with."""

    code = "database_schema"


class JournalError(OutreachError):
    """The file of opt-outs beside the database cannot be kept; nothing was half-done."""

    code = "journal_failed"


class CarrierUnavailableError(OutreachError):
    """A carrier cannot be asked what it knows; it may answer later."""

    code = "carrier_unavailable"


class ConfigurationError(OutreachError):
    """What the operator wrote down cannot be used; the text names the file and the place."""

    code = "misconfigured"


class InvalidError(OutreachError):
    """What was given is at fault; giving it again changes nothing."""

    code = "invalid"


class AddressError(InvalidError):
    """It is no phone number, or no email address, that messages could go to."""

    code = "invalid_address"


class UnknownMemberError(InvalidError):
    """No member has that reference."""

    code = "unknown_member"


class UnknownCaseError(InvalidError):
    """No case has that reference."""

    code = "unknown_case"


class SheetError(InvalidError):
    """A file of rows cannot be read at all: another format, no header, columns that clash."""

    code = "invalid_sheet"


class WordingError(InvalidError):
    """A wording cannot be used as it stands."""

    code = "invalid_wording"


class MissingValueError(WordingError):
    """A member has no value, or an unusable one, for the placeholder `name`."""

    code = "missing_value"

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{{{name}}} {problem}")
        self.name = name


class ChannelError(InvalidError):
    """The medium does not carry this."""

    code = "invalid_for_channel"


class ScheduleError(InvalidError):
    """A schedule is not valid, or has no due time for this member."""

    code = "invalid_schedule"


class SegmentError(InvalidError):
    """A segment's rule is not valid; the text says where in the rule."""

    code = "invalid_segment"


class StageError(InvalidError):
    """A file of stages is not valid; the text says which stage."""

    code = "invalid_stage"


class CampaignError(InvalidError):
    """A campaign is not valid, or not in a state in which this can be done to it."""

    code = "invalid_campaign"
