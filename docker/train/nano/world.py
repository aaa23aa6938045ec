"""The synthetic world: what can be seen, heard and said, and how pictures and films of it are drawn.

A *thing* is a dictionary of attributes, for example {"kind": "image", "shape": "circle", ...}.
It has eight *slots* (SLOTS): small classes that say all there is to know about it.
"""

from __future__ import annotations

import functools

import numpy as np

SHAPES = ["circle", "square", "triangle", "cross"]
COLORS = ["red", "green", "blue", "yellow", "purple", "orange"]
BACKGROUNDS = ["white", "black", "gray"]
ROWS = ["top", "middle", "bottom"]
COLUMNS = ["left", "center", "right"]
SIZES = ["small", "large"]
MOTIONS = ["moving left", "moving right", "moving up", "moving down", "growing", "shrinking", "blinking"]
PITCHES = ["c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b"]
OCTAVES = ["4", "5"]
TIMBRES = ["sine", "square", "saw", "pluck"]
CHORD_TIMBRES = ["sine", "saw"]
MODES = ["major", "minor"]
EFFECTS = ["white noise", "a rising sweep", "a falling sweep", "slow clicks", "fast clicks"]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
VOICES = ["low", "high"]
KINDS = ["image", "video", "note", "chord", "effect", "digit"]
MODALITY = {"image": "image", "video": "video", "note": "audio", "chord": "audio", "effect": "audio", "digit": "audio"}

RGB = np.array(
    [[0.90, 0.10, 0.10], [0.10, 0.70, 0.20], [0.15, 0.25, 0.90], [0.95, 0.85, 0.10], [0.60, 0.15, 0.70], [1.0, 0.50, 0.05]],
    np.float32,
)
BACKGROUND_RGB = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.5, 0.5, 0.5]], np.float32)

ATTRIBUTES = {
    "image": {"shape": SHAPES, "color": COLORS, "background": BACKGROUNDS, "row": ROWS, "column": COLUMNS, "size": SIZES},
    "video": {"shape": SHAPES, "color": COLORS, "background": BACKGROUNDS, "motion": MOTIONS},
    "note": {"timbre": TIMBRES, "pitch": PITCHES, "octave": OCTAVES},
    "chord": {"timbre": CHORD_TIMBRES, "pitch": PITCHES, "mode": MODES},
    "effect": {"effect": EFFECTS},
    "digit": {"voice": VOICES, "digit": DIGITS},
}

# The eight slots of the conditioning, and which attributes share a slot. Class 0 of a slot is "absent".
SLOTS = [
    ["kind"],
    ["shape", "timbre", "voice"],
    ["color", "pitch", "effect", "digit"],
    ["background", "octave", "mode"],
    ["row"],
    ["column"],
    ["size"],
    ["motion"],
]
_VALUES = {
    "kind": KINDS, "shape": SHAPES, "timbre": TIMBRES, "voice": VOICES, "color": COLORS, "pitch": PITCHES, "effect": EFFECTS,
    "digit": DIGITS, "background": BACKGROUNDS, "octave": OCTAVES, "mode": MODES, "row": ROWS, "column": COLUMNS,
    "size": SIZES, "motion": MOTIONS,
}
SLOT_CLASSES = [["absent"] + [f"{a}={v}" for a in names for v in _VALUES[a]] for names in SLOTS]
SLOT_SIZES = [len(c) for c in SLOT_CLASSES]


def slots(thing: dict) -> np.ndarray:
    """Returns the eight slot classes of a thing."""
    out = np.zeros(len(SLOTS), np.int64)
    for i, names in enumerate(SLOTS):
        for name in names:
            if name in thing:
                out[i] = SLOT_CLASSES[i].index(f"{name}={thing[name]}")
    return out


def from_slots(classes) -> dict:
    """Returns the thing of eight slot classes: the inverse of slots()."""
    thing = {}
    for i, k in enumerate(classes):
        if k:
            name, value = SLOT_CLASSES[i][k].split("=")
            thing[name] = value
    return thing


@functools.lru_cache(None)
def every(kind: str) -> tuple[dict, ...]:
    """Returns every thing of a kind, in a fixed order."""
    names = list(ATTRIBUTES[kind])
    grids = np.indices([len(ATTRIBUTES[kind][n]) for n in names]).reshape(len(names), -1).T
    return tuple({"kind": kind, **{n: ATTRIBUTES[kind][n][v] for n, v in zip(names, row)}} for row in grids)


@functools.lru_cache(None)
def _split(kind: str) -> tuple:
    things = every(kind)
    order = np.random.RandomState(7).permutation(len(things))
    held = {"image": 130, "video": 50, "note": 10, "chord": 5}.get(kind, 0)
    return tuple(sorted(order[held:])), tuple(sorted(order[:held]))


@functools.lru_cache(None)
def seen(kind: str) -> tuple[dict, ...]:
    """Returns the things of a kind that training may use."""
    return tuple(every(kind)[i] for i in _split(kind)[0])


@functools.lru_cache(None)
def held_out(kind: str) -> tuple[dict, ...]:
    """Returns the things of a kind that no training stage ever sees."""
    return tuple(every(kind)[i] for i in _split(kind)[1])


# ---- drawing ---------------------------------------------------------------------------------------------------------

IMAGE_SIDE = 64
VIDEO_SIDE, VIDEO_FRAMES = 32, 8
CENTERS = [16, 32, 48]
RADII = [9.0, 13.0]
IMAGE_JITTERS = 25
VIDEO_JITTERS = 9


def shape_mask(shape: int, radius: float, cx: float, cy: float, side: int, sub: int = 4) -> np.ndarray:
    """Returns the coverage of each pixel by a shape, from sub x sub samples a pixel."""
    g = (np.arange(side * sub) + 0.5) / sub
    x, y = np.meshgrid(g - cx, g - cy)
    if shape == 0:
        m = x * x + y * y <= radius * radius
    elif shape == 1:
        m = np.maximum(abs(x), abs(y)) <= 0.9 * radius
    elif shape == 2:
        down = y + 0.9 * radius
        m = (down >= 0) & (down <= 1.8 * radius) & (abs(x) <= down / 1.8)
    else:
        bar = 0.33 * radius
        m = ((abs(x) <= bar) & (abs(y) <= radius)) | ((abs(y) <= bar) & (abs(x) <= radius))
    return m.reshape(side, sub, side, sub).mean((1, 3)).astype(np.float32)


@functools.lru_cache(None)
def image_masks() -> np.ndarray:
    """Returns the masks of all pictures: [shape, size, row, column, jitter, 64, 64]."""
    out = np.zeros((4, 2, 3, 3, IMAGE_JITTERS, IMAGE_SIDE, IMAGE_SIDE), np.float32)
    for s in range(4):
        for z in range(2):
            base = shape_mask(s, RADII[z], 32, 32, IMAGE_SIDE)
            for r in range(3):
                for c in range(3):
                    for j in range(IMAGE_JITTERS):
                        shift = (CENTERS[r] - 32 + j // 5 - 2, CENTERS[c] - 32 + j % 5 - 2)
                        out[s, z, r, c, j] = np.roll(base, shift, (0, 1))
    return out


VELOCITY = {"moving left": (0, -2), "moving right": (0, 2), "moving up": (-2, 0), "moving down": (2, 0)}


@functools.lru_cache(None)
def video_masks() -> np.ndarray:
    """Returns the masks of all films: [shape, motion, jitter, frame, 32, 32]."""
    out = np.zeros((4, len(MOTIONS), VIDEO_JITTERS, VIDEO_FRAMES, VIDEO_SIDE, VIDEO_SIDE), np.float32)
    for s in range(4):
        for m, motion in enumerate(MOTIONS):
            for j in range(VIDEO_JITTERS):
                for f in range(VIDEO_FRAMES):
                    cy, cx, radius = 16 + j // 3 - 1, 16 + j % 3 - 1, 7.0
                    if motion in VELOCITY:
                        dy, dx = VELOCITY[motion]
                        cy, cx = cy + dy * (f - 3.5), cx + dx * (f - 3.5)
                    elif motion == "growing":
                        radius = 4.0 + f
                    elif motion == "shrinking":
                        radius = 11.0 - f
                    else:
                        radius = 9.0 if f % 4 < 2 else 0.0
                    if radius:
                        out[s, m, j, f] = shape_mask(s, radius, cx, cy, VIDEO_SIDE)
    return out


def paint(mask: np.ndarray, color: np.ndarray, background: np.ndarray) -> np.ndarray:
    """Returns pictures [n, ..., 3] in 0..1 from masks [n, ...] and class numbers [n]."""
    shape = (len(color),) + (1,) * (mask.ndim - 1) + (3,)
    m = mask[..., None]
    return BACKGROUND_RGB[background].reshape(shape) * (1 - m) + RGB[color].reshape(shape) * m


def draw_images(things: list[dict], rng: np.random.RandomState) -> np.ndarray:
    """Returns pictures [n, 64, 64, 3] in 0..1 with a random jitter."""
    i = lambda name: np.array([ATTRIBUTES["image"][name].index(t[name]) for t in things])
    mask = image_masks()[i("shape"), i("size"), i("row"), i("column"), rng.randint(IMAGE_JITTERS, size=len(things))]
    return paint(mask, i("color"), i("background"))


def draw_videos(things: list[dict], rng: np.random.RandomState) -> np.ndarray:
    """Returns films [n, 8, 32, 32, 3] in 0..1 with a random jitter."""
    i = lambda name: np.array([ATTRIBUTES["video"][name].index(t[name]) for t in things])
    mask = video_masks()[i("shape"), i("motion"), rng.randint(VIDEO_JITTERS, size=len(things))]
    return paint(mask, i("color"), i("background"))


# ---- tokens of the nets: what one position of a net sees --------------------------------------------------------------

def image_tokens(x: np.ndarray) -> np.ndarray:
    """Pictures [n, 64, 64, 3] in 0..1 -> 64 patches of 8 x 8 x 3 in -1..1, rows first: [n, 64, 192]."""
    n = len(x)
    return x.reshape(n, 8, 8, 8, 8, 3).transpose(0, 1, 3, 2, 4, 5).reshape(n, 64, 192) * 2 - 1


def tokens_image(t: np.ndarray) -> np.ndarray:
    """The inverse of image_tokens, clipped to 0..1."""
    n = len(t)
    x = t.reshape(n, 8, 8, 8, 8, 3).transpose(0, 1, 3, 2, 4, 5).reshape(n, 64, 64, 3)
    return np.clip((x + 1) / 2, 0, 1)


def video_tokens(x: np.ndarray) -> np.ndarray:
    """Films [n, 8, 32, 32, 3] -> 64 tubelets of 2 x 8 x 8 x 3 in -1..1, time, row, column: [n, 64, 384]."""
    n = len(x)
    return x.reshape(n, 4, 2, 4, 8, 4, 8, 3).transpose(0, 1, 3, 5, 2, 4, 6, 7).reshape(n, 64, 384) * 2 - 1


def tokens_video(t: np.ndarray) -> np.ndarray:
    """The inverse of video_tokens, clipped to 0..1."""
    n = len(t)
    x = t.reshape(n, 4, 4, 4, 2, 8, 8, 3).transpose(0, 1, 4, 2, 5, 3, 6, 7).reshape(n, 8, 32, 32, 3)
    return np.clip((x + 1) / 2, 0, 1)
