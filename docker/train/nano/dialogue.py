"""Dialogues about the world, row by row a Turn: what a user may attach and ask, and what the model should answer and show."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from . import language as l, world as w
from .phrases import CHAT, COLOR_OF_NOTE, DEFAULTS, NOTE_OF_COLOR, NOTHING_HERE, ODD_FRAMES, ODD_KNOWN, ONLY_BACKGROUNDS, ONLY_KNOW


@dataclass
class Turn:
    """media: things that the user attaches; said: the user's words; answer: texts (str) and things to show (dict)."""

    said: str
    answer: list
    media: list = field(default_factory=list)
    task: str = ""


def show(*things: dict) -> list:
    """Returns the answer that names and shows things."""
    out = []
    for i, t in enumerate(things):
        out += [("and here is " if i else "here is ") + l.canonical(t) + " .", t]
    return out


# ---- one request, one thing ----------------------------------------------------------------------------------------------

def _keep(rng, thing, kind, names, share):
    """Drops some attributes of a request: what is not said takes its default."""
    out, said = dict(thing), set()
    for n in names:
        if rng.random() < share:
            said.add(n)
        else:
            out[n] = DEFAULTS[kind][n]
    return out, said


def request(kind: str, rng: random.Random, things=None, full: bool = False) -> tuple[str, dict]:
    """Returns (words, thing): a request for a thing of a kind; what it leaves out takes the default. full: nothing is left out."""
    pool = things or w.seen(kind)
    for _ in range(50):
        words, thing = _request(kind, rng, rng.choice(pool), full)
        if things or thing in pool:
            return words, thing
    raise ValueError(f"no seen {kind} was found")


def _polite(words: str, rng) -> str:
    r = rng.random()
    if r < 0.12:
        return "please " + words
    if r < 0.22:
        return words + " please"
    if r < 0.34:
        return rng.choice(["can you", "could you", "would you"]) + " " + words + rng.choice([" ?", "", " please ?"])
    if r < 0.40:
        return "now " + words
    return words + rng.choice(["", "", "", " ."])


def _asked(verb: str, words: str, rng) -> str:
    """Returns a request; without a verb it is the thing's name alone."""
    return _polite(f"{verb} {words}", rng) if verb else words + rng.choice(["", "", " please", " ."])


def _article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def _request(kind, rng, thing, full):
    v = lambda n: l.word_for(n, thing[n], rng)
    if kind == "image" and not full and rng.random() < 0.25:  # just the noun: the shortest of requests must not be rare
        said = ["size"] * (rng.random() < 0.5) + ["color"] * (rng.random() < 0.85) + ["shape"]
        keep = {a: thing[a] if a in said else DEFAULTS[kind].get(a, thing[a]) for a in thing}
        noun = _article(" ".join(v(a) for a in said))
        return rng.choice(["draw", "draw", "draw", "paint", "show me", "make a picture of"]) + " " + noun + rng.choice(["", "", "", " please", " ."]), keep
    if kind == "image":
        if full and rng.random() < 0.5 or rng.random() < 0.15:
            words, keep = l.free(thing, rng), thing
        else:
            share = rng.choice([0.75, 0.25])
            keep, said = (thing, set(thing)) if full else _keep(rng, thing, kind, ["color", "size", "background"], share)
            place = full or rng.random() < share
            if not place:
                keep = {**keep, "row": "middle", "column": "center"}
            first = [x for x in (["size"] if "size" in said else []) + (["color"] if "color" in said else [])]
            if rng.random() < 0.2:
                first.reverse()
            noun = " ".join([v(n) for n in first] + [v("shape")])
            tail = [rng.choice(["at the", "in the", "on the"]) + " " + l.place_words(thing, rng)] if place else []
            if "background" in said:
                tail.append(rng.choice(["on a {} background", "on {}", "over a {} background", "with a {} background"]).format(v("background")))
            if rng.random() < 0.3:
                tail.reverse()
            words = " ".join([rng.choice([_article(noun), _article(noun), noun, "one " + noun])] + tail)
        verb = rng.choice(["draw", "draw", "draw", "paint", "show me", "show", "draw me", "make a picture of", "create an image of", "i want a picture of",
                           "generate a picture of", "make a drawing of", "give me a picture of", "i would like to see", "i need an image of", ""])
        return _asked(verb, words, rng), keep
    if kind == "video":
        if full and rng.random() < 0.5 or rng.random() < 0.15:
            words, keep, said = l.free(thing, rng), thing, set(thing)
        else:
            share = rng.choice([0.85, 0.35])
            keep, said = (thing, set(thing)) if full else _keep(rng, thing, kind, ["color", "background", "motion"], share)
            noun = " ".join(([v("color")] if "color" in said else []) + [v("shape")])
            words = _article(noun) + (f" {v('motion')}" if "motion" in said else "")
            if "background" in said:
                words += " " + rng.choice(["on a {} background", "on {}", "over a {} background"]).format(v("background"))
        verb = rng.choice(["make a film of", "make a video of", "show a film of", "film", "animate", "create a video of", "generate a clip of", "show me a video of",
                           "i want a film of", "give me a movie of", "make an animation of", "a film of", "a video of"]
                          + (["draw", "show me", ""] if "motion" in said else []))
        return _asked(verb, words, rng), keep
    if kind in ("note", "chord"):
        if full and rng.random() < 0.4 or rng.random() < 0.15:
            words, keep = l.free(thing, rng), thing
        else:
            names = ["octave", "timbre"] if kind == "note" else ["mode", "timbre"]
            keep, said = (thing, set(thing)) if full else _keep(rng, thing, kind, names, 0.5)
            timbre = " " + rng.choice(["as a {} tone", "as a {}", "with a {} wave", "with a {}"]).format(v("timbre")) if "timbre" in said else ""
            if kind == "note":
                octave = rng.choice([" {}", " {}", " in octave {}"]).format(thing["octave"]) if "octave" in said else ""
                words = rng.choice(["the note {}", "note {}", "a {}", "the tone {}", "an {}", "{}"]).format(v("pitch")) + octave + timbre
            else:
                mode = thing["mode"] + " " if "mode" in said else ""
                words = rng.choice([f"the chord {v('pitch')} {mode}", f"a {v('pitch')} {mode}chord", f"the {mode}chord {v('pitch')}", f"{v('pitch')} {mode}chord",
                                    f"the {v('pitch')} {mode}chord", f"a {mode}chord on {v('pitch')}"]).strip() + timbre
        verb = rng.choice(["play", "play", "play", "play me", "sound", "i want to hear", "let me hear", "give me", "strike", "make"])
        if words.startswith(("note ", "the note ", "the chord ")) and rng.random() < 0.1:
            verb = ""
        return _asked(verb, words, rng), keep
    if kind == "effect":
        verb = rng.choice(["play", "make", "let me hear", "i want to hear", "give me", "produce", "play the sound of", "make the sound of"])
        return _polite(f"{verb} {v('effect')}", rng), thing
    keep, said = (thing, set(thing)) if full else _keep(rng, thing, kind, ["voice"], 0.5)
    digit = v("digit")
    words = rng.choice(["{}", "{}", "{}", "the digit {}", "the number {}", "the word {}"]).format(digit)
    verb = rng.choice(["say", "say", "say", "speak", "pronounce", "read aloud", "tell me aloud", "say aloud"])
    voice = " " + rng.choice(["in a {} voice", "with a {} voice"]).format(v("voice")) if "voice" in said else ""
    return _polite(f"{verb} {words}{voice}", rng), keep


def any_kind(rng) -> str:
    return rng.choice(["image"] * 6 + ["video"] * 5 + ["note"] * 4 + ["chord"] * 3 + ["effect"] + ["digit"] * 3)


def one_request(rng) -> Turn:
    kind = any_kind(rng)
    said, thing = request(kind, rng, full=rng.random() < 0.4)
    return Turn(said, show(thing), task=f"make {kind}")


def several(rng) -> Turn:
    """Returns a request for two or three things of one kind, under one verb: "draw a red circle and a blue square", "say 42"."""
    kind = rng.choice(["image", "note", "digit"])
    n = 2 if kind == "image" else rng.choice([2, 2, 3])
    things, names = [], []
    while len(things) < n:
        thing = {**DEFAULTS[kind], "kind": kind}
        drawn = rng.choice(w.every(kind))
        said = {"image": ["size"] * (rng.random() < 0.3) + ["color"] * (rng.random() < 0.85) + ["shape"], "note": ["pitch"], "digit": ["digit"]}[kind]
        thing.update({a: drawn[a] for a in said})
        if thing in w.seen(kind):
            things.append(thing)
            names.append(" ".join(l.word_for(a, drawn[a], rng) for a in said))
    if kind == "image":
        names = [_article(x) for x in names]
    verb = rng.choice({"image": ["draw", "draw", "paint", "show me", "make a picture of"], "note": ["play", "play the notes", "let me hear"], "digit": ["say", "speak", "say the digits"]}[kind])
    if kind == "digit" and rng.random() < 0.3:
        listed = "".join(str(w.DIGITS.index(t["digit"])) for t in things)
    elif kind != "image" and names[0] != "a" and rng.random() < 0.4:
        listed = " ".join(names)
    else:
        listed = " , ".join(names[:-1]) + rng.choice([" and ", " and ", " and then "]) + names[-1]
    return Turn(_polite(f"{verb} {listed}", rng), show(*things), task="make several")


def two_requests(rng) -> Turn:
    if rng.random() < 0.5:
        return several(rng)
    first, second = rng.choice([("image", "digit"), ("image", "note"), ("image", "chord"), ("video", "note"), ("video", "digit"), ("image", "effect"), ("image", "video"),
                                ("video", "effect"), ("video", "chord")])
    if rng.random() < 0.35:
        first, second = second, first
    parts = []
    for k in (first, second):
        words, thing = request(k, rng)
        while words.endswith(("?", "please", ".")) or words.startswith(("can", "could", "would", "now")):
            words, thing = request(k, rng)
        parts.append((words, thing))
    said = parts[0][0] + rng.choice([" and ", " and ", " , and ", " and then ", " and also "]) + parts[1][0]
    return Turn(said, show(parts[0][1], parts[1][1]), task="make two")


# ---- questions about media ------------------------------------------------------------------------------------------------

QUESTIONS = {
    "image": ["what is in this picture ?", "what is this ?", "describe the picture", "what do you see ?", "caption this image", "what does the image show ?",
              "tell me what is in the photo", "describe it", "what is shown here ?", "what is it ?"],
    "video": ["what happens in this film ?", "what is this ?", "describe the video", "what do you see ?", "caption this video", "what does the clip show ?",
              "describe it", "what is shown here ?", "what is it ?", "what is going on in this video ?"],
    "audio": ["what do you hear ?", "what is this ?", "describe the sound", "what is this sound ?", "caption this audio", "what is it ?", "describe it",
              "what is in this recording ?", "what can you hear ?", "which sound is this ?"],
}


def caption_turn(thing, rng, attached=True) -> Turn:
    modality = w.MODALITY[thing["kind"]]
    said = rng.choice(QUESTIONS[modality])
    return Turn(said, [f"this is {l.canonical(thing)} ."], [thing] if attached else [], task=f"caption {modality}")


def question_turn(thing, rng, attached=True) -> Turn:
    """One attribute of a thing."""
    k, asks = thing["kind"], []
    if k in ("image", "video"):
        asks += [(["what color is it ?", "which color is it ?", "what is the color ?"], f"it is {thing['color']} ."),
                 (["what shape is it ?", "which shape is it ?", "what is the shape ?"], f"it is a {thing['shape']} ."),
                 (["what is the background ?", "what color is the background ?"], f"the background is {thing['background']} .")]
    if k == "image":
        asks += [(["where is it ?", "what is the position ?", "in which corner is it ?"], f"it is at the {thing['row']} {thing['column']} ."),
                 (["what size is it ?", "is it small or large ?", "how big is it ?"], f"it is {thing['size']} .")]
    if k == "video":
        asks += [(["what is it doing ?", "how does it move ?", "where is it going ?"], f"it is {thing['motion']} .")]
    if k in ("note", "chord"):
        asks += [(["which note is it ?", "what note is it ?", "what is the note ?"] if k == "note" else ["which chord is it ?", "what chord is it ?"],
                  f"it is the note {thing['pitch']} {thing['octave']} ." if k == "note" else f"it is the chord {thing['pitch']} {thing['mode']} ."),
                 (["what is the timbre ?", "which wave is it ?"], f"it is a {thing['timbre']} tone .")]
    if k == "digit":
        asks += [(["which number is it ?", "which digit is it ?", "what number do you hear ?"], f"it is the digit {thing['digit']} ."),
                 (["is the voice high or low ?", "which voice is it ?"], f"it is a {thing['voice']} voice .")]
    if not asks:
        return caption_turn(thing, rng, attached)
    q, a = rng.choice(asks)
    return Turn(rng.choice(q), [a], [thing] if attached else [], task="question")


# ---- follow-ups ------------------------------------------------------------------------------------------------------------

def _lead(rng) -> str:
    return rng.choice(["", "", "now ", "and now ", "please ", "ok , ", "then "])


def edit(thing: dict, rng, attribute: str | None = None) -> tuple[str, dict] | None:
    """Returns (words, new thing): one attribute of a picture, film or sound is changed; None when the result is not a seen thing."""
    k = thing["kind"]
    names = {"image": ["color", "color", "color", "size", "shape", "place", "background"], "video": ["color", "color", "shape", "motion", "background"],
             "note": ["pitch", "octave", "timbre"], "chord": ["pitch", "mode", "timbre"], "digit": ["digit", "voice", "next"], "effect": ["effect"]}[k]
    name = attribute or rng.choice(names)
    new = dict(thing)
    other = lambda a: rng.choice([x for x in w.ATTRIBUTES[k][a] if x != thing[a]])
    if name == "place":
        new["row"], new["column"] = rng.choice(w.ROWS), rng.choice(w.COLUMNS)
        if new == thing:
            return None
        words = rng.choice(["move it to the {}", "put it at the {}", "place it at the {}", "the same at the {}", "set it to the {}", "i want it at the {}"]).format(l.place_words(new, rng))
    elif name == "next":
        i = w.DIGITS.index(thing["digit"])
        if i == 9:
            return None
        new["digit"] = w.DIGITS[i + 1]
        words = rng.choice(["say the next number", "the next digit", "say the next one", "and the next number"])
    else:
        new[name] = other(name)
        v = l.word_for(name, new[name], rng)
        forms = {
            "color": ["make it {}", "make it {}", "the same in {}", "change the color to {}", "turn it {}", "i want it {}", "the same but {}", "in {}", "again in {}", "now {}"],
            "size": ["make it {}", "the same but {}", "i want it {}"] + (["make it bigger", "bigger"] if new.get("size") == "large" else ["make it smaller", "smaller"]),
            "shape": ["make it a {}", "turn it into a {}", "the same as a {}", "change it to a {}", "i want a {} instead", "the same with a {}"],
            "background": ["on a {} background", "make the background {}", "change the background to {}", "the same on {}", "put it on a {} background"],
            "motion": ["now {}", "the same {}", "make it {}", "i want it {}"],
            "pitch": ["now the note {}", "the same with {}", "now {}", "play {} instead"] if k == "note" else ["now the chord {}", "the same with {}", "now on {}"],
            "octave": ["one octave higher", "higher", "an octave higher", "in octave 5"] if new.get("octave") == "5" else ["one octave lower", "lower", "an octave lower", "in octave 4"],
            "timbre": ["as a {} tone", "with a {} wave", "the same as a {}", "now with a {}"],
            "mode": ["now {}", "make it {}", "the same in {}", "in {}"],
            "digit": ["now say {}", "now {}", "say {} instead", "and {}"],
            "voice": ["in a {} voice", "with a {} voice", "the same in a {} voice"],
            "effect": ["now {}", "play {} instead", "now play {}"],
        }[name]
        if name == "motion" and new["motion"].startswith("moving"):
            forms = forms + ["make it move " + new["motion"].split()[1], "let it move " + new["motion"].split()[1]]
        words = rng.choice(forms).format(v)
    if new not in w.seen(k):
        return None
    return _lead(rng) + words + rng.choice(["", "", "", " please", " ."]), new


def cross(thing: dict, rng) -> tuple[str, dict] | None:
    """Returns (words, new thing) in another modality: picture to film, film to picture, picture to note, note to picture."""
    k = thing["kind"]
    if k == "image" and rng.random() < 0.6:
        said = rng.random() < 0.75
        motion = rng.choice(w.MOTIONS) if said else DEFAULTS["video"]["motion"]
        new = {"kind": "video", "shape": thing["shape"], "color": thing["color"], "background": thing["background"], "motion": motion}
        words = rng.choice(["the same as a film {}", "the same as a video {}", "make a film of it {}", "now as a video {}", "show it as a film {}", "make a video of it {}", "animate it {}"])
        words = words.format(l.word_for("motion", motion, rng) if said else "").strip()
    elif k in ("image", "video") and (k == "image" or rng.random() < 0.4):
        noun = {"image": ["picture", "image"], "video": ["film", "video"]}[k]
        new = {"kind": "note", "pitch": NOTE_OF_COLOR[thing["color"]], "octave": "4", "timbre": "sine"}
        words = rng.choice(["play the note of the {}", "play the note of its color", "play the note of this {}", "play its note", "let me hear the note of the {}"]).format(rng.choice(noun))
    elif k == "video":
        new = {"kind": "image", "shape": thing["shape"], "color": thing["color"], "background": thing["background"], "size": "large", "row": "middle", "column": "center"}
        words = rng.choice(["the same as a picture", "now as a picture", "draw it as a picture", "show it as an image", "make a picture of it", "draw it"])
    elif k == "note" and thing["pitch"] in COLOR_OF_NOTE:
        new = {**DEFAULTS["image"], "kind": "image", "color": COLOR_OF_NOTE[thing["pitch"]]}
        words = rng.choice(["draw the color of this note", "draw the color of the note", "show me the color of this note", "paint its color"])
    else:
        return None
    if new not in w.seen(new["kind"]):
        return None
    return _lead(rng) + words + rng.choice(["", "", "", " please", " ."]), new


def follow_up(thing: dict, rng) -> tuple[Turn, dict] | None:
    """Returns a turn that changes what was last seen or heard, and the new thing."""
    made = cross(thing, rng) if rng.random() < 0.35 else edit(thing, rng)
    if made is None:
        return None
    words, new = made
    if new["kind"] == thing["kind"] == "image" and rng.random() < 0.15:
        more = edit(new, rng)
        if more and "octave" not in more[0]:
            again = more[0].strip(" .").removesuffix(" please")
            for lead in ("now ", "and now ", "please ", "ok , ", "then "):
                again = again.removeprefix(lead)
            words, new = words.strip(" .").removesuffix(" please") + " and " + again, more[1]
    return Turn(words, show(new), task="follow " + thing["kind"] + " " + new["kind"]), new


# ---- words only --------------------------------------------------------------------------------------------------------------

def chat_turn(rng) -> Turn:
    r = rng.random()
    if r < 0.6:
        q, a = rng.choice(CHAT)
        said = rng.choice(q)
        return Turn(said if rng.random() < 0.7 else said.rstrip(" ?"), [a], task="chat")
    if r < 0.7:
        a, b = sorted(rng.sample(range(10), 2))
        if rng.random() < 0.3:
            a, b = 1, max(2, b)
        said = rng.choice([f"count from {w.DIGITS[a]} to {w.DIGITS[b]}", f"count from {a} to {b}"])
        if a == 1:
            said = rng.choice([said, f"count to {w.DIGITS[b]}", f"count to {b}"])
        return Turn(said, [" ".join(w.DIGITS[a : b + 1]) + " ."], task="chat")
    if r < 0.78:
        a = rng.randrange(9)
        return Turn(rng.choice([f"what comes after {w.DIGITS[a]} ?", f"which number comes after {w.DIGITS[a]} ?"]), [w.DIGITS[a + 1] + " ."], task="chat")
    if r < 0.9:
        a = rng.randrange(10)
        b = rng.randrange(10 - a)
        x, y = (w.DIGITS[a], w.DIGITS[b]) if rng.random() < 0.6 else (a, b)
        return Turn(rng.choice([f"what is {x} plus {y} ?", f"how much is {x} + {y} ?", f"{x} plus {y}"]), [w.DIGITS[a + b] + " ."], task="chat")
    c = rng.choice(list(NOTE_OF_COLOR))
    return Turn(rng.choice([f"which note is {c} ?", f"what is the note of {c} ?"]), [f"{c} is the note {NOTE_OF_COLOR[c]} ."], task="chat")


def odd_turn(rng) -> Turn:
    """A request outside the world: the model says what it knows."""
    r = rng.random()
    pick = lambda text: text.format(color=rng.choice(w.COLORS), shape=rng.choice(w.SHAPES), size=rng.choice(w.SIZES), row=rng.choice(w.ROWS), column=rng.choice(w.COLUMNS),
                                    motion=rng.choice(w.MOTIONS), background=rng.choice(w.BACKGROUNDS), voice=rng.choice(w.VOICES), pitch=rng.choice(w.PITCHES), mode=rng.choice(w.MODES),
                                    digit=rng.choice(w.DIGITS))
    if r < 0.55:
        said = pick(rng.choice(ODD_FRAMES))
    elif r < 0.65:
        said = pick(rng.choice(ODD_KNOWN))
    elif r < 0.85:  # a good request in which one word that matters is not known
        said, _ = request(any_kind(rng), rng)
        marks = said.split()
        matter = [i for i, x in enumerate(marks) if x in _MATTER]
        if not matter:
            return odd_turn(rng)
        for i in rng.sample(matter, min(len(matter), rng.choice([1, 1, 2]))):
            marks[i] = "<unk>"
        said = " ".join(marks)
    elif r < 0.88:
        color, ground = rng.sample(w.COLORS, 2)
        shape = l.word_for("shape", rng.choice(w.SHAPES), rng)
        size = rng.choice(["", "small ", "large "])
        words = rng.choice(["draw {} on a {} background", "paint {} on {}", "show me {} on a {} background", "make a picture of {} over a {} background"])
        return Turn(words.format(_article(size + color + " " + shape), ground), [ONLY_BACKGROUNDS], task="odd")
    else:  # known function words around unknown ones
        n = rng.randrange(3, 10)
        marks = [rng.choice(_PLAIN) if rng.random() < 0.55 else "<unk>" for _ in range(n)]
        if "<unk>" not in marks:
            marks[rng.randrange(n)] = "<unk>"
        said = " ".join(marks) + rng.choice(["", " ?", " ."])
    return Turn(said, [ONLY_KNOW], task="odd")


def vague_turn(rng) -> Turn:
    """A question or a change, where nothing was seen or heard before."""
    if rng.random() < 0.5:
        return Turn(rng.choice(QUESTIONS[rng.choice(list(QUESTIONS))]), [NOTHING_HERE], task="vague")
    thing = rng.choice(w.seen(rng.choice(["image", "video", "note"])))
    made = cross(thing, rng) if thing["kind"] == "note" or rng.random() < 0.4 else edit(thing, rng, rng.choice(["color", "background", "shape"]))
    if made is None or not {"it", "its", "same", "this"} & set(made[0].split()):
        return vague_turn(rng)
    return Turn(made[0], [NOTHING_HERE], task="vague")


_MATTER = {x for table in (l.SHAPE_WORDS, l.COLOR_WORDS, l.EFFECT_WORDS) for forms in table.values() for f in forms for x in f.split()} - {"a", "that", "some", "sound", "up", "down", "plus"}
_MATTER |= set(w.DIGITS) | {"moving", "going", "growing", "shrinking", "blinking"}
_PLAIN = l.words("the a an of on at to and or with for me my your please could would will now what is who where how why when which you i it this that do does can in from up like about make tell show give know")


# ---- dialogues -------------------------------------------------------------------------------------------------------------------

def _some_thing(rng) -> dict:
    return rng.choice(w.seen(rng.choice(["image", "image", "image", "video", "video", "note", "chord", "digit", "effect"])))


def dialogue(rng: random.Random, turns: int) -> list[Turn]:
    """Returns a dialogue of a number of turns; follow-ups speak of what was last seen or heard."""
    out, last = [], None
    while len(out) < turns:
        r = rng.random()
        if not out and rng.random() < 0.03:
            turn = vague_turn(rng)
        elif last is not None and r < 0.55:
            q = rng.random()
            if q < 0.75:
                made = follow_up(last, rng)
                if made is None:
                    continue
                turn, last = made
            elif q < 0.88:
                turn = question_turn(last, rng, attached=False)
            else:
                turn = caption_turn(last, rng, attached=False)
        elif r < 0.68:
            turn = one_request(rng)
            last = turn.answer[-1]
        elif r < 0.76:
            turn = two_requests(rng)
            last = turn.answer[-1]
        elif r < 0.88:
            thing = _some_thing(rng)
            q = rng.random()
            if q < 0.5:
                turn = caption_turn(thing, rng)
            elif q < 0.65:
                turn = question_turn(thing, rng)
            else:
                made = follow_up(thing, rng)
                if made is None:
                    continue
                turn, new = made
                turn.media, thing = [thing], new
            last = thing
        elif r < 0.94:
            turn = chat_turn(rng)
        else:
            turn = odd_turn(rng)
            if rng.random() < 0.1:
                turn.media = [_some_thing(rng)]
        out.append(turn)
    return out
