"""What is counted: clips, cache hits, speech, failures, requests; in a registry of its own."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one process, fed by narration (it is an Observer) and by each request.

    Labels come from small closed sets, never from what a caller sends.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._clips = self._counter("clips_made", "Clips synthesized or recorded", "engine")
        self._speech = self._counter("speech_seconds", "Seconds of speech made", "engine")
        self._hits = self._counter("cache_hits", "Clips found complete in the store")
        self._sentences = self._counter("sentences_spoken", "Sentences spoken", "engine")
        self._failures = self._counter(
            "sentences_failed", "Sentences an engine could not speak", "engine", "reason"
        )
        self._waiting = Gauge(
            "outspoken_queue_length",
            "Clips in the making, or waiting for their turn",
            registry=self.registry,
        )
        self._widget = self._counter(
            "widget_events",
            "What members did with the listen widget, and what failed",
            *("event", "site", "page", "language", "reason"),
        )
        self._requests = self._counter("requests", "Requests answered", "endpoint", "status")
        self._latency = Histogram(
            "outspoken_request_seconds",
            "Time until the last byte had left",
            ["endpoint"],
            buckets=_SECONDS,
            registry=self.registry,
        )

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"outspoken_{name}", help_text, labels, registry=self.registry)

    def clip_made(self, engine: str, seconds: float) -> None:
        """Count a clip and the seconds it lasts."""
        self._clips.labels(engine).inc()
        self._speech.labels(engine).inc(seconds)

    def cache_hit(self) -> None:
        """Count a clip that was found complete."""
        self._hits.inc()

    def sentence_spoken(self, engine: str) -> None:
        """Count a sentence that `engine` spoke."""
        self._sentences.labels(engine).inc()

    def sentence_failed(self, engine: str, reason: str) -> None:
        """Count a sentence that `engine` could not speak, by the reason of its error."""
        self._failures.labels(engine, reason).inc()

    def widget_used(self, event: str, *, site: str, page: str, language: str, reason: str) -> None:
        """Count a ``play``, ``failure``, ``understood`` or ``not_understood`` of the widget."""
        self._widget.labels(event, site, page, language, reason).inc()

    def watch_queue(self, count: Callable[[], float]) -> None:
        """Ask `count` for the number of clips in the making whenever the metrics are read."""
        self._waiting.set_function(count)

    def request_answered(self, endpoint: str, status: int, seconds: float) -> None:
        """Count a request whose last byte has left."""
        self._requests.labels(endpoint, status).inc()
        self._latency.labels(endpoint).observe(seconds)

    def render(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        return generate_latest(self.registry)
