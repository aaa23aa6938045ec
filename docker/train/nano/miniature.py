"""A bundle of randomly initialised small nets: what the Java side is tested with, since tests must not need trained weights."""

from __future__ import annotations

from pathlib import Path

import torch

from . import language, nets, talk, weights

DEFAULT = Path(__file__).resolve().parents[3] / "tools/anytoany/src/test/resources/models/miniature"


def _lively(module: torch.nn.Module):
    """Makes every tensor count: fresh norms are ones, fresh biases zeros, and a fault in them would not be seen."""
    for name, p in module.named_parameters():
        if p.dim() == 1:
            p.data += 0.2 * torch.randn_like(p)
        else:
            p.data *= 1.5
    return module


def main(out: Path | None, seed: int = 1):
    out = out or DEFAULT
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    (out / "vocabulary.txt").write_text("\n".join(language.VOCABULARY) + "\n")
    model = _lively(nets.LanguageModel())
    model.pos.data *= 20  # or random weights say one word for ever
    table = model.emb.weight.data
    table[len(language.VOCABULARY):] = 0  # rows without a word are never said
    for ids in language.SIGNAL_IDS.values():
        table[ids[0]] *= 1.7  # so that some answers show something
        table[ids[1:]] *= 0.2  # so that a chain is forced, not chosen
    table[language.EOS] *= 2.0
    width = nets.LanguageModel.WIDTH
    parts = {"caption": nets.CaptionEncoder(), "encoder": nets.TinyBind(), "input": nets.InputProjector(width)}
    parts |= {f"output-{m}": nets.OutputProjector(width) for m in talk.MODALITIES} | {m: nets.Generator(m) for m in talk.MODALITIES}
    weights.save(out / "nano-language.safetensors", model.state_dict())
    for name, module in parts.items():
        weights.save(out / f"nano-{name}.safetensors", _lively(module).state_dict())
    weights.describe(out, {"seed": seed}, "miniature")
