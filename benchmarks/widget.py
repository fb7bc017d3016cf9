"""The widget's start on a page of 500 controls, against axe-core's run on the same page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.service import Service

ROUNDS = 5
_CONTROLS = 500
_AXE = Path(__file__).parents[1] / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_MICROTASKS = "BlinkScheduler_PerformMicrotaskCheckpoint"
_SCRIPTING = {"EvaluateScript", "FunctionCall", "TimerFire", "v8.compile", _MICROTASKS}
_STANDING = "() => document.querySelectorAll('outspoken-button').length > 500"
_TAP = """() => new Promise((heard) => {
    const audio = document.querySelector("outspoken-player").shadowRoot.querySelector("audio");
    const start = performance.now();
    audio.addEventListener("playing", () => heard(performance.now() - start), {once: true});
    document.querySelector("outspoken-button").shadowRoot.querySelector("button").click();
})"""
_AXE_RUN = """async () => {
    const start = performance.now(); await axe.run(); return performance.now() - start; }"""


def measure(service: Service) -> dict[str, float]:
    """Return the ratio of the best rounds; the absolute times are printed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [_measure_once(browser.new_page(), service.port) for _ in range(ROUNDS)]
        browser.close()
    # Other processes only ever add to a time, so that the least is the truest.
    start, axe, tap = (min(times) for times in zip(*rounds, strict=True))
    print(f"# {_CONTROLS} controls: the widget starts in {start:.0f} ms of scripting, axe-core")
    print(f"# runs for {axe:.0f} ms; from a tap to the first sound {tap:.0f} ms")
    return {"widget.start": start / axe}


def _measure_once(page: Page, port: int) -> tuple[float, float, float]:
    """Milliseconds of the widget's scripting, of axe-core's run, and from a tap to sound."""
    page.route("**/form", lambda route: route.fulfill(body=_make_form(), content_type="text/html"))
    browser = page.context.browser
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    page.goto(f"http://127.0.0.1:{port}/form")
    page.wait_for_function(_STANDING)
    scripting = _sum_scripting(json.loads(browser.stop_tracing()))
    tap = page.evaluate(_TAP)
    page.evaluate(_AXE.read_text())
    axe = page.evaluate(_AXE_RUN)
    page.close()
    return scripting, axe, tap


def _sum_scripting(trace: dict[str, Any]) -> float:
    """Return the milliseconds in which a thread ran script, what script calls included."""
    total, end = 0.0, {}
    events = [event for event in trace["traceEvents"] if event["name"] in _SCRIPTING]
    for event in sorted(events, key=lambda event: event["ts"]):
        thread, ends = (event["pid"], event["tid"]), event["ts"] + event.get("dur", 0)
        if ends > end.get(thread, 0):
            total += ends - max(event["ts"], end.get(thread, 0))
            end[thread] = ends
    return total / 1000


def _make_form() -> str:
    """Return a form of ten sections; a question in five is a choice, and each has a hint."""
    questions = "".join(map(_make_question, range(_CONTROLS)))
    head = '<title>500 controls</title><script src="/listen.js" defer></script>'
    body = f"<main><h1>A form</h1><form>{questions}</form></main>"
    return f"<!doctype html><html lang=en>{head}{body}"


def _make_question(number: int) -> str:
    heading = f"<h2>Section {number // 50}</h2>" if number % 50 == 0 else ""
    hint = f"<p id=h{number}>Write it as on your card.</p>"
    label = f"<label for=q{number}>Question {number}</label>"
    if number % 5:
        field = f"<input id=q{number} aria-describedby=h{number}>"
    else:
        field = f"<select id=q{number} aria-describedby=h{number}><option>Yes<option>No</select>"
    return f"{heading}<div>{label}{hint}{field}</div>"
