"""gTTS: Google Translate's voices, online, over an interface that nobody documents or guarantees.

Off by default, since what it speaks leaves the premises. Which text may leave is decided in one
place, the narrator's planning: it never gives private text to an engine whose `online` is true.
"""

from __future__ import annotations

import base64
import binascii
import logging
import re
import time
from collections.abc import Iterator
from importlib.metadata import version

import langcodes
import requests
import urllib3
from gtts import gTTS
from gtts.lang import tts_langs

from narration.audio.decoding import decode
from narration.breaker import CircuitBreaker
from narration.engines import EngineSettings
from narration.errors import (
    EmptyInputError,
    EngineOutputError,
    EngineTimeoutError,
    EngineUnavailableError,
    RecordingError,
)
from narration.pcm import Pcm
from narration.voices import Voice

logging.getLogger("gtts").setLevel(logging.WARNING)  # Its debug messages quote the text.

_TRIES = 3
_BACK_OFF = 0.5  # Seconds before the second try, doubled for the third, unless the service says.
_CONNECT_LIMIT = 5.0  # Seconds.
_LARGEST_ANSWER = 2_000_000  # Bytes; a hundred characters are about 50,000.
_LONGEST_SPEECH = 120.0  # Seconds; a hundred characters are about 8.
_AUDIO = re.compile(rb'jQ1olc","\[\\"(.*?)\\"\]')
_GAIN_DB = 0.0  # Not measured: no sound of this service was available here.


class _Speech(gTTS):  # type: ignore[misc]  # The library is untyped.
    """gTTS' requests for one text, addressed to a service of our choice.

    The library cuts the text in parts of a hundred characters and words the requests. It would
    send them to a fixed host without a time limit and without verifying its certificate.
    """

    def __init__(self, text: str, language: str, base_url: str) -> None:
        super().__init__(text, lang=language, lang_check=False)
        self._base_url = base_url.rstrip("/")

    def prepare(self) -> list[requests.PreparedRequest]:
        """Return one request for each part. Raises EmptyInputError when nothing can be said."""
        try:
            prepared: list[requests.PreparedRequest] = self._prepare_requests()
        except AssertionError:
            raise EmptyInputError("there is nothing to say") from None
        for request in prepared:
            request.url = self._base_url + request.path_url
        return prepared


class GttsEngine:
    """Speaks through the service at `gtts_url`, within time limits and behind a circuit breaker."""

    name = "gtts"
    online = True

    def __init__(self, settings: EngineSettings) -> None:
        """Keep the settings; nothing is sent before there is something to say."""
        self.version = f"gTTS {version('gTTS')}"
        self._base_url = settings.gtts_url
        self._time_limit = settings.gtts_time_limit
        self._breaker = CircuitBreaker(settings.gtts_failures, settings.gtts_rest)

    def voices(self) -> tuple[Voice, ...]:
        """Return a voice for each language that the library knows; the service is not asked."""
        return tuple(
            Voice(
                id=f"{self.name}:{tag.lower()}",
                engine=self.name,
                language=langcodes.standardize_tag(tag),
                name=name,
                native=tag,
                gain_db=_GAIN_DB,
            )
            for tag, name in tts_langs().items()
            if langcodes.tag_is_valid(tag)
        )

    def phoneme(self, ipa: str) -> None:
        """Return None: the service takes text alone."""

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Speak one sentence; see Engine. Text that must not leave is never given to it."""
        if not text.strip():
            raise EmptyInputError("there is nothing to say")
        parts = _Speech(text, voice.native, self._base_url).prepare()
        with self._breaker.guard():
            deadline = time.monotonic() + self._time_limit
            spoken = [_decode(_ask(part, deadline)) for part in parts]
        return Pcm(b"".join(part.samples for part in spoken), spoken[0].rate)

    def close(self) -> None:
        """Do nothing: every sentence closes its own connections."""


def _ask(request: requests.PreparedRequest, deadline: float) -> bytes:
    """Return the service's answer to one request, asked again while it says 429."""
    for attempt in range(_TRIES):
        with requests.Session() as session:
            try:
                response = _send(session, request, deadline)
                if response.status_code != requests.codes.too_many_requests:
                    return _read(response, deadline)
            except requests.Timeout:
                raise EngineTimeoutError("the service did not answer in time") from None
            except requests.RequestException as error:
                raise EngineUnavailableError(f"no answer: {type(error).__name__}") from None
        pause = _read_pause(response, _BACK_OFF * 2**attempt)
        if attempt + 1 == _TRIES or time.monotonic() + pause >= deadline:
            break
        time.sleep(pause)
    raise EngineUnavailableError("the service takes no more requests now", max(pause, 1.0))


def _send(
    session: requests.Session, request: requests.PreparedRequest, deadline: float
) -> requests.Response:
    """Send a request with the operator's proxies and authorities, its certificate verified."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise requests.Timeout
    environment = session.merge_environment_settings(str(request.url), {}, True, True, None)
    return session.send(
        request, timeout=(min(left, _CONNECT_LIMIT), left), allow_redirects=False, **environment
    )


def _read(response: requests.Response, deadline: float) -> bytes:
    if response.status_code != requests.codes.ok:
        raise EngineUnavailableError(f"the service answered {response.status_code}")
    body = bytearray()
    for chunk in _chunks(response):
        body += chunk
        if time.monotonic() > deadline:
            raise requests.Timeout
        if len(body) > _LARGEST_ANSWER:
            raise EngineOutputError("the service's answer has no end")
    return bytes(body)


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """Yield what has come, however little: a server that drips must not outlast the deadline."""
    try:
        while chunk := response.raw.read1(16_384, decode_content=True):
            yield chunk
    except urllib3.exceptions.ReadTimeoutError:
        raise requests.Timeout from None
    except urllib3.exceptions.HTTPError as error:
        raise requests.ConnectionError(type(error).__name__) from None


def _read_pause(response: requests.Response, usual: float) -> float:
    """Return the seconds of Retry-After; a date, on which clocks would have to agree, is none."""
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isascii() and seconds.isdigit() else usual


def _decode(answer: bytes) -> Pcm:
    """Return the sound in an answer, mp3 in base64. Raises EngineOutputError without any."""
    parts = _AUDIO.findall(answer)
    try:
        mp3 = b"".join(base64.b64decode(part, validate=True) for part in parts)
        if not mp3:
            raise EngineOutputError("the service's answer has no sound in it")
        return decode(mp3, _LONGEST_SPEECH)
    except (binascii.Error, RecordingError):
        raise EngineOutputError("the service's answer is not the sound it should be") from None
