"""Shipped weights: safetensors with int8 matrices, one scale a row; and the nano model loaded from them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from . import language, nets, talk

# What stays float32: vectors, and tables of positions and queries, which are small.
LEAST = 4096


def quantize(state: dict) -> dict:
    """Returns the tensors of a file: a large weight becomes int8 [rows, columns] and NAME.scale float32 [rows]."""
    out = {}
    for name, t in state.items():
        if name.endswith("weight") and t.dim() == 2 and t.numel() >= LEAST:
            scale = (t.abs().amax(1) / 127).clamp(min=1e-12)
            out[name] = torch.round(t / scale[:, None]).clamp(-127, 127).to(torch.int8)
            out[name + ".scale"] = scale.float()
        else:
            out[name] = t.float().contiguous().clone()
    return out


def restore(tensors: dict) -> dict:
    """The inverse of quantize: every weight as float32."""
    out = {}
    for name, t in tensors.items():
        if name.endswith(".scale"):
            continue
        out[name] = t.float() * tensors[name + ".scale"][:, None] if t.dtype == torch.int8 else t
    return out


def save(path: Path, state: dict, half: bool = False):
    tensors = {k: v.half() if v.numel() >= LEAST else v.float() for k, v in state.items()} if half else quantize(state)
    save_file({k: v.contiguous() for k, v in tensors.items()}, str(path), metadata={"format": "polyphony-nano-1"})


def load(path: Path) -> dict:
    return {k: v.float() for k, v in restore(load_file(str(path))).items()}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Nano:
    """The five components, loaded from a folder of shipped files; absent generators stay None."""

    def __init__(self, folder: Path):
        def part(module, name):
            path = folder / f"nano-{name}.safetensors"
            if not path.exists():
                return None
            module.load_state_dict(load(path))
            return module.eval().requires_grad_(False)

        self.captions = part(nets.CaptionEncoder(), "caption")
        self.encoder = part(nets.TinyBind(), "encoder")
        self.projector = part(nets.InputProjector(nets.LanguageModel.WIDTH), "input")
        self.talker = talk.Talker()
        language_model = part(self.talker.model, "language")
        self.generators = {}
        for m in talk.MODALITIES:
            part(self.talker.out[m], f"output-{m}")
            self.generators[m] = part(nets.Generator(m), m)
        if language_model and self.projector:
            self.talker.soft.load_state_dict(self.projector.out.state_dict())
            self.talker.modality.load_state_dict(self.projector.modality.state_dict())
        self.talker.eval().requires_grad_(False)

    @torch.no_grad()
    def read(self, modality: str, tokens: np.ndarray) -> torch.Tensor:
        """Media in the generator's layout [n, 64, patch] -> what the Q-Former reads [n, 8, 128]."""
        return self.projector.read(self.encoder(modality, torch.from_numpy(tokens.astype(np.float32)))[0])


def _forms(path: Path) -> dict:
    """Type and shape of each tensor of a file, as {"emb.weight": "I8 512x192"}."""
    out = {}
    with safe_open(str(path), "pt") as f:
        for name in f.keys():
            part = f.get_slice(name)
            out[name] = f"{part.get_dtype()} {'x'.join(map(str, part.get_shape()))}".strip()
    return out


def _stored(path: Path) -> dict:
    entry = {"bytes": path.stat().st_size, "sha256": sha256(path)}
    return entry | {"tensors": _forms(path)} if path.suffix == ".safetensors" else entry


def describe(folder: Path, training: dict, name: str = "nano"):
    """Writes model.json: components, shapes, token ids, sampler, and size, sha-256 and tensors of every file."""
    width, heads = nets.D, nets.HEADS
    encoder = {"type": "tinybind", "file": "nano-encoder.safetensors", "width": width, "heads": heads, "blocks": 4, "tokens": 64, "stems": nets.TinyBind.STEMS}
    sampler = {"type": "rectified-flow", "prediction": "sample", "shift": 4.0, "steps": 12}
    spec = {
        "format": "polyphony-model-1",
        "name": name,
        "version": "1",
        "licence": "Apache-2.0",
        "tokenizer": {"type": "words", "file": "vocabulary.txt", "words": len(language.VOCABULARY), "rows": language.VOCABULARY_SIZE, "unknown": "<unk>"},
        "layout": {"type": "turns", "begin": "<bos>", "user": "<user>", "bot": "<bot>", "end": "<eos>", "open": "<Img>", "close": "</Img>"},
        "encoders": {m: encoder for m in talk.MODALITIES},
        "input": {"type": "qformer", "file": "nano-input.safetensors", "queries": nets.SLOTS, "width": width, "heads": heads, "out": nets.LanguageModel.WIDTH,
                  "modalities": nets.InputProjector.MODALITIES},
        "language": {"type": "decoder", "file": "nano-language.safetensors", "width": nets.LanguageModel.WIDTH, "blocks": 4, "heads": 6,
                     "context": nets.LanguageModel.CONTEXT, "rows": language.VOCABULARY_SIZE},
        "signals": {m: {"tokens": language.SIGNALS[m], "ids": language.SIGNAL_IDS[m]} for m in language.SIGNALS},
        "outputs": {m: {"type": "tfm", "file": f"nano-output-{m}.safetensors", "queries": nets.SLOTS, "width": width, "heads": heads, "in": nets.LanguageModel.WIDTH}
                    for m in talk.MODALITIES},
        "generators": {m: {"type": "flow", "file": f"nano-{m}.safetensors", "grid": list(g["grid"]), "patch": g["patch"], "channels": g["channels"],
                           "width": width, "heads": heads, "blocks": 4, "slots": nets.SLOTS, "mixture": nets.Generator.MIX, "sampler": sampler}
                       for m, g in nets.GENERATED.items() if (folder / f"nano-{m}.safetensors").exists()},
        "training": training,
        "files": {p.name: _stored(p) for p in sorted(folder.glob("*")) if p.suffix in (".safetensors", ".txt")},
    }
    (folder / "model.json").write_text(json.dumps(spec, indent=1) + "\n")
