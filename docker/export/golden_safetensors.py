"""A file with a tensor of every type that tools/anytoany reads, and its numbers as JSON: python golden_safetensors.py"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

OUT = Path(__file__).resolve().parents[2] / "tools/anytoany/src/test/resources/golden/bundle"
NUMBERS = [0.0, -0.0, 1.0, -1.5, 0.1, 65504.0, 6e-8, 6.1e-5, -3.14159, float("inf")]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    x = torch.tensor(NUMBERS)
    tensors = {t: x.to(kind).reshape(2, 5) for t, kind in {"f64": torch.float64, "f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}.items()}
    tensors |= {"i64": torch.tensor([0, -1, 2**40]), "i32": torch.tensor([7, -(2**31)], dtype=torch.int32), "u8": torch.tensor([0, 255], dtype=torch.uint8)}
    tensors |= {"flag": torch.tensor([True, False]), "single": torch.tensor(2.5), "none": torch.zeros(0, 3)}
    tensors |= {"small.weight": torch.tensor([[127, -127, 0], [1, 2, -3]], dtype=torch.int8), "small.weight.scale": torch.tensor([0.01, 0.5])}
    save_file(tensors, str(OUT / "types.safetensors"), metadata={"format": "pt"})
    numbers = {name: [float(v) if v.isfinite() else "Infinity" for v in t.double().flatten()] for name, t in tensors.items()}
    (OUT / "types.json").write_text(json.dumps(numbers, indent=1) + "\n")


if __name__ == "__main__":
    main()
