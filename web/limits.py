"""How often one key or address may ask. Counted in this process: limits are per machine.

Built on `limits`, on which Flask-Limiter stands too: that extension adds about 90 µs to every
request and 210 µs to a limited one, as much as sending a finished clip takes; a hit here is 6 µs.
"""

from __future__ import annotations

import math
import time
from typing import Literal

from flask import Flask, current_app, g, request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Settings

Rule = Literal[
    "speech",
    "scripts",
    "clips",
    "tokens",
    "counts",
    "documents",
    "sites",
    "recordings",
    "failures",
    "checks",
]
_NAME = "outspoken.limits"


class RateLimitedError(Exception):
    """Too many requests. The next one is welcome after `retry_after` seconds."""

    def __init__(self, rate: str, retry_after: int) -> None:
        super().__init__(f"more than {rate}: wait {retry_after} s")
        self.retry_after = retry_after


class RateLimits:
    """The rates of the settings, and the counts of who asked how often."""

    def __init__(self, settings: Settings) -> None:
        self._counter = FixedWindowRateLimiter(MemoryStorage())
        self._rates: dict[str, list[RateLimitItem]] = {
            "speech": parse_many(settings.rate_speech),
            "scripts": parse_many(settings.rate_scripts),
            "clips": parse_many(settings.rate_clips),
            "tokens": parse_many(settings.rate_scripts),
            "counts": parse_many(settings.rate_scripts),
            "documents": parse_many(settings.rate_documents),
            "sites": parse_many(settings.rate_sites),
            "recordings": parse_many(settings.rate_recordings),
            "failures": parse_many(settings.rate_failures),
            "checks": parse_many(settings.rate_checks),
        }

    def hit(self, rule: Rule, caller: str) -> None:
        """Count one request of `caller`. Raises RateLimitedError when it is one too many."""
        for rate in self._rates[rule]:
            if not self._counter.hit(rate, rule, caller):
                reset_at = self._counter.get_window_stats(rate, rule, caller).reset_time
                raise RateLimitedError(str(rate), max(1, math.ceil(reset_at - time.time())))


def limit(rule: Rule) -> None:
    """Count this request against `rule`: under its API key if it has one, else its address.

    With a site's token it counts for the address on that site, and against what the whole site
    may ask. Raises RateLimitedError, which is answered with 429. Call it after authenticate().
    """
    key, grant = g.get("api_key"), g.get("grant")
    rates: RateLimits = current_app.extensions[_NAME]
    if key:
        rates.hit(rule, f"key {key.id}")
    elif grant and grant.site:
        rates.hit(rule, f"site {grant.site} address {request.remote_addr}")
        rates.hit("sites", f"site {grant.site}")
    else:
        rates.hit(rule, f"address {request.remote_addr}")


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its counts, and the callers' addresses from trusted proxies."""
    app.extensions[_NAME] = RateLimits(settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's documented way to add middleware
