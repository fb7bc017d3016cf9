"""What can go wrong in narration.

NarrationError
├── InputError                     the caller's fault: permanent, never retried
│   ├── EmptyInputError            nothing to say
│   ├── InputTooLongError
│   ├── UnsupportedLanguageError   no engine speaks it and nobody recorded it
│   ├── UnknownVoiceError
│   ├── UnknownFormatError
│   ├── InvalidSpeedError
│   ├── InvalidHintError           a say-as that is not known or does not fit its text
│   ├── PrivateTextError           private text for which only online engines are left
│   ├── LexiconError               a pronunciation file that cannot be used
│   ├── RecordingError             a recording that cannot be used
│   └── PdfError                   a PDF document that cannot be read
│       ├── BrokenPdfError         no PDF, or a damaged one
│       ├── EncryptedPdfError      locked with a password
│       └── UntaggedPdfError       nothing in it says in which order it is read
├── EngineError                    one engine could not speak one sentence
│   ├── EngineTimeoutError         it took too long and was ended
│   ├── EngineCrashedError         its process died
│   ├── EngineUnavailableError     not installed, resting, offline; `retry_after` in seconds
│   └── EngineOutputError          it returned, but with nothing or with another voice
├── BusyError                      the queue is full; `retry_after` in seconds
└── StorageError                   the disk is full or cannot be written
"""

from __future__ import annotations


class NarrationError(Exception):
    """Any failure of narration. `code` is stable and machine-readable; the text never quotes
    what was to be narrated, so that it can be logged."""

    code = "narration_failed"


class InputError(NarrationError):
    """The request itself is at fault; sending it again changes nothing."""

    code = "invalid_input"


class EmptyInputError(InputError):
    """There is nothing to say: empty, blank or control characters only."""

    code = "empty_input"


class InputTooLongError(InputError):
    """The text is longer than the limit, in characters."""

    code = "input_too_long"


class UnsupportedLanguageError(InputError):
    """No engine speaks the language, and nobody recorded the utterance."""

    code = "unsupported_language"


class UnknownVoiceError(InputError):
    """The voice does not exist here. Never answered with another voice."""

    code = "unknown_voice"


class UnknownFormatError(InputError):
    """The audio format is not one that is written here."""

    code = "unknown_format"


class InvalidSpeedError(InputError):
    """The speed is not a number from 0.25 to 4."""

    code = "invalid_speed"


class InvalidHintError(InputError):
    """The say-as hint is unknown, or the text cannot be read in that way."""

    code = "invalid_say_as"


class PrivateTextError(InputError):
    """Private text was about to go to an online engine; it was refused."""

    code = "private_text"


class LexiconError(InputError):
    """A pronunciation lexicon is not valid PLS 1.0."""

    code = "invalid_lexicon"


class RecordingError(InputError):
    """A recording cannot be used: broken, empty, silent or too long."""

    code = "invalid_recording"


class PdfError(InputError):
    """A PDF document cannot be read."""

    code = "invalid_pdf"


class BrokenPdfError(PdfError):
    """The file is no PDF, or a damaged one."""


class EncryptedPdfError(PdfError):
    """The document is locked with a password."""

    code = "encrypted_pdf"


class UntaggedPdfError(PdfError):
    """The document has no tags: nothing says in which order it is read."""

    code = "untagged_pdf"


class EngineError(NarrationError):
    """One engine could not speak one sentence. `reason` is a short word for metrics."""

    code = "engine_failed"
    reason = "failed"


class EngineTimeoutError(EngineError):
    """The engine took longer than its time limit and was ended."""

    reason = "timeout"


class EngineCrashedError(EngineError):
    """The engine's process died in mid-sentence."""

    reason = "crash"


class EngineUnavailableError(EngineError):
    """The engine is not installed, resting after failures, or out of reach."""

    code = "engine_unavailable"
    reason = "unavailable"

    def __init__(self, message: str, retry_after: float = 30.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class EngineOutputError(EngineError):
    """The engine returned, but with no audio, or in another voice than asked."""

    reason = "output"


class BusyError(NarrationError):
    """Too much is being spoken already. Come back after `retry_after` seconds."""

    code = "busy"

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StorageError(NarrationError):
    """The store cannot be written: a full disk, or missing rights."""

    code = "storage_failed"
