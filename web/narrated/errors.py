"""Why a page is not narrated.

PageError
├── PageUnknownError   no site registered it as public
├── PageRefusedError   its address leads where it may not
└── PageFailedError    it did not come, or is not a page
"""

from __future__ import annotations


class PageError(Exception):
    """A page is not narrated; `status` is that of the answer. The text is for the log."""

    status = 502


class PageUnknownError(PageError):
    """No site in force has registered the page as one that shows everybody the same."""

    status = 404


class PageRefusedError(PageError):
    """The page's address, or one that it leads on to, may not be asked."""


class PageFailedError(PageError):
    """The page's server did not answer, or not with a page of a bearable size."""
