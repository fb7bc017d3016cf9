"""Piper's neural voices: what runs inside a worker process, and nowhere else.

Piper is GPL software and carries eSpeak NG, so it is never loaded into the service.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from narration.errors import EngineOutputError, EngineUnavailableError


def warm_up() -> None:
    """Import what every voice needs; a voice itself is loaded for its first sentence."""
    _import_piper()


def speak(model: str, text: str, length_scale: float, steady: bool) -> tuple[bytes, int]:
    """Return `text` as 16-bit mono samples, and their rate in Hz.

    `length_scale` stretches the voice's own pace. A `steady` voice leaves the chance out that
    makes two renderings of a sentence differ, so that measurements can be repeated. Raises
    EngineUnavailableError where the model cannot be loaded, EngineOutputError without sound.
    """
    from piper.config import SynthesisConfig  # noqa: PLC0415 - GPL code enters workers only.

    voice = _load(model)
    chance = 0.0 if steady else None
    config = SynthesisConfig(
        length_scale=voice.config.length_scale * length_scale,
        noise_scale=chance,
        noise_w_scale=chance,
        normalize_audio=False,  # It would level every sentence by its loudest sample.
    )
    samples = b"".join(chunk.audio_int16_bytes for chunk in voice.synthesize(text, config))
    if not samples:
        raise EngineOutputError("Piper made no sound")
    return samples, int(voice.config.sample_rate)


@cache
def _load(model: str) -> Any:
    """Return a voice, kept for the life of the process; it computes on one thread."""
    _import_piper()
    # These belong to the extra, are large, and in part GPL: workers alone import them.
    import onnxruntime  # noqa: PLC0415 - it is large, and needed where Piper speaks alone.
    from piper.config import PiperConfig  # noqa: PLC0415
    from piper.voice import PiperVoice  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        config = PiperConfig.from_dict(json.loads(Path(f"{model}.json").read_bytes()))
        session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception for each of its many reasons.
        raise EngineUnavailableError(f"{Path(model).name} cannot be loaded: {error}") from None
    return PiperVoice(session=session, config=config)


def _import_piper() -> None:
    try:
        import piper.voice  # noqa: F401, PLC0415 - GPL code enters workers only.
    except ImportError as error:
        raise EngineUnavailableError(f"Piper cannot be loaded: {error}") from None
