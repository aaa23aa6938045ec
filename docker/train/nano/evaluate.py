"""Measures the shipped files with judges that share nothing with the nets, and writes a table, JSON and contact sheets."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import dialogue as d
from . import judges, nets, sound, stages, talk
from . import language as l
from . import world as w
from .weights import Nano

STEPS = 12

ODD_REQUESTS = """
write a poem about the sea|what is the capital of france ?|draw a dog|draw a house with a garden|tell me a joke|who won the football match ?|how old is the universe ?
translate this sentence into german|what is the weather like in paris ?|play jazz|play the piano sonata by mozart|draw a pink elephant|draw a hexagon|paint the mona lisa
make a video of a running horse|film a sunset over the ocean|say my grandmother's name|say constantinople|read me the newspaper|book a flight to london
how do i cook rice ?|solve this equation for me|what is the square root of nine ?|draw a star|draw a red heart|draw a brown circle|play a violin concerto|sing happy birthday
who wrote hamlet ?|explain quantum mechanics|what is the meaning of life ?|draw my cat|show me the eiffel tower|animate a walking robot|play thunder and rain|play a barking dog
make me a sandwich|order a pizza|set an alarm for six|what time is it ?|send an email to john|recommend a good book|how tall is mount everest ?|when did the war end ?
write python code that sorts a list|debug my program|draw a map of europe|draw a bicycle|paint a forest at night|draw a turquoise square|draw an ellipse|say antidisestablishmentarianism
what is machine learning ?|do you believe in ghosts ?|are you human ?|do you dream ?|i love you|i am hungry|buy me a car|close the window|turn off the lights|drive me home
what is the price of gold ?|is it raining ?|who is the president ?|where is my phone ?|why is the sky blue ?|why do birds sing ?|how do airplanes fly ?|how many legs has a spider ?
draw a circle wearing a hat|draw a blue whale|film a rocket launch|make a movie about dinosaurs|play a drum solo|play some reggae|play the sound of waves|play a siren
let me hear a lion|say good night in french|pronounce worcestershire|count the sheep|name all planets|list the kings of england|what is a black hole ?|what does serendipity mean ?
summarize this article|fix my grammar|tell me a story about a dragon|give me advice|what should i wear today ?|find a restaurant nearby|draw a rainbow|draw a face that smiles
make it sparkle|turn it into a pumpkin|give me the lyrics|compose a symphony|draw a tree in winter|paint a portrait of my mother|zebra|asdf qwerty|blah blah blah
can you dance ?|will you marry me ?
""".replace("\n", "|").strip("|").split("|")


class Bench:
    """One evaluation: the model, its folder, and what was measured so far."""

    def __init__(self, nano: Nano, out: Path, samples: int):
        self.nano, self.out, self.n, self.rows, self.details = nano, out, samples, [], {}
        self.talks = talk.Conversation(nano.talker)
        self.reads: dict[int, torch.Tensor] = {}

    def row(self, name: str, value: float, bar: float | None, n: int, more: dict | None = None, unit: str = "", least: bool = True):
        good = None if bar is None else bool(value >= bar if least else value <= bar)
        self.rows.append({"what": name, "value": round(float(value), 4), "unit": unit, "bar": bar, "n": n, "pass": good})
        if more:
            self.details[name] = more
        sign = "" if bar is None else ("PASS" if good else "MISS")
        print(f"{name:<58} {value:8.4f}{unit:<3} bar {bar if bar is not None else '-':<6} n {n:<5} {sign} {json.dumps(more) if more else ''}", flush=True)

    def attach(self, things: list[dict], rng) -> list[dict]:
        """Draws or plays fresh media of things and lets the encoder read them; returns copies that carry their reading."""
        out = [dict(t) for t in things]
        for m in talk.MODALITIES:
            mine = [t for t in out if w.MODALITY[t["kind"]] == m]
            for i in range(0, len(mine), 100):
                part = mine[i : i + 100]
                for t, r in zip(part, self.nano.read(m, stages.fresh_media(m, part, rng))):
                    self.reads[id(t)] = r
        self.kept = getattr(self, "kept", []) + out
        return out

    def ask(self, prompts):
        return self.talks.answer(prompts, lambda t: self.reads[id(t)])

    def make(self, modality: str, conditionings: list, seed: int) -> np.ndarray:
        """Generator tokens for conditionings; a missing one is a row of zeros, which no judge accepts."""
        have = [c for c in conditionings if c is not None]
        net = self.nano.generators[modality]
        out = np.zeros((len(conditionings), net.tokens, net.patch), np.float32)
        if have:
            out[[i for i, c in enumerate(conditionings) if c is not None]] = stages.generate(net, torch.stack(have), STEPS, seed)
        return out


def first(answer: dict, modality: str):
    """The first conditioning of a modality in an answer, or None."""
    return next((c for m, c in answer["shown"] if m == modality), None)


# ---- the bars -------------------------------------------------------------------------------------------------------------------

def captions(b: Bench):
    rng, npr = random.Random(101), np.random.RandomState(101)
    for modality, held, bar in (("image", False, 0.95), ("audio", False, 0.90), ("video", False, 0.90), ("image", True, 0.85), ("video", True, None), ("audio", True, None)):
        things = stages.held_or_seen(modality, held)
        if modality == "audio":
            kinds = sorted({t["kind"] for t in things})
            pools = {k: [t for t in things if t["kind"] == k] for k in kinds}
            picked = [rng.choice(pools[rng.choice(kinds)]) for _ in range(b.n)]
        else:
            picked = [rng.choice(things) for _ in range(b.n)]
        picked = b.attach(picked, npr)
        answers = b.ask([talk.prompt([], rng.choice(d.QUESTIONS[modality]), [t]) for t in picked])
        right = [a["text"] == f"this is {l.canonical(t)} ." for a, t in zip(answers, picked)]
        more = {}
        if modality == "audio":
            for k in sorted({t["kind"] for t in picked}):
                more[k] = round(float(np.mean([r for r, t in zip(right, picked) if t["kind"] == k])), 4)
        b.row(f"caption exact, {modality}{' held-out' if held else ''}", np.mean(right), bar, len(picked), more)


def images(b: Bench):
    rng = random.Random(202)
    for held in (False, True):
        pool = w.held_out("image") if held else w.seen("image")
        asked = [d.request("image", rng, pool, full=True) for _ in range(b.n)]
        answers = b.ask([talk.prompt([], said) for said, _ in asked])
        made = w.tokens_image(b.make("image", [first(a, "image") for a in answers], 7))
        things = [t for _, t in asked]
        s = judges.score(judges.judge_image, made, things)
        if held:
            b.row("text -> image, all attributes, held-out", s["all"], 0.90, len(things), s)
        else:
            for k, bar in (("color", 0.99), ("background", 0.99), ("size", 0.99), ("position", 0.99), ("shape", 0.95), ("all", 0.93)):
                b.row(f"text -> image, {k}", s[k], bar, len(things))
            per = {}
            for k in w.SHAPES:
                for z in w.SIZES:
                    at = [i for i, t in enumerate(things) if t["shape"] == k and t["size"] == z]
                    if at:
                        per[f"{z} {k}"] = judges.score(judges.judge_image, made[at], [things[i] for i in at])["all"]
            b.details["text -> image, per shape and size"] = per
            print(json.dumps(per))
            b.details["examples of images"] = [said for said, _ in asked[:48]]
            sheet(made[:48], b.out / "images.png", 8, 3)
            # cycle: the model's own captioner reads what the model drew
            again = [dict(t) for t in things]
            for t, r in zip(again, b.nano.read("image", w.image_tokens(made))):
                b.reads[id(t)] = r
            said = b.ask([talk.prompt([], "what is in this picture ?", [t]) for t in again])
            b.row("cycle: caption -> picture -> own caption is the same", np.mean([a["text"] == f"this is {l.canonical(t)} ." for a, t in zip(said, again)]), 0.75, len(again))


def videos(b: Bench):
    rng = random.Random(303)
    for held in (False, True):
        pool = w.held_out("video") if held else w.seen("video")
        asked = [d.request("video", rng, pool, full=True) for _ in range(b.n)]
        answers = b.ask([talk.prompt([], said) for said, _ in asked])
        made = w.tokens_video(b.make("video", [first(a, "video") for a in answers], 8))
        things = [t for _, t in asked]
        s = judges.score(judges.judge_video, made, things)
        both = np.mean([all(x.get(k) == t[k] for k in ("shape", "color", "motion")) for x, t in zip(map(judges.judge_video, made), things)])
        b.row("text -> video, shape + color + motion" + (", held-out" if held else ""), both, None if held else 0.85, len(things), s)
        if not held:
            strips = np.concatenate([made[i] for i in range(24)]).reshape(24 * 8, 32, 32, 3)
            sheet(strips, b.out / "films.png", 16, 2)


def judge_note(wave, thing) -> bool:
    return abs(1200 * np.log2(sound.judge_pitch(wave) / sound.frequency(thing["pitch"], int(thing["octave"])))) <= 50


def audios(b: Bench, work: Path):
    rng, digit_judge = random.Random(404), DigitJudge.trained(work)
    pictures = []
    for kind, bar in (("note", 0.90), ("chord", 0.90), ("digit", 0.90), ("effect", None)):
        n = b.n if kind != "effect" else max(20, b.n // 5)
        asked = [d.request(kind, rng, w.every(kind), full=True) for _ in range(n)]
        answers = b.ask([talk.prompt([], said) for said, _ in asked])
        made = b.make("audio", [first(a, "audio") for a in answers], 9)
        waves = np.concatenate([sound.griffin_lim(made[i : i + 50]) for i in range(0, n, 50)])
        things = [t for _, t in asked]
        if kind == "note":
            b.row("text -> audio, pitch within 50 cents", np.mean([judge_note(x, t) for x, t in zip(waves, things)]), bar, n)
        elif kind == "chord":
            b.row("text -> audio, chord", np.mean([sound.judge_chord(x) == (t["pitch"], t["mode"]) for x, t in zip(waves, things)]), bar, n)
        elif kind == "digit":
            guess = digit_judge.digits(waves)
            b.row("text -> audio, digit", np.mean([g == t["digit"] for g, t in zip(guess, things)]), bar, n, {"judge on fresh real digits": digit_judge.accuracy})
        else:
            b.row("text -> audio, effect", np.mean([sound.judge_effect(x) == t["effect"] for x, t in zip(waves, things)]), bar, n)
        pictures.append(made[:10])
        write_wav(b.out / f"{kind}.wav", waves[:10])
    rows = [np.concatenate([np.pad(x.T[::-1], ((0, 2), (0, 2)), constant_values=sound.TOP) for x in row], 1) for row in pictures]
    save_png(np.concatenate(rows)[..., None].repeat(3, -1), b.out / "sounds.png", sound.BOTTOM, sound.TOP)


def routing(b: Bench):
    rng = random.Random(505)
    turns = [d.one_request(rng) for _ in range(b.n)]
    answers = b.ask([talk.prompt([], t.said) for t in turns])
    right = [[m for m, _ in a["shown"]] == [w.MODALITY[t.answer[-1]["kind"]]] for a, t in zip(answers, turns)]
    b.row("right output modality", np.mean(right), 0.99, len(turns))
    named = [a["text"] == t.answer[0] for a, t in zip(answers, turns)]
    b.row("right words, requests with defaults", np.mean(named), None, len(turns))
    turns = [d.two_requests(rng) for _ in range(b.n)]
    answers = b.ask([talk.prompt([], t.said) for t in turns])
    right = [[m for m, _ in a["shown"]] == [w.MODALITY[x["kind"]] for x in t.answer if isinstance(x, dict)] for a, t in zip(answers, turns)]
    b.row("right output modalities, two things in one request", np.mean(right), None, len(turns))
    turns = [d.chat_turn(rng) if rng.random() < 0.6 else d.odd_turn(rng) for _ in range(b.n)]
    answers = b.ask([talk.prompt([], t.said) for t in turns])
    b.row("signals in text-only turns (false)", np.mean([bool(a["shown"]) for a in answers]), 0.01, len(turns), least=False)
    chat = [(a["text"], t.answer[0]) for a, t in zip(answers, turns) if t.task == "chat"]
    b.row("chat answers exact", np.mean([x == y for x, y in chat]), None, len(chat))
    answers = b.ask([talk.prompt([], s) for s in ODD_REQUESTS])
    honest = [a["text"].startswith("i only know") and not a["shown"] for a in answers]
    b.row("odd requests: an honest 'i only know'", np.mean(honest), 0.95, len(ODD_REQUESTS), {"missed": [s for s, h in zip(ODD_REQUESTS, honest) if not h]})


def follow_ups(b: Bench):
    rng, npr = random.Random(606), np.random.RandomState(606)
    # "make it blue" on an attached picture: picture -> words -> picture
    things, said, wanted = [], [], []
    while len(things) < b.n:
        t = rng.choice(w.seen("image"))
        made = d.edit(t, rng, "color")
        if made:
            things.append(t), said.append(made[0]), wanted.append(made[1])
    answers = b.ask([talk.prompt([], s, [t]) for s, t in zip(said, b.attach(things, npr))])
    made = w.tokens_image(b.make("image", [first(a, "image") for a in answers], 10))
    s = judges.score(judges.judge_image, made, wanted)
    b.row("'make it blue' on an attached picture, all attributes", s["all"], 0.75, len(wanted), s)
    sheet(made[:24], b.out / "edits.png", 8, 3)
    # other follow-ups over two turns, after something was attached or made
    prompts, wanted = [], []
    while len(prompts) < b.n:
        t = rng.choice(w.seen(rng.choice(["image", "image", "video"])))
        made = d.cross(t, rng)
        if not made:
            continue
        wanted.append(made[1])
        if rng.random() < 0.5:
            prompts.append(talk.prompt([], made[0], b.attach([t], npr)))
        else:
            before, thing = d.request(t["kind"], rng, [t], full=True)
            prompts.append(talk.prompt([d.Turn(before, d.show(thing))], made[0]))
    answers = b.ask(prompts)
    right: dict[str, list] = {}
    for kind in ("image", "video", "note"):
        at = [i for i, t in enumerate(wanted) if t["kind"] == kind]
        modality = w.MODALITY[kind]
        made = b.make(modality, [first(answers[i], modality) for i in at], 11)
        if kind == "note":
            waves = sound.griffin_lim(made)
            right["to note"] = [judge_note(x, wanted[i]) for x, i in zip(waves, at)]
        else:
            unfold, judge = (w.tokens_image, judges.judge_image) if kind == "image" else (w.tokens_video, judges.judge_video)
            seen = [judge(x) for x in unfold(made)]
            right[f"to {modality}"] = [all(x.get(k) == v for k, v in wanted[i].items() if k != "kind") for x, i in zip(seen, at)]
    b.row("cross-modal follow-ups, all attributes", np.mean(sum(right.values(), [])), 0.75, len(prompts), {k: round(float(np.mean(v)), 4) for k, v in right.items()})


def alignment(b: Bench):
    rng = random.Random(707)
    turns = [d.one_request(rng) for _ in range(b.n)]
    answers = b.ask([talk.prompt([], t.said) for t in turns])
    goal = stages.conditioning(b.nano.captions, [l.canonical(t.answer[-1]) for t in turns])
    close = [F.cosine_similarity(a["shown"][0][1], g, dim=-1).mean().item() for a, g in zip(answers, goal) if a["shown"]]
    b.row("alignment: cosine of projected and caption conditioning", np.mean(close), 0.95, len(close))


def latency(b: Bench):
    npr = np.random.RandomState(808)

    def median(run, n=7):
        times = []
        for _ in range(n):
            start = time.time()
            run()
            times.append(time.time() - start)
        return float(np.median(times))

    picture = {"kind": "image", **d.DEFAULTS["image"]}

    def caption():
        b.ask([talk.prompt([], "what is in this picture ?", b.attach([picture], npr))])

    def make(said, modality):
        made = b.make(modality, [first(b.ask([talk.prompt([], said)])[0], modality)], 1)
        if modality == "audio":
            sound.griffin_lim(made)

    for name, run, bar in (("caption", caption, 0.5), ("image", lambda: make("draw a small red circle at the top left", "image"), 1.5),
                           ("audio", lambda: make("play the note a", "audio"), 1.5), ("video", lambda: make("make a film of a red circle moving left", "video"), 3.0)):
        b.row(f"latency, {name}, one thread, this program", median(run), bar, 7, unit="s", least=False)


# ---- an independent judge of digits ------------------------------------------------------------------------------------------------

class DigitJudge:
    """A small CNN on 32 x 32 averaged spectrograms, trained on real digits of another seed, also after Griffin-Lim."""

    def __init__(self):
        torch.manual_seed(91)
        self.net = nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
                                 nn.Flatten(), nn.Dropout(0.3), nn.Linear(32 * 64, 10))
        self.accuracy = 0.0

    @staticmethod
    def _features(waves: np.ndarray) -> torch.Tensor:
        x = torch.from_numpy(sound.spectrogram(waves))[:, None]
        return F.avg_pool2d(x, (2, 8)) * 2

    @classmethod
    def trained(cls, work: Path) -> DigitJudge:
        judge, path = cls(), work / "digit-judge.pt"
        if path.exists():
            saved = torch.load(path)
            judge.net.load_state_dict(saved["net"])
            judge.accuracy = saved["accuracy"]
            judge.net.eval()
            return judge

        def data(seed, copies):
            rng, things = np.random.RandomState(seed), [t for t in w.every("digit") for _ in range(copies)]
            return np.stack([sound.synthesize(t, rng) for t in things]), torch.tensor([w.DIGITS.index(t["digit"]) for t in things])

        waves, labels = data(9001, 30)
        some = slice(0, None, 3)
        waves = np.concatenate([waves, sound.griffin_lim(sound.spectrogram(waves[some]), rounds=20)])
        labels = torch.cat([labels, labels[some]])
        x = cls._features(waves)
        optimizer = torch.optim.AdamW(judge.net.parameters(), lr=2e-3, weight_decay=0.01)
        gen = torch.Generator().manual_seed(92)
        for _ in range(400):
            at = torch.randint(len(x), (64,), generator=gen)
            noisy = x[at] + 0.1 * torch.randn(x[at].shape, generator=gen)
            loss = F.cross_entropy(judge.net(noisy), labels[at])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        judge.net.eval()
        waves, labels = data(9002, 10)
        with torch.no_grad():
            judge.accuracy = round((judge.net(cls._features(waves)).argmax(1) == labels).float().mean().item(), 4)
        torch.save({"net": judge.net.state_dict(), "accuracy": judge.accuracy}, path)
        return judge

    @torch.no_grad()
    def digits(self, waves: np.ndarray) -> list[str]:
        """Levels are evened out first: a judge must not need a certain loudness."""
        waves = waves / np.maximum(np.abs(waves).max(1, keepdims=True), 1e-6) * 0.7
        return [w.DIGITS[i] for i in self.net(self._features(waves)).argmax(1).tolist()]


# ---- pictures and files --------------------------------------------------------------------------------------------------------------

def save_png(x: np.ndarray, path: Path, low: float = 0.0, high: float = 1.0, scale: int = 1):
    from PIL import Image

    x = np.clip((x - low) / (high - low) * 255, 0, 255).astype(np.uint8)
    Image.fromarray(x).resize((x.shape[1] * scale, x.shape[0] * scale), 0).save(path)


def sheet(pictures: np.ndarray, path: Path, columns: int, scale: int):
    """Writes pictures [n, h, w, 3] as one PNG."""
    n, h, width, _ = pictures.shape
    rows = (n + columns - 1) // columns
    out = np.full((rows * (h + 2), columns * (width + 2), 3), 0.3, np.float32)
    for i, p in enumerate(pictures):
        y, x = i // columns * (h + 2), i % columns * (width + 2)
        out[y : y + h, x : x + width] = p
    save_png(out, path, scale=scale)


def write_wav(path: Path, waves: np.ndarray):
    import wave

    with wave.open(str(path), "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(sound.RATE)
        f.writeframes((np.concatenate(list(waves)).clip(-1, 1) * 32767).astype("<i2").tobytes())


def main(work: Path, models: Path, out: Path, samples: int):
    out.mkdir(parents=True, exist_ok=True)
    b = Bench(Nano(models), out, samples)
    have = b.nano.generators
    if b.nano.encoder is not None and b.nano.projector is not None:
        captions(b)
    routing(b)
    if have["image"]:
        images(b)
    if have["video"]:
        videos(b)
    if have["audio"]:
        audios(b, work)
    if all(have.values()):
        follow_ups(b)
        latency(b)
    alignment(b)
    (out / "results.json").write_text(json.dumps({"samples": samples, "steps": STEPS, "rows": b.rows, "details": b.details}, indent=1) + "\n")
    lines = ["| what | measured | bar | n | |", "| --- | --- | --- | --- | --- |"]
    for r in b.rows:
        mark = {True: "pass", False: "**miss**", None: ""}[r["pass"]]
        lines.append(f"| {r['what']} | {r['value']:.3f}{' ' + r['unit'] if r['unit'] else ''} | {r['bar'] if r['bar'] is not None else ''} | {r['n']} | {mark} |")
    (out / "table.md").write_text("\n".join(lines) + "\n")
