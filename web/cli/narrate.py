"""``outspoken narrate``: from a text or a page to a file of sound."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from narration.audio import FORMATS
from narration.document import parse_html, parse_text
from narration.errors import EmptyInputError
from narration.marks import render_vtt
from narration.narrator import Narrator
from narration.planning import Plan, Utterance
from narration.recordings import Recordings
from web.build import build_narrator
from web.cli.output import check_output, write_whole
from web.cli.progress import sentence_progress
from web.cli.settings import ONE_WORKER, read_settings
from web.cli.source import Source, read_source
from web.cli.speaking import Sound, speak
from web.config import Settings

STANDARD_OUTPUT = Path("-")
_UNNAMED = "und"
"""The BCP 47 tag of a language that nobody told."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    argument: str
    language: str | None
    output: Path | None
    vtt: Path | None
    html: bool
    voice: str | None
    speed: float
    format_name: str | None
    key: str | None
    say_as: str | None
    private: bool
    online: bool
    as_json: bool
    dry_run: bool

    def check(self) -> None:
        """Raise click.UsageError for options that do not go together."""
        if self.dry_run:
            return
        if self.output is None:
            raise click.UsageError("say where the sound goes: -o FILE, or -o - (or --dry-run)")
        if self.output == STANDARD_OUTPUT and self.as_json:
            raise click.UsageError("--json and -o - would both write to standard output")
        for path in (self.output, self.vtt):
            if path is not None and path != STANDARD_OUTPUT:
                check_output(path)
        self._check_format()

    def _check_format(self) -> None:
        """Raise click.UsageError for an ending that says nothing of the format."""
        ending = self.output.suffix.lower() if self.output else ""
        if ending and not self.format_name and ending.removeprefix(".") not in FORMATS:
            known = ", ".join(f".{name}" for name in FORMATS)
            raise click.UsageError(f"{ending} is no format of sound: use {known}, or --format")

    def find_format(self) -> str:
        """Return the format asked for, else that of the output's extension, else mp3."""
        extension = self.output.suffix.lower().removeprefix(".") if self.output else ""
        return self.format_name or (extension if extension in FORMATS else "mp3")


@click.command(
    "narrate",
    epilog="Exit codes: 0 done, 1 narration failed, 2 wrong use or input, 130 interrupted."
    " An output that exists is replaced at once, when the new one is complete.",
)
@click.argument("argument", metavar="TEXT|FILE|-")
@click.option(
    "--lang",
    "language",
    help="BCP 47 tag of what names no language itself; else OUTSPOKEN_DEFAULT_LANGUAGE.",
)
@click.option("-o", "--output", type=Path, help="File of the sound; - is standard output.")
@click.option("--vtt", type=Path, help="File of the sentences' times, as WebVTT.")
@click.option("--html", is_flag=True, help="The text or standard input is an HTML page.")
@click.option("--voice", help="Voice by its id, as `outspoken voices` prints it.")
@click.option("--speed", type=float, default=1.0, show_default=True, help="From 0.25 to 4.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    help="By default that of the output's extension, else mp3.",
)
@click.option("--key", help="Play the human recording of this key, if it says this very text.")
@click.option("--say-as", help="How the whole text is read: date, telephone, spell-out, …")
@click.option("--private", is_flag=True, help="Keep nothing, and ask no online engine.")
@click.option("--online", is_flag=True, help="Online engines may have the text, if configured.")
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
@click.option("--dry-run", is_flag=True, help="Print each sentence as it would be said, as JSON.")
def command(**given: Any) -> None:
    """Speak a text, a page (FILE.html, FILE.htm), a text file (FILE.txt) or standard input (-)."""
    order = Order(**given)
    order.check()
    source = read_source(order.argument, order.html)
    settings = read_settings().model_copy(update=ONE_WORKER)
    _tell_language(source, order, settings)
    with sentence_progress() as progress, closing(build_narrator(settings, progress)) as narrator:
        plan = _plan(narrator, source, order, settings)
        if order.dry_run:
            _print_sentences(plan)
            return
        progress.expect(len(plan.sentences))
        sound = speak(settings, narrator, plan, order.find_format())
        _deliver(order, sound)
    if order.as_json:
        _print_facts(plan, sound)


def _tell_language(source: Source, order: Order, settings: Settings) -> None:
    """Say in which language a text is read, where nobody has chosen one."""
    if order.language or "default_language" in settings.model_fields_set:
        return
    unnamed = parse_html(source.page, _UNNAMED) if source.page is not None else None
    if unnamed is None or any(block.language == _UNNAMED for block in unnamed):
        click.echo(
            f"Warning: the text names no language, and is read as {settings.default_language!r}:"
            " choose it with --lang, or OUTSPOKEN_DEFAULT_LANGUAGE.",
            err=True,
        )


def _plan(narrator: Narrator, source: Source, order: Order, settings: Settings) -> Plan:
    text = source.text.strip()
    utterance = Utterance(
        text,
        order.language or settings.default_language,
        say_as=order.say_as,
        key=order.key,
        private=order.private,
        voice=order.voice,
        speed=order.speed,
        offline=not order.online,
    )
    if source.page is not None:
        blocks = parse_html(source.page, utterance.language)
    elif "\n" in text and not (order.say_as or order.key):
        blocks = parse_text(text, utterance.language)
    else:
        if order.key:
            Recordings(settings.recordings).note(order.key, utterance.language, text)
        return narrator.plan(utterance)
    if not blocks:
        raise EmptyInputError("There is nothing to say: the page has no text.")
    return narrator.plan_blocks(blocks, utterance)


def _deliver(order: Order, sound: Sound) -> None:
    if order.output == STANDARD_OUTPUT:
        _stream(sound.packets)
    elif order.output:
        write_whole(order.output, sound.take_all())
    if order.vtt:
        write_whole(order.vtt, render_vtt(sound.finish().marks).encode())


def _stream(packets: Iterable[bytes]) -> None:
    output = click.get_binary_stream("stdout")
    for packet in packets:
        output.write(packet)
        output.flush()


def _print_sentences(plan: Plan) -> None:
    for sentence in plan.sentences:
        line = {"text": sentence.text, "spoken": sentence.spoken, "lang": sentence.language}
        click.echo(_encode(line))


def _print_facts(plan: Plan, sound: Sound) -> None:
    outcome = sound.finish()
    facts = {
        "duration": round(outcome.seconds, 3),
        "sentences": len(plan.sentences),
        "engine": outcome.engine,
        "cache_hit": sound.cached,
    }
    click.echo(_encode(facts))


def _encode(value: object) -> bytes:
    """Return JSON in UTF-8, whatever encoding the terminal claims to have."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
