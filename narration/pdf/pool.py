"""PDFs read in processes of their own, within limits of time and memory."""

from __future__ import annotations

import gc
import resource

from narration.errors import (
    BrokenPdfError,
    EngineError,
    EngineTimeoutError,
    EngineUnavailableError,
    InputTooLongError,
)
from narration.pdf import Document, parse_pdf
from narration.pool import PoolLimits, WorkerPool

_LIMITS = PoolLimits(workers=2, waiting=2, time_limit=30.0)
# Who waits holds a thread of the service, which needs the others for clips.
_MEMORY = 1_200_000_000
"""Bytes of addresses a process may use. A hundred dense pages take 700 million of them, and a file
of 10 MB can unpack to a thousand times as much."""


class PdfReader:
    """Reads one PDF a process; the processes start when the first one comes."""

    def __init__(self, limits: PoolLimits = _LIMITS) -> None:
        self._pool = WorkerPool(_limit_memory, limits, preload=False)

    def read(self, content: bytes, language: str) -> Document:
        """Return what a tagged PDF says; see `parse_pdf`, whose errors it raises.

        Raises InputTooLongError as well where that takes too long, and BusyError.
        """
        try:
            return self._pool.run(_parse, content, language)
        except EngineTimeoutError:
            raise InputTooLongError("The document takes too long to read.") from None
        except EngineUnavailableError:
            raise
        except EngineError:
            raise BrokenPdfError("The document cannot be read.") from None

    def close(self) -> None:
        """End the processes; the reader is not used afterwards."""
        self._pool.close()


def _parse(content: bytes, language: str) -> Document:
    try:
        return parse_pdf(content, language)
    finally:
        # A document's objects hold each other: hundreds of megabytes would wait for the next one.
        gc.collect()


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
