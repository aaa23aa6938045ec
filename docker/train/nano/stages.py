"""The training stages. Each is a function (work folder, options) that can be stopped and started again."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import judges, language, nets
from . import world as w
from .loop import Loop, averaged_weights


def _slot_targets(things):
    return torch.from_numpy(np.stack([w.slots(t) for t in things]))


# ---- text: the caption encoder ---------------------------------------------------------------------------------------

class _TextStage(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.heads = nets.CaptionEncoder(), nets.SlotHeads()


def pick_things(rng: random.Random, n: int) -> list[dict]:
    """Draws seen things: a third pictures, a third films, a third sounds."""
    out = []
    for _ in range(n):
        kind = rng.choice(["image", "image", "video", "video", "audio", "audio"])
        if kind == "audio":
            kind = rng.choice(["note", "note", "chord", "chord", "effect", "digit"])
        out.append(rng.choice(w.seen(kind)))
    return out


def train_text(work: Path, steps: int = 800):
    """Learns the eight slots of captions; the canonical and a free caption of a thing must agree. Then it is frozen."""
    torch.manual_seed(1)
    stage = _TextStage()
    loop = Loop(work, "text", stage, steps, lr=1e-3, ema=0.99, seed=11)

    def loss_of(step, fraction, rng, prng, gen):
        things = pick_things(prng, 32)
        captions = [language.free(t, prng) for t in things] + [language.canonical(t) for t in things]
        slots = stage.encoder(torch.from_numpy(language.caption_ids(captions)))
        targets = _slot_targets(things).repeat(2, 1)
        logits = stage.heads(slots + 0.7 * torch.randn(slots.shape, generator=gen))
        ce = sum(F.cross_entropy(l, targets[:, i]) for i, l in enumerate(logits)) / nets.SLOTS
        agree = ((slots[:32] - slots[32:]) ** 2).mean()
        return dict(loss=ce + 0.5 * agree, ce=ce, agree=agree)

    def evaluate():
        rng, out = random.Random(5), {}
        for kind in w.KINDS:
            for tag, pool in (("seen", w.seen(kind)), ("held", w.held_out(kind))):
                if pool:
                    things = [rng.choice(pool) for _ in range(200)]
                    s = stage.encoder(torch.from_numpy(language.caption_ids([language.free(t, rng) for t in things])))
                    guess = torch.stack([l.argmax(1) for l in stage.heads(s)], 1)
                    out[f"{kind} {tag}"] = (guess == _slot_targets(things)).all(1).float().mean().item()
        return out

    loop.run(loss_of, evaluate, 200)


def load_text(work: Path):
    """Returns the frozen caption encoder and its slot heads."""
    stage = _TextStage()
    stage.load_state_dict(averaged_weights(work, "text"))
    stage.eval().requires_grad_(False)
    return stage.encoder, stage.heads


def conditioning(encoder, captions: list[str], batch: int = 256) -> torch.Tensor:
    """Returns the conditioning [n, 8, 128] of captions."""
    ids = torch.from_numpy(language.caption_ids(captions))
    with torch.no_grad():
        return torch.cat([encoder(ids[i : i + batch]) for i in range(0, len(ids), batch)])


# ---- generators --------------------------------------------------------------------------------------------------------

class CaptionBank:
    """A few conditionings of each seen thing, made once: a canonical caption and free ones."""

    def __init__(self, encoder, things: list[dict], free: int = 5, seed: int = 3):
        rng = random.Random(seed)
        rows = [[language.canonical(t)] * 2 + [language.free(t, rng) for _ in range(free)] for t in things]
        self.forms = free + 2
        self.table = conditioning(encoder, [c for row in rows for c in row]).view(len(things), self.forms, nets.SLOTS, nets.D)

    def draw(self, index: np.ndarray, rng: np.random.RandomState) -> torch.Tensor:
        return self.table[torch.from_numpy(index), torch.from_numpy(rng.randint(self.forms, size=len(index)))]


def flow_loss(net, c, x, fraction, gen, shift: float = 4.0, first: float = 0.12):
    """Weighted loss of the flow: the first part of training at t = 0 only, then a fifth of the samples."""
    n = len(x)
    u = torch.rand(n, generator=gen)
    t = u / (u + shift * (1 - u))
    at_zero = torch.rand(n, generator=gen) < (1.0 if fraction < first else 0.2)
    t = torch.where(at_zero, torch.zeros(()), t)
    tt = t.view(-1, 1, 1)
    noisy = tt * x + (1 - tt) * torch.randn(x.shape, generator=gen)
    e = (net(c, noisy, t) - x) / (1 - tt).clamp(min=0.2)
    return (e * e).mean()


def train_generator(work: Path, modality: str, steps: int, batch: int = 16, lr: float = 2e-3, start: str | None = None):
    """Trains the flow transformer of one modality on the frozen conditioning. start: an earlier stage whose fitting weights are taken over."""
    torch.manual_seed({"image": 21, "video": 22, "audio": 23}[modality])
    encoder, _ = load_text(work)
    net = nets.Generator(modality)
    if start:
        own = net.state_dict()
        own.update({k: v for k, v in earlier_weights(work, start).items() if k in own and own[k].shape == v.shape})
        net.load_state_dict(own)
    loop = Loop(work, modality, net, steps, lr=lr, seed={"image": 31, "video": 32, "audio": 33}[modality])
    draw, things = media_source(work, modality)
    bank = CaptionBank(encoder, things)

    def loss_of(step, fraction, rng, prng, gen):
        index, x = draw(batch, rng)
        c = bank.draw(index, rng)
        c = c + 0.1 * torch.randn(c.shape, generator=gen)
        return dict(loss=flow_loss(net, c, torch.from_numpy(x), fraction, gen, first=0.0 if start else 0.12))

    loop.run(loss_of, lambda: quick_score(work, modality, net, encoder), max(500, steps // 10))


def earlier_weights(work: Path, start: str) -> dict:
    """Returns the weights of a checkpoint in the work folder, or of a shipped safetensors file."""
    if start.endswith(".safetensors"):
        from . import weights

        return weights.load(Path(start))
    return averaged_weights(work, start)


# A square is told from a circle by its corners alone, a few pixels: these are drawn more often.
HARD = {("small", "square"): 3.0, ("small", "circle"): 2.0, ("large", "square"): 2.0}


def media_source(work: Path, modality: str):
    """Returns (draw, things): draw(n, rng) gives thing numbers and generator tokens [n, tokens, patch] of seen things."""
    if modality == "audio":
        from . import sound

        return sound.pool(work).draw, sound.listed_seen()
    things = w.seen(modality)
    make, fold = (w.draw_images, w.image_tokens) if modality == "image" else (w.draw_videos, w.video_tokens)

    weight = np.array([HARD.get((t.get("size", "small"), t["shape"]), 1.0) for t in things])
    chance = np.cumsum(weight / weight.sum())

    def draw(n, rng):
        index = np.minimum(np.searchsorted(chance, rng.rand(n)), len(things) - 1)
        return index, fold(make([things[i] for i in index], rng))

    return draw, things


def generate(net, c, steps: int = 12, seed: int = 5, batch: int = 50) -> np.ndarray:
    """Returns generator tokens [n, tokens, patch] for conditionings, with noise from a seed."""
    gen, out = torch.Generator().manual_seed(seed), []
    for i in range(0, len(c), batch):
        part = c[i : i + batch]
        noise = torch.randn(len(part), net.tokens, net.patch, generator=gen)
        out.append(nets.sample(net, part, steps, noise))
    return torch.cat(out).numpy()


def quick_score(work: Path, modality: str, net, encoder, n: int = 96, steps: int = 12) -> dict:
    """Judges media made straight from captions (no language model): a progress figure."""
    rng = random.Random(9)
    if modality == "audio":
        from . import sound

        things = [rng.choice(sound.listed()) for _ in range(n)]
    else:
        things = [rng.choice(w.every(modality)) for _ in range(n)]
    tokens = generate(net, conditioning(encoder, [language.free(t, rng) for t in things]), steps)
    if modality == "image":
        return judges.score(judges.judge_image, w.tokens_image(tokens), things)
    if modality == "video":
        return judges.score(judges.judge_video, w.tokens_video(tokens), things)
    return sound.quick_score(tokens, things)


# ---- bind: the modality encoder and the core of the input projector ------------------------------------------------------

class _BindStage(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.projector = nets.TinyBind(), nets.InputProjector(nets.LanguageModel.WIDTH)
        self.scale = torch.nn.Parameter(torch.tensor(2.3))


def noisy(x: np.ndarray, modality: str, rng) -> np.ndarray:
    """Training media as the encoder meets them: clean, noisy, or a little dim."""
    n = len(x)
    level = np.where(rng.rand(n) < 0.3, 0, rng.rand(n) * (0.25 if modality == "audio" else 0.2)).astype(np.float32).reshape(-1, 1, 1)
    x = x + level * rng.standard_normal(x.shape).astype(np.float32)
    if modality == "audio":
        return x
    return x * rng.uniform(0.9, 1.05, size=(n, 1, 1)).astype(np.float32)


def train_bind(work: Path, steps: int = 1500, batch: int = 12, start: str | None = None, lr: float = 1.5e-3):
    """Aligns media with the frozen caption encoder: the Q-Former reads the eight slots, the pooled vectors match (InfoNCE)."""
    torch.manual_seed(41)
    teacher, heads = load_text(work)
    stage = _BindStage()
    if start:
        stage.load_state_dict(averaged_weights(work, start))
    loop = Loop(work, "bind", stage, steps, lr=lr, ema=0.995, seed=52 if start else 51)
    sources = {m: media_source(work, m) for m in nets.InputProjector.MODALITIES}
    targets = {m: conditioning(teacher, [language.canonical(t) for t in things]) for m, (_, things) in sources.items()}
    classes = {m: _slot_targets(things) for m, (_, things) in sources.items()}

    def read(modality, x):
        tokens, pooled = stage.encoder(modality, x)
        return stage.projector.read(tokens), pooled

    def loss_of(step, fraction, rng, prng, gen):
        ce, match, pooled, texts, marks = 0.0, 0.0, [], [], []
        for m, (draw, _) in sources.items():
            index, x = draw(batch, rng)
            at = torch.from_numpy(index)
            slots, vector = read(m, torch.from_numpy(noisy(x, m, rng)))
            target = targets[m][at]
            ce = ce + sum(F.cross_entropy(l, classes[m][at][:, i]) for i, l in enumerate(heads(slots))) / nets.SLOTS / 3
            match = match + ((slots - target) ** 2).mean() / 3
            pooled.append(vector)
            texts.append(F.normalize(target.mean(1), dim=-1))
            marks += [(m, int(i)) for i in index]
        v, t = torch.cat(pooled), torch.cat(texts)
        logits = v @ t.T * stage.scale.exp().clamp(max=50)
        same = torch.tensor([[a == b for b in marks] for a in marks])
        same_other = same & ~torch.eye(len(marks), dtype=torch.bool)
        logits = logits.masked_fill(same_other, -1e4)
        goal = torch.arange(len(marks))
        nce = (F.cross_entropy(logits, goal) + F.cross_entropy(logits.T, goal)) / 2
        return dict(loss=ce + match + 0.1 * nce, ce=ce, match=match, nce=nce)

    def evaluate():
        out, rng = {}, np.random.RandomState(77)
        for m in sources:
            for tag, things in (("seen", held_or_seen(m, False)), ("held", held_or_seen(m, True))):
                picked = [things[i] for i in rng.randint(len(things), size=100)]
                slots, _ = read(m, torch.from_numpy(fresh_media(m, picked, rng)))
                guess = torch.stack([l.argmax(1) for l in heads(slots)], 1)
                out[f"{m} {tag}"] = round((guess == _slot_targets(picked)).all(1).float().mean().item(), 3)
        return out

    loop.run(loss_of, evaluate, 250)


def held_or_seen(modality: str, held: bool) -> list[dict]:
    """Returns the held-out or the seen things of a modality."""
    kinds = [k for k, m in w.MODALITY.items() if m == modality]
    return [t for k in kinds for t in (w.held_out(k) if held else w.seen(k))]


def fresh_media(modality: str, things: list[dict], rng) -> np.ndarray:
    """Returns new media of things as tokens of the generator's layout."""
    if modality == "audio":
        from . import sound

        return sound.spectrogram(np.stack([sound.synthesize(t, rng) for t in things]))
    if modality == "image":
        return w.image_tokens(w.draw_images(things, rng))
    return w.video_tokens(w.draw_videos(things, rng))


def load_bind(work: Path):
    """Returns the frozen modality encoder and the input projector as the stage left it."""
    stage = _BindStage()
    stage.load_state_dict(averaged_weights(work, "bind"))
    stage.eval().requires_grad_(False)
    return stage.encoder, stage.projector
