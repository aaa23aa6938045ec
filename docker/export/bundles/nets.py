"""A PyTorch module as an ONNX file that does not say where it was made."""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch

OPSET = 17
LARGEST = 1_800_000_000
"""Bytes of weights from which they go into a file beside the ONNX file; a protobuf ends at two gigabytes."""


def export(module: torch.nn.Module, example: dict[str, torch.Tensor], outputs: list[str], path: Path, dynamic: dict[str, dict[int, str]] | None = None):
    """Traces a module over an example and writes it; `dynamic` names the axes that may have other sizes."""
    module = module.eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module, tuple(example.values()), str(path), input_names=list(example), output_names=outputs, dynamic_axes=dynamic or {}, opset_version=OPSET, dynamo=False
        )
    model = onnx.load(str(path))
    model.producer_name, model.producer_version, model.doc_string = "polyphony", "", ""
    for node in model.graph.node:
        node.doc_string = ""
    weights = sum(len(t.raw_data) for t in model.graph.initializer)
    for extra in path.parent.glob(path.name + ".data"):
        extra.unlink()
    if weights > LARGEST:
        onnx.save_model(model, str(path), save_as_external_data=True, all_tensors_to_one_file=True, location=path.name + ".data", size_threshold=1024)
    else:
        onnx.save_model(model, str(path))
