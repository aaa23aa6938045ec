"""ImageBind's trunks for pictures and sound, each as one net of single clips; films are pictures of two frames."""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from torch import nn

from . import nets


def code(nextgpt: Path):
    """Returns ImageBind's module of models out of a checkout of NExT-GPT, whose older imports are served."""
    import timm.layers

    sys.modules.setdefault("timm.models.layers", timm.layers)
    if (folder := str(nextgpt / "NExT-GPT-Lagacy/code/model")) not in sys.path:
        sys.path.insert(0, folder)
    from ImageBind.models import imagebind_model

    return imagebind_model


def transforms(nextgpt: Path):
    """Returns ImageBind's module of transforms."""
    from torchvision.transforms import _functional_tensor

    sys.modules.setdefault("torchvision.transforms.functional_tensor", _functional_tensor)
    code(nextgpt)
    from ImageBind import data

    return data


class Trunk(nn.Module):
    """One modality without its clips: media [n, ...] -> unit vectors [n, width]; sound without its scale, as NExT-GPT takes it."""

    def __init__(self, model, key: str):
        super().__init__()
        self.key = key
        self.pre, self.trunk = model.modality_preprocessors[key], model.modality_trunks[key]
        self.head, self.post = model.modality_heads[key], model.modality_postprocessors[key]
        if key == "audio":
            self.post = self.post[0]

    def forward(self, media):
        inputs = self.pre(**{self.key: media})
        x = self.trunk(**inputs["trunk"])
        return self.post(self.head(x, **inputs["head"]))


def export(model, out: Path):
    """Writes both trunks and returns the encoders of the model.json."""
    width = model.modality_heads["vision"][-1].out_features
    axes = {"media": {0: "clips"}, "features": {0: "clips"}}
    nets.export(Trunk(model, "vision"), {"media": torch.randn(2, 3, 2, 224, 224)}, ["features"], out / "imagebind-vision.onnx", axes)
    nets.export(Trunk(model, "audio"), {"media": torch.randn(2, 1, 128, 204)}, ["features"], out / "imagebind-audio.onnx", axes)
    part = lambda file: {"type": "imagebind", "file": file, "width": width}
    return {"image": part("imagebind-vision.onnx"), "video": part("imagebind-vision.onnx"), "audio": part("imagebind-audio.onnx")}
