"""Writes the requests of `./polyphony bench nano`: what is asked, of what, and what must come. `python -m nano.cases FILE.tsv.gz`

One line a case, tabs between: part, what is attached, what was asked before, what was made then, what is said, what is wanted, the
wanted words, the attributes that were asked for (empty: all). Things are named by their canonical captions, " | " between several.
Held-out things are those of world.py. Seeds are those of the functions below: 1101, 1202, 1303, 1404, 1505.
"""

from __future__ import annotations

import gzip
import random
import sys
from pathlib import Path

from . import dialogue as d
from . import evaluate, stages
from . import language as l
from . import world as w
from .phrases import DEFAULTS, ONLY_BACKGROUNDS

SAMPLES = 500


def _names(things) -> str:
    return " | ".join(l.canonical(t) for t in things)


def _shown(turn) -> list[dict]:
    return [x for x in turn.answer if isinstance(x, dict)]


def _until(draw, good):
    while True:
        drawn = draw()
        if good(drawn):
            return drawn


def captions(n: int):
    rng = random.Random(1101)
    for modality in ("image", "audio", "video"):
        for held in (False, True):
            things = stages.held_or_seen(modality, held)
            kinds = sorted({t["kind"] for t in things})
            pools = {k: [t for t in things if t["kind"] == k] for k in kinds}
            for _ in range(n):
                t = rng.choice(pools[rng.choice(kinds)])
                yield f"caption-{modality}{'-held' if held else ''}", [t], "", [], rng.choice(d.QUESTIONS[modality]), [], f"this is {l.canonical(t)} ."


def making(n: int):
    rng = random.Random(1202)
    for kind in ("image", "video"):
        for held in (False, True):
            pool = w.held_out(kind) if held else w.seen(kind)
            for _ in range(n):
                said, thing = d.request(kind, rng, pool, full=True)
                yield kind + ("-held" if held else ""), [], "", [], said, [thing], ""
    for kind in ("note", "chord", "digit", "effect"):
        for _ in range(n if kind != "effect" else n // 5):
            said, thing = d.request(kind, rng, w.every(kind), full=True)
            yield kind, [], "", [], said, [thing], ""


def talking(n: int):
    rng = random.Random(1303)
    for _ in range(n):
        t = d.one_request(rng)
        yield "one", [], "", [], t.said, _shown(t), t.answer[0]
    for _ in range(n):
        t = _until(lambda: d.two_requests(rng), lambda t: t.task == "make two")
        yield "two", [], "", [], t.said, _shown(t), ""
    for _ in range(n // 2):
        t = d.several(rng)
        yield "several", [], "", [], t.said, _shown(t), ""
    for _ in range(n):
        t = d.chat_turn(rng) if rng.random() < 0.6 else _until(lambda: d.odd_turn(rng), lambda t: t.answer != [ONLY_BACKGROUNDS])
        yield "chat" if t.task == "chat" else "strange", [], "", [], t.said, [], t.answer[0] if t.task == "chat" else ""
    for _ in range(n // 2):
        t = _until(lambda: d.odd_turn(rng), lambda t: t.answer == [ONLY_BACKGROUNDS])
        yield "ground", [], "", [], t.said, [], t.answer[0]
    for said in evaluate.ODD_REQUESTS:
        yield "odd", [], "", [], said, [], ""


def following(n: int):
    rng, done = random.Random(1404), 0
    while done < n:
        t = rng.choice(w.seen("image"))
        made = d.edit(t, rng, "color")
        if made:
            done += 1
            yield "edit", [t], "", [], made[0], [made[1]], ""
    done = 0
    while done < n:
        t = rng.choice(w.seen(rng.choice(["image", "image", "video"])))
        made = d.cross(t, rng)
        if made:
            done += 1
            if rng.random() < 0.5:
                yield "follow", [t], "", [], made[0], [made[1]], ""
            else:
                said, thing = d.request(t["kind"], rng, [t], full=True)
                yield "follow", [], said, [thing], made[0], [made[1]], ""


# What a short request must name, and what it may.
SHORT = {
    "image": (["shape"], ["color", "size", "background", "place"]),
    "video": (["shape"], ["color", "background", "motion"]),
    "note": (["pitch"], ["octave", "timbre"]),
    "chord": (["pitch"], ["mode", "timbre"]),
    "digit": (["digit"], ["voice"]),
}


def short_request(kind: str, rng: random.Random) -> tuple[str, dict, list[str]]:
    """Returns (words, thing, names): a request that leaves attributes out, and what it names. All things may be meant, held-out ones too."""
    must, may = SHORT[kind]
    names = must + rng.sample(may, rng.randrange(len(may)))
    drawn = rng.choice(w.every(kind))
    plain = {**DEFAULTS[kind], "kind": kind}
    asked = [a for n in names for a in (["row", "column"] if n == "place" else [n])]
    thing = {"kind": kind, **{a: drawn[a] if a in asked else plain[a] for a in w.ATTRIBUTES[kind]}}
    say = lambda name, form="{}": form.format(l.word_for(name, thing[name], rng)) if name in names else ""
    if kind in ("image", "video"):
        noun = " ".join(x for x in [say("size"), say("color"), say("shape")] if x)
        verb = rng.choice(["draw", "draw", "paint", "show me", "make a picture of"] if kind == "image" else ["film", "make a film of", "make a video of", "show a film of"])
        place = rng.choice(["at the ", "in the "]) + l.place_words(thing, rng) if "place" in names else ""
        parts = [verb, ("an " if noun[0] in "aeiou" else "a ") + noun, say("motion"), place, say("background", "on a {} background")]
    elif kind == "note":
        parts = [rng.choice(["play", "let me hear"]), rng.choice(["the note", "note"]), say("pitch"), say("octave"), say("timbre", "as a {} tone")]
    elif kind == "chord":
        parts = [rng.choice(["play", "let me hear"]), "the chord", say("pitch"), say("mode"), say("timbre", "as a {} tone")]
    else:
        parts = [rng.choice(["say", "speak"]), rng.choice(["", "the digit"]), say("digit"), say("voice", "in a {} voice")]
    return " ".join(x for x in parts if x), thing, asked


def short(n: int):
    rng = random.Random(1505)
    for part, kinds in (("short-image", ["image"]), ("short-video", ["video"]), ("short-audio", ["note", "chord", "digit"])):
        for _ in range(n):
            said, thing, asked = short_request(rng.choice(kinds), rng)
            yield part, [], "", [], said, [thing], "", asked


def main(path: Path):
    lines = []
    for make in (captions, making, talking, following, short):
        for part, attached, before, made, said, wanted, text, *asked in make(SAMPLES):
            lines.append("\t".join([part, _names(attached), before, _names(made), said, _names(wanted), text, ",".join(asked[0] if asked else [])]))
    with open(path, "wb") as f, gzip.GzipFile(filename="", mode="wb", fileobj=f, mtime=0) as g:
        g.write(("\n".join(lines) + "\n").encode())
    print(f"{len(lines)} cases, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
