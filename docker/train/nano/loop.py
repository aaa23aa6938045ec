"""A resumable training loop: AdamW, warm-up and cosine, norm clipping, moving average, checkpoints, progress, loss plot."""

from __future__ import annotations

import json
import math
import os
import random
import time
from pathlib import Path

import numpy as np
import torch


class Loop:
    """Trains a module for a fixed number of steps; started again, it goes on from its last checkpoint.

    Batches are drawn from generators that are seeded by (seed, step), so an interrupted run and an uninterrupted one see
    the same data.
    """

    def __init__(self, work: Path, name: str, module: torch.nn.Module, steps: int, lr: float, ema: float = 0.998,
                 weight_decay: float = 0.01, warmup: int = 200, seed: int = 1, save_seconds: float = 120):
        self.work, self.name, self.module, self.steps, self.lr = work, name, module, steps, lr
        self.ema_rate, self.warmup, self.seed, self.save_seconds = ema, warmup, seed, save_seconds
        matrices = [p for p in module.parameters() if p.requires_grad and p.dim() > 1]
        rest = [p for p in module.parameters() if p.requires_grad and p.dim() <= 1]
        self.optimizer = torch.optim.AdamW(
            [dict(params=matrices, weight_decay=weight_decay), dict(params=rest, weight_decay=0.0)], lr=lr, betas=(0.9, 0.98), fused=True)
        self.parameters = matrices + rest
        self.ema = {k: v.detach().clone() for k, v in module.state_dict().items()}
        self.step, self.seconds, self.history = 0, 0.0, []
        self.path = work / f"{name}.ckpt"
        if self.path.exists():
            state = torch.load(self.path, weights_only=False)
            module.load_state_dict(state["module"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.ema, self.step, self.seconds, self.history = state["ema"], state["step"], state["seconds"], state["history"]
            print(f"[{name}] goes on from step {self.step}", flush=True)

    def save(self):
        state = dict(module=self.module.state_dict(), optimizer=self.optimizer.state_dict(), ema=self.ema, step=self.step,
                     steps=self.steps, seconds=self.seconds, history=self.history)
        torch.save(state, self.path.with_suffix(".tmp"))
        os.replace(self.path.with_suffix(".tmp"), self.path)
        self.plot()

    def plot(self):
        import matplotlib

        matplotlib.use("Agg")
        import matplotlib.pyplot as plt

        if not self.history:
            return
        fig, axes = plt.subplots(figsize=(6, 3.2), dpi=110)
        for key in [k for k in self.history[-1] if k not in ("step", "seconds")]:
            rows = [h for h in self.history if key in h]
            axes.plot([h["step"] for h in rows], [max(h[key], 1e-6) for h in rows], label=key, linewidth=1)
        axes.set_yscale("log")
        axes.set_xlabel("step")
        axes.set_title(self.name, fontsize=9)
        axes.legend(fontsize=7)
        axes.grid(alpha=0.3)
        fig.tight_layout()
        fig.savefig(self.work / f"loss-{self.name}.png")
        plt.close(fig)

    def run(self, loss_of, evaluate=None, evaluate_every: int = 0, progress_every: int = 50):
        """loss_of(step, fraction, rng, python_rng, torch_generator) -> dict of losses; "loss" is the one that is minimised."""
        saved, sums, count = time.time(), {}, 0
        clock = time.time()
        while self.step < self.steps:
            fraction = self.step / self.steps
            lr = self.lr * min(1, (self.step + 1) / self.warmup) * (0.5 + 0.5 * math.cos(math.pi * fraction)) + 1e-6
            for group in self.optimizer.param_groups:
                group["lr"] = lr
            key = self.seed * 1_000_003 + self.step
            losses = loss_of(self.step, fraction, np.random.RandomState(key % 2**32), random.Random(key), torch.Generator().manual_seed(key))
            self.optimizer.zero_grad()
            losses["loss"].backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimizer.step()
            self.step += 1
            keep = min(self.ema_rate, self.step / (self.step + 9))
            with torch.no_grad():
                state = self.module.state_dict()
                floats = [k for k, v in state.items() if v.is_floating_point()]
                torch._foreach_lerp_([self.ema[k] for k in floats], [state[k] for k in floats], 1 - keep)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach() if torch.is_tensor(v) else v)
            count += 1
            self.seconds += time.time() - clock
            clock = time.time()
            if self.step % progress_every == 0:
                row = {"step": self.step, "seconds": round(self.seconds, 1), **{k: v / count for k, v in sums.items()}}
                self.history.append(row)
                sums, count = {}, 0
                left = (self.steps - self.step) * self.seconds / self.step
                print(f"[{self.name}] {self.step}/{self.steps} " + " ".join(f"{k} {v:.4f}" for k, v in row.items() if k not in ("step", "seconds"))
                      + f" | {self.seconds / 60:.1f} min, {left / 60:.1f} left", flush=True)
            if evaluate and evaluate_every and self.step % evaluate_every == 0 and self.step < self.steps:
                print(f"[{self.name}] {self.step} " + json.dumps(self.averaged(evaluate)), flush=True)
                clock = time.time()
            if time.time() - saved > self.save_seconds:
                self.save()
                saved = clock = time.time()
        self.save()
        if evaluate:
            print(f"[{self.name}] done " + json.dumps(self.averaged(evaluate)), flush=True)

    def averaged(self, what):
        """Runs something with the moving average of the weights in place."""
        own = {k: v.detach().clone() for k, v in self.module.state_dict().items()}
        self.module.load_state_dict(self.ema)
        self.module.eval()
        try:
            with torch.no_grad():
                return what()
        finally:
            self.module.load_state_dict(own)
            self.module.train()


def mean(work: Path, name: str, other: str):
    """Replaces the weights of a checkpoint that are shipped by their mean with those of another: it keeps more of what the other could."""
    path = work / f"{name}.ckpt"
    state, before = torch.load(path, weights_only=False), averaged_weights(work, other)
    state["ema"] = {k: (v + before[k]) / 2 if v.is_floating_point() else v for k, v in state["ema"].items()}
    state["mean"] = state.get("mean", []) + [other]
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def averaged_weights(work: Path, name: str) -> dict:
    """Returns the moving average of the weights of a stage's last checkpoint."""
    path = work / f"{name}.ckpt"
    if not path.exists():
        raise FileNotFoundError(f"{path} is absent.\nMaybe run the stage '{name}' first.")
    return torch.load(path, weights_only=False)["ema"]
