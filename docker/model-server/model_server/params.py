"""What a caller may set, by task: each parameter with its type and range. Others are refused, never passed on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

MOST_PROMPT = 20_000


class Refused(Exception):
    """A request that can't be served as it is; told to the caller with a status of 4xx."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Number:
    """A number in [least, most]; a whole one if `step` is set, then a multiple of it."""

    least: float
    most: float
    step: int = 0

    def read(self, name: str, value):
        whole = self.step > 0
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            raise Refused(422, f"{name} ({value!r}) must be a {'whole ' if whole else ''}number")
        if not self.least <= value <= self.most:
            raise Refused(422, f"{name} ({value}) must be in [{self.least}, {self.most}]")
        if whole and value % self.step:
            raise Refused(422, f"{name} ({value}) must be a multiple of {self.step}")
        return value


@dataclass(frozen=True)
class Words:
    """A text of at most `most` characters."""

    most: int = MOST_PROMPT

    def read(self, name: str, value):
        if not isinstance(value, str) or len(value) > self.most:
            raise Refused(422, f"{name} must be a text of at most {self.most} characters")
        return value


SAMPLING = {
    "num_inference_steps": Number(1, 500, 1),
    "guidance_scale": Number(0, 50),
    "negative_prompt": Words(),
}
SIZE = {"width": Number(64, 2048, 8), "height": Number(64, 2048, 8)}
SOUND = SAMPLING | {"audio_length_in_s": Number(0.1, 120)}
WRITING = {"max_new_tokens": Number(1, 2048, 1), "temperature": Number(0, 2)}
BY_TASK = {
    "text-to-image": SAMPLING | SIZE,
    "image-to-image": SAMPLING | SIZE | {"strength": Number(0.01, 1)},
    "control-map": {"kind": Words(20)},
    "controlled-text-to-image": SAMPLING | SIZE | {"kind": Words(20)},
    "text-to-video": SAMPLING | SIZE | {"num_frames": Number(1, 128, 1), "fps": Number(1, 60, 1)},
    "text-to-audio": SOUND,
    "text-to-music": SOUND,
    "image-to-text": WRITING,
    "visual-question-answering": WRITING,
    "document-question-answering": WRITING,
}
SEED = Number(0, 2**63 - 1, 1)


def checked(task: str, given: dict) -> tuple[int, dict]:
    """Returns the seed, drawn if none is given, and the other parameters; refuses what is unknown or out of range."""
    known = BY_TASK[task]
    params = {}
    seed = None
    for name, value in given.items():
        if name == "seed":
            seed = SEED.read(name, value)
        elif name in known:
            params[name] = known[name].read(name, value)
        else:
            raise Refused(422, f"{name!r} is no parameter of {task}; these are: {', '.join(sorted(known))}, seed")
    return secrets.randbelow(2**31) if seed is None else seed, params
