"""Writes the shipped files from the checkpoints of a work folder."""

from __future__ import annotations

from pathlib import Path

import torch

from . import language, talk, weights
from .loop import averaged_weights

DEFAULT = Path(__file__).resolve().parents[3] / "tools/anytoany/src/main/resources/models/nano"


def _under(state: dict, prefix: str) -> dict:
    return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}


def main(work: Path, out: Path | None):
    out = out or DEFAULT
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocabulary.txt").write_text("\n".join(language.VOCABULARY) + "\n")
    training = {}

    def state(stage):
        path = work / f"{stage}.ckpt"
        if not path.exists():
            print(f"no checkpoint of {stage}: left out")
            return None
        saved = torch.load(path, weights_only=False)
        training[stage] = {"steps": saved["step"], "seconds": round(saved["seconds"])}
        return averaged_weights(work, stage)

    if text := state("text"):
        weights.save(out / "nano-caption.safetensors", _under(text, "encoder."))
    bind, spoken = state("bind"), state("language")
    if bind:
        weights.save(out / "nano-encoder.safetensors", _under(bind, "encoder."))
    if bind and spoken:
        projector = _under(bind, "projector.")
        projector.update({"out." + k: v for k, v in _under(spoken, "soft.").items()})
        projector.update({"modality." + k: v for k, v in _under(spoken, "modality.").items()})
        weights.save(out / "nano-input.safetensors", projector)
        weights.save(out / "nano-language.safetensors", _under(spoken, "model."))
        for m in talk.MODALITIES:
            weights.save(out / f"nano-output-{m}.safetensors", _under(spoken, f"out.{m}."))
    for m in talk.MODALITIES:
        if generator := state(m):
            weights.save(out / f"nano-{m}.safetensors", generator)
    weights.describe(out, training)
    for p in sorted(out.glob("*")):
        print(f"{p.stat().st_size:>10,} {p.name}")
