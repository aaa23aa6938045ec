"""Words: the tokenizer, the vocabulary, and captions of things in one canonical and many free forms."""

from __future__ import annotations

import random
import re

from . import world as w

SPECIAL = ["<pad>", "<unk>", "<bos>", "<eos>", "<user>", "<bot>", "<Img>", "</Img>"]
SIGNALS = {
    "image": [f"[IMG{i}]" for i in range(4)],
    "audio": [f"[AUD{i}]" for i in range(4)],
    "video": [f"[VID{i}]" for i in range(6)],
}
PAD, UNK, BOS, EOS, USER, BOT, OPEN, CLOSE = range(8)
CAPTION_LENGTH = 20

SHAPE_WORDS = {"circle": ["circle", "disc", "dot", "ball"], "square": ["square", "box"], "triangle": ["triangle", "wedge"], "cross": ["cross", "plus"]}
COLOR_WORDS = {"red": ["red", "scarlet"], "green": ["green", "emerald"], "blue": ["blue", "azure"], "yellow": ["yellow", "golden"], "purple": ["purple", "violet"], "orange": ["orange"]}
SIZE_WORDS = {"small": ["small", "little", "tiny"], "large": ["large", "big", "huge"]}
BACKGROUND_WORDS = {"white": ["white", "bright"], "black": ["black", "dark"], "gray": ["gray", "grey"]}
ROW_WORDS = {"top": ["top", "upper"], "middle": ["middle"], "bottom": ["bottom", "lower"]}
COLUMN_WORDS = {"left": ["left"], "center": ["center", "centre"], "right": ["right"]}
MOTION_WORDS = {
    "moving left": ["moving left", "going left", "that moves left"], "moving right": ["moving right", "going right", "that moves right"],
    "moving up": ["moving up", "going up", "that moves up"], "moving down": ["moving down", "going down", "that moves down"],
    "growing": ["growing", "that grows"], "shrinking": ["shrinking", "that shrinks"], "blinking": ["blinking", "that blinks"],
}
PITCH_WORDS = {
    "c": ["c"], "c#": ["c#", "c sharp", "d flat"], "d": ["d"], "d#": ["d#", "d sharp", "e flat"], "e": ["e"], "f": ["f"],
    "f#": ["f#", "f sharp", "g flat"], "g": ["g"], "g#": ["g#", "g sharp", "a flat"], "a": ["a"], "a#": ["a#", "a sharp", "b flat"], "b": ["b"],
}
TIMBRE_WORDS = {"sine": ["sine"], "square": ["square"], "saw": ["saw", "sawtooth"], "pluck": ["pluck", "plucked", "guitar"]}
EFFECT_WORDS = {
    "white noise": ["white noise", "noise", "a noise"], "a rising sweep": ["a rising sweep", "a sweep up", "a sound that rises"],
    "a falling sweep": ["a falling sweep", "a sweep down", "a sound that falls"], "slow clicks": ["slow clicks", "some slow clicks"],
    "fast clicks": ["fast clicks", "some fast clicks", "quick clicks"],
}
VOICE_WORDS = {"low": ["low", "deep"], "high": ["high"]}

_OTHER = """
hello hi hey good morning evening day thanks thank you bye goodbye see soon welcome how are fine am i can what do does who
is was were in this that these those it its the a an of on at to and or with for me my your please could would will now
then also too again same as but not no yes one more another picture image photo drawing painting film video movie clip
animation sound audio recording tone note chord digit number word voice spoken said heard shown seen here there draw paint
make show create generate play say speak sing film animate give produce render listen look describe tell about caption
contain hear see happening happens going on color colour colors shape shapes size where background position place which
many much count from up down until back ground over side wide move moves moving change turn put set keep into by like
know only simple sounds notes chords digits pictures videos films numbers colors things anything something nothing
octave higher lower louder major minor sharp flat wave key music mode timbre instrument
plus minus and equals two and get mix mixed mixing between opposite left right bigger smaller
sorry understand cannot sure ok great nice cool perfect let us using use want need i'd id would love some
a an first second third last next before after together both every each other instead of than
name nano model small tiny built polyphony help ask try just really very little bit my friend world today
draws paints plays says shows kind kinds type list most least after comes between
have has had single plain solid colored coloured corner area scene frame object figure form large
speak talk pronounce read aloud loud out tune melody strike hit sounding
"""
LATER = ["backgrounds", "doing", "sweeps"]  # words that came after the caption encoder was trained: ids stay as they were
CHARACTERS = [".", ",", "?", "!", ":", "'", "+", "-", "="]


def words(text: str) -> list[str]:
    """Splits a text into lower-case words, single digits and single marks."""
    return re.findall(r"\[[A-Z]+[0-9]\]|<[a-z]+>|</?Img>|[a-z]+#?|[0-9]|[^\sa-z0-9]", _lower(text))


def _lower(text: str) -> str:
    return re.sub(r"\[[A-Z]+[0-9]\]|</?Img>|[^\[<]+|.", lambda m: m.group() if m.group().startswith(("[IMG", "[AUD", "[VID", "<Img", "</Img")) else m.group().lower(), text)


def _vocabulary() -> list[str]:
    found: dict[str, None] = {}
    for table in (SHAPE_WORDS, COLOR_WORDS, SIZE_WORDS, BACKGROUND_WORDS, ROW_WORDS, COLUMN_WORDS, MOTION_WORDS, PITCH_WORDS,
                  TIMBRE_WORDS, EFFECT_WORDS, VOICE_WORDS):
        for forms in table.values():
            for form in forms:
                found.update(dict.fromkeys(words(form)))
    found.update(dict.fromkeys(words(" ".join(w.DIGITS) + " " + _OTHER + " shrinks grows blinks rises falls")))
    digits = [str(i) for i in range(10)]
    plain = sorted(set(found) - set(CHARACTERS) - set(digits))
    signals = [t for names in SIGNALS.values() for t in names]
    table = SPECIAL + signals + CHARACTERS + digits + plain + LATER
    if len(table) > 512:
        raise ValueError(f"{len(table)} words do not fit the vocabulary of 512")
    return table


VOCABULARY = _vocabulary()
IDS = {word: i for i, word in enumerate(VOCABULARY)}
VOCABULARY_SIZE = 512
SIGNAL_IDS = {m: [IDS[t] for t in names] for m, names in SIGNALS.items()}


def encode(text: str) -> list[int]:
    """Returns the ids of a text; an unknown word is <unk>."""
    return [IDS.get(x, UNK) for x in words(text)]


def decode(ids) -> str:
    """Returns the words of ids, joined by blanks."""
    return " ".join(VOCABULARY[i] for i in ids)


def canonical(thing: dict) -> str:
    """Returns the one caption that the assistant uses for a thing."""
    k = thing["kind"]
    if k == "image":
        return f"a {thing['size']} {thing['color']} {thing['shape']} at the {thing['row']} {thing['column']} on a {thing['background']} background"
    if k == "video":
        return f"a {thing['color']} {thing['shape']} {thing['motion']} on a {thing['background']} background"
    if k == "note":
        return f"the note {thing['pitch']} {thing['octave']} as a {thing['timbre']} tone"
    if k == "chord":
        return f"the chord {thing['pitch']} {thing['mode']} as a {thing['timbre']} tone"
    if k == "effect":
        return f"the sound of {thing['effect']}"
    return f"the digit {thing['digit']} in a {thing['voice']} voice"


FREE = {
    "image": [
        "a {size} {color} {shape} at the {place} on a {background} background",
        "{size} {color} {shape} in the {place} of a {background} picture",
        "on a {background} background there is a {color} {size} {shape} at the {place}",
        "at the {place} a {shape} that is {size} and {color} on {background} ground",
        "one {color} {shape} {size} in size {place} side over {background}",
        "a {size} {color} {shape} on a {background} background at the {place}",
        "a {color} {size} {shape} on {background} at the {place}",
    ],
    "video": [
        "a {color} {shape} {motion} on a {background} background",
        "on {background} ground a {color} {shape} {motion}",
        "a {background} film of a {color} {shape} {motion}",
        "a {shape} that is {color} {motion} over {background}",
    ],
    "note": [
        "the note {pitch} {octave} as a {timbre} tone", "a {timbre} note {pitch} {octave}", "note {pitch} in octave {octave} with a {timbre} wave",
        "a {timbre} tone on the note {pitch} {octave}", "{pitch} {octave} as a {timbre}",
    ],
    "chord": [
        "the chord {pitch} {mode} as a {timbre} tone", "a {pitch} {mode} chord with a {timbre} wave", "the {mode} chord of {pitch} in {timbre}",
        "{pitch} {mode} as a {timbre} chord",
    ],
    "effect": ["the sound of {effect}", "{effect}", "a recording of {effect}"],
    "digit": [
        "the digit {digit} in a {voice} voice", "a {voice} voice that says {digit}", "the word {digit} spoken in a {voice} voice",
        "the number {digit} said by a {voice} voice",
    ],
}
_TABLES = {
    "shape": SHAPE_WORDS, "color": COLOR_WORDS, "size": SIZE_WORDS, "background": BACKGROUND_WORDS, "row": ROW_WORDS, "column": COLUMN_WORDS,
    "motion": MOTION_WORDS, "pitch": PITCH_WORDS, "timbre": TIMBRE_WORDS, "effect": EFFECT_WORDS, "voice": VOICE_WORDS,
    "digit": {d: [d, d, d, str(i)] for i, d in enumerate(w.DIGITS)},
}


def word_for(attribute: str, value: str, rng: random.Random) -> str:
    """Returns one of the ways to say an attribute's value."""
    table = _TABLES.get(attribute)
    return rng.choice(table[value]) if table else value


def place_words(thing: dict, rng: random.Random) -> str:
    """Returns a position in words; the very middle also as one word."""
    if thing["row"] == "middle" and thing["column"] == "center" and rng.random() < 0.5:
        return rng.choice(["center", "middle", "centre"])
    return word_for("row", thing["row"], rng) + " " + word_for("column", thing["column"], rng)


def free(thing: dict, rng: random.Random) -> str:
    """Returns a random caption of a thing that names all its attributes."""
    said = {k: word_for(k, v, rng) for k, v in thing.items() if k != "kind"}
    if thing["kind"] == "image":
        said["place"] = place_words(thing, rng)
    return rng.choice(FREE[thing["kind"]]).format(**said)


def caption_ids(captions: list[str]):
    """Returns caption ids [n, 20], padded with <pad>."""
    import numpy as np

    out = np.zeros((len(captions), CAPTION_LENGTH), np.int64)
    for i, c in enumerate(captions):
        ids = encode(c)[:CAPTION_LENGTH]
        out[i, : len(ids)] = ids
    return out
