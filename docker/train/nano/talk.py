"""The language stage and conversation: backbone, input projector's end and output projectors, trained on dialogues together.

A sequence: <bos>, then for each turn <user>, for each medium <Img> eight soft tokens </Img>, the words, <bot>, the answer, <eos>.
In the answer a thing to show stands as its signal tokens; the hidden states under them (the forwards that consumed them) and
their embeddings go through the output projector of the modality.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from . import dialogue as d
from . import language as l
from . import nets, stages
from . import world as w
from .loop import Loop, averaged_weights

MODALITIES = nets.InputProjector.MODALITIES


class Talker(torch.nn.Module):
    """The trained parts of the stage."""

    def __init__(self):
        super().__init__()
        width = nets.LanguageModel.WIDTH
        self.model = nets.LanguageModel()
        self.out = torch.nn.ModuleDict({m: nets.OutputProjector(width) for m in MODALITIES})
        self.soft = torch.nn.Linear(nets.D, width)
        self.modality = torch.nn.Embedding(3, width)
        torch.nn.init.normal_(self.modality.weight, std=0.2)

    def soften(self, modality, read):
        """The end of the input projector: what its queries read -> soft tokens."""
        return self.soft(read) + self.modality(modality)[:, None]


class Sequence:
    """Ids of a dialogue, where its media and its signals stand, and which tokens are learned."""

    def __init__(self, turns: list[d.Turn]):
        self.ids, self.learn, self.media, self.signals = [l.BOS], [False], [], []
        for t in turns:
            self._add([l.USER], False)
            for thing in t.media:
                self._add([l.OPEN], False)
                self.media.append((len(self.ids), thing))
                self._add([l.PAD] * nets.SLOTS + [l.CLOSE], False)
            self._add(l.encode(t.said) + [l.BOT], False)
            for part in t.answer:
                if isinstance(part, str):
                    self._add(l.encode(part), True)
                else:
                    modality = w.MODALITY[part["kind"]]
                    self.signals.append((len(self.ids), modality, l.canonical(part)))
                    self._add(l.SIGNAL_IDS[modality], True)
            self._add([l.EOS], True)

    def _add(self, ids, learn):
        self.ids += ids
        self.learn += [learn] * len(ids)


class MediaBank:
    """What the Q-Former reads from media while the language model learns: the caption encoder's slots, with noise.

    The stage "bind" teaches the Q-Former to read just these slots from media, so the language model need not wait for it, nor
    be trained again when the encoder gets better.
    """

    def __init__(self, slots: dict[str, torch.Tensor]):
        self.slots = slots

    def draw(self, thing: dict, gen: torch.Generator) -> torch.Tensor:
        clean = self.slots[l.canonical(thing)]
        return clean + 0.5 * torch.rand(1, generator=gen) * torch.randn(clean.shape, generator=gen)


def pack(sequences: list[Sequence], room: int):
    """Lays sequences into rows of a length, first fit, and notes each one's place in it.

    Returns ids and labels [rows, room] (a label stands under the token that predicts it; -1 is not learned) and a mask that
    lets a token see only what came before it in its own sequence.
    """
    used: list[int] = []
    for s in sequences:
        s.row = next((r for r, n in enumerate(used) if n + len(s.ids) <= room), len(used))
        if s.row == len(used):
            used.append(0)
        s.column = used[s.row]
        used[s.row] += len(s.ids)
    ids, labels = np.zeros((len(used), room), np.int64), -np.ones((len(used), room), np.int64)
    owner = -np.ones((len(used), room), np.int64)
    for k, s in enumerate(sequences):
        at = s.column + np.arange(len(s.ids))
        ids[s.row, at], owner[s.row, at] = s.ids, k
        learned = np.flatnonzero(s.learn)
        labels[s.row, s.column + learned - 1] = np.array(s.ids)[learned]
    owner = torch.from_numpy(owner)
    mask = (owner[:, :, None] == owner[:, None, :]) & torch.ones(room, room, dtype=torch.bool).tril()
    return torch.from_numpy(ids), torch.from_numpy(labels), mask[:, None]


def embed(talker: Talker, sequences, ids, read_of):
    """Returns input embeddings with soft tokens in their places."""
    x = talker.model.emb(ids)
    places = [(s.row, s.column + at, thing) for s in sequences for at, thing in s.media]
    if places:
        kinds = torch.tensor([MODALITIES.index(w.MODALITY[t["kind"]]) for _, _, t in places])
        soft = talker.soften(kinds, torch.stack([read_of(t) for _, _, t in places]))
        rows = torch.tensor([r for r, _, _ in places])[:, None].expand(-1, nets.SLOTS)
        columns = torch.tensor([c for _, c, _ in places])[:, None] + torch.arange(nets.SLOTS)
        x = x.index_put((rows, columns), soft)
    return x


def project(talker: Talker, sequences, hidden):
    """Returns {modality: (captions, conditioning [n, 8, 128])} for all signals of sequences."""
    out = {}
    for m in MODALITIES:
        at = [(s.row, s.column + p, c) for s in sequences for p, kind, c in s.signals if kind == m]
        if at:
            n = len(l.SIGNAL_IDS[m])
            rows = torch.tensor([i for i, _, _ in at])[:, None].expand(-1, n)
            columns = torch.tensor([p for _, p, _ in at])[:, None] + torch.arange(n)
            own = talker.model.emb(torch.tensor(l.SIGNAL_IDS[m])).expand(len(at), -1, -1)
            out[m] = ([c for _, _, c in at], talker.out[m](hidden[rows, columns], own))
    return out


ROOM, ROWS = 192, 7


def draw_dialogues(prng: random.Random) -> list[Sequence]:
    """Enough dialogues to fill a batch: half of them single turns."""
    out, total = [], 0
    while total < ROOM * ROWS * 0.93:
        s = Sequence(d.dialogue(prng, prng.choice([1, 1, 1, 1, 1, 2, 2, 3, 4, 5])))
        if len(s.ids) <= ROOM:
            out.append(s)
            total += len(s.ids)
    return sorted(out, key=lambda s: -len(s.ids)) if prng.random() < 0.5 else out


def train(work: Path, steps: int = 2500, start: str | None = None, lr: float = 1.5e-3):
    """Next-token loss on answers, squared distance of the projected conditioning to the caption encoder's. start: an earlier stage."""
    torch.manual_seed(71)
    teacher, heads = stages.load_text(work)
    talker = Talker()
    if start:
        talker.load_state_dict(averaged_weights(work, start))
    captions = [l.canonical(t) for k in w.KINDS for t in w.every(k)]
    targets = dict(zip(captions, stages.conditioning(teacher, captions)))
    bank = MediaBank(targets)
    loop = Loop(work, "language", talker, steps, lr=lr, ema=0.995, seed=82 if start else 81)

    def forward(sequences, gen):
        ids, labels, mask = pack(sequences, ROOM)
        hidden = talker.model(embed(talker, sequences, ids, lambda t: bank.draw(t, gen)), mask)
        at = labels >= 0
        logits = talker.model.logits(hidden[at])
        distance, count, right = 0.0, 0, []
        for names, made in project(talker, sequences, hidden).values():
            goal = torch.stack([targets[c] for c in names])
            distance = distance + ((made - goal) ** 2).mean((1, 2)).sum()
            count += len(names)
            if not talker.training:
                guess = torch.stack([x.argmax(1) for x in heads(made)], 1)
                truth = torch.stack([x.argmax(1) for x in heads(goal)], 1)
                right += (guess == truth).all(1).tolist()
        return logits, labels[at], distance / max(count, 1), right

    def loss_of(step, fraction, rng, prng, gen):
        logits, labels, distance, _ = forward(draw_dialogues(prng), gen)
        ce = F.cross_entropy(logits, labels)
        return dict(loss=ce + distance, ce=ce, distance=distance)

    def evaluate():
        prng, gen = random.Random(4242), torch.Generator().manual_seed(4242)
        tokens, right = [], []
        for _ in range(8):
            logits, labels, _, ok = forward(draw_dialogues(prng), gen)
            tokens.append((logits.argmax(1) == labels).float().mean().item())
            right += ok
        return {"token accuracy": round(float(np.mean(tokens)), 4), "conditioning right": round(float(np.mean(right)), 4)}

    loop.run(loss_of, evaluate, 250)


# ---- conversation ---------------------------------------------------------------------------------------------------------------

class Conversation:
    """Greedy answers of the whole chain up to the conditioning; batches of prompts of equal length run together."""

    def __init__(self, talker: Talker, encoder=None, projector=None):
        self.talker, self.encoder, self.projector = talker, encoder, projector

    @torch.no_grad()
    def answer(self, prompts: list[Sequence], read_of, limit: int = 72, batch: int = 64) -> list[dict]:
        """prompts end with <bot>. Returns for each {"ids", "text", "shown": [(modality, conditioning [8, 128])]}."""
        out: list = [None] * len(prompts)
        by_length: dict[int, list[int]] = {}
        for i, p in enumerate(prompts):
            by_length.setdefault(len(p.ids), []).append(i)
        for members in by_length.values():
            for k in range(0, len(members), batch):
                part = members[k : k + batch]
                for i, a in zip(part, self._run([prompts[j] for j in part], read_of, limit)):
                    out[i] = a
        return out

    def _run(self, prompts, read_of, limit):
        model, n, start = self.talker.model, len(prompts), len(prompts[0].ids)
        ids = torch.tensor([p.ids for p in prompts])
        for row, p in enumerate(prompts):
            p.row, p.column = row, 0
        cache: list = []
        hidden = model.go_on(embed(self.talker, prompts, ids, read_of), cache, 0)[:, -1]
        limit = min(limit, nets.LanguageModel.CONTEXT - start)
        said: list[list[int]] = [[] for _ in prompts]
        chains: list[list[int]] = [[] for _ in prompts]
        taps: list[list] = [[] for _ in prompts]
        done = [False] * n
        for at in range(limit):
            best = model.logits(hidden).argmax(-1).tolist()
            step = []
            for i in range(n):
                token = chains[i].pop(0) if chains[i] else best[i]
                for m, signal in l.SIGNAL_IDS.items():
                    if token == signal[0] and not done[i]:
                        chains[i] = list(signal[1:])
                        taps[i].append((m, []))
                step.append(token)
                if not done[i]:
                    if token == l.EOS:
                        done[i] = True
                    else:
                        said[i].append(token)
            if all(done):
                break
            hidden = model.go_on(model.emb(torch.tensor(step))[:, None], cache, start + at)[:, -1]
            for i in range(n):
                if not done[i] and taps[i]:
                    m, rows = taps[i][-1]
                    if len(rows) < len(l.SIGNAL_IDS[m]):
                        rows.append(hidden[i])
        signals = {s for ids in l.SIGNAL_IDS.values() for s in ids}
        answers = []
        for i in range(n):
            shown = []
            for m, rows in taps[i]:
                if len(rows) == len(l.SIGNAL_IDS[m]):
                    own = self.talker.model.emb(torch.tensor(l.SIGNAL_IDS[m]))[None]
                    shown.append((m, self.talker.out[m](torch.stack(rows)[None], own)[0]))
            answers.append({"ids": said[i], "text": l.decode([t for t in said[i] if t not in signals]), "shown": shown})
        return answers


def prompt(history: list[d.Turn], said: str, media: list[dict] = ()) -> Sequence:
    """Returns the sequence of finished turns and a new question, ended by <bot>."""
    s = Sequence([*history, d.Turn(said, [], list(media))])
    s.ids.pop()
    s.learn.pop()
    return s


def load(work: Path) -> Talker:
    """Returns the trained talker."""
    talker = Talker()
    talker.load_state_dict(averaged_weights(work, "language"))
    return talker.eval().requires_grad_(False)
