"""What the tests of the widget share: a browser, and the script that decides what is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import locales
from narration.document import phrases

FRONT = Path(__file__).parents[2] / "web" / "frontend"
SCRIPT = FRONT.parent / "widget" / "src" / "script" / "index.js"
GIVE_CONTEXT = """({phrases, lang}) => {
    window.context = {words: (key) => ({text: phrases[key], lang}), wordsLang: lang};
    window.say = (root, options) => Script.collect(root, {...context, ...options});
}"""


@pytest.fixture(scope="session")
def front():
    """The front end, built, with what the lock file names installed."""
    subprocess.run([sys.executable, FRONT / "build.py"], check=True)


@pytest.fixture(scope="module")
def chromium(front):
    """A running Chromium; for one module, as its event loop would be in the way of others'."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def script_source(front):
    """The script as one file that leaves `Script` in the page."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environ = {**os.environ, "PATH": path, "NODE_PATH": str(FRONT / "node_modules")}
    command = ["node", FRONT / "node_modules" / "esbuild" / "bin" / "esbuild", SCRIPT]
    options = ["--bundle", "--format=iife", "--global-name=Script", "--log-level=error"]
    done = subprocess.run([*command, *options], env=environ, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def open_script(chromium, script_source):
    """Opens an address, or HTML as a page, in which `say(root, options)` tells what is said."""
    page = chromium.new_page()

    def open_page(content):
        if content.startswith("file:"):
            page.goto(content)
        else:
            page.set_content(f"<!doctype html><html lang=en><body>{content}")
        page.evaluate(f"{script_source}; window.Script = Script")
        lang = locales.negotiate([page.evaluate("document.documentElement.lang")])
        said = {key: phrases.translate(key, lang) for key in phrases.PHRASES}
        page.evaluate(GIVE_CONTEXT, {"phrases": said, "lang": lang})
        return page

    yield open_page
    page.close()


@pytest.fixture
def open_form(chromium, service):
    """Opens HTML as a page of the service, with the widget; returns once its buttons stand.

    `csp` is the page's Content-Security-Policy, `setup` a script that runs before its own;
    further options are those of a browser context.
    """
    contexts = []
    address = f"http://127.0.0.1:{service.port}"

    def open_page(body, *, lang="en", script="", head="", csp=None, setup="", **options):
        page = chromium.new_context(base_url=address, **options).new_page()
        contexts.append(page.context)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.add_init_script(setup)
        text = (
            f'<!doctype html><html lang="{lang}"><head><title>A form</title>{head}'
            f'<script src="/listen.js" {script} defer></script></head><body>{body}</body></html>'
        )
        headers = {"Content-Security-Policy": csp} if csp else {}
        answer = {"body": text, "content_type": "text/html; charset=utf-8", "headers": headers}
        page.route("**/form", lambda route: route.fulfill(**answer))
        page.goto("/form")
        page.evaluate("Outspoken.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
