"""Models that look at pictures and answer in words, as bundles: LLaVA, BLIP-2, InstructBLIP, out of transformers."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from . import nets, store, thin


class Causal(nn.Module):
    """A body and a head as one language model."""

    def __init__(self, model, lm_head, config):
        super().__init__()
        self.model, self.lm_head, self.config = model, lm_head, config


class Patches(nn.Module):
    """media [1, 3, side, side] -> features [1, n, width] of a layer, with or without the token of the class."""

    def __init__(self, tower, layer: int | None, first: int):
        super().__init__()
        self.tower, self.layer, self.first = tower, layer, first

    def forward(self, media):
        if self.layer is None:
            return self.tower(pixel_values=media, return_dict=True).last_hidden_state[:, self.first :]
        return self.tower(pixel_values=media, output_hidden_states=True, return_dict=True).hidden_states[self.layer][:, self.first :]


class Queries(nn.Module):
    """features [1, n, width], perhaps ids and mask of the question -> soft [1, queries, out]."""

    def __init__(self, model):
        super().__init__()
        self.tokens, self.qformer, self.out = model.query_tokens, model.qformer, model.language_projection

    def forward(self, features, ids=None, mask=None):
        seen = torch.ones(features.shape[:2], dtype=torch.long)
        if ids is None:
            read = self.qformer(query_embeds=self.tokens, encoder_hidden_states=features, encoder_attention_mask=seen, return_dict=True).last_hidden_state
        else:
            both = torch.cat((torch.ones(self.tokens.shape[:2], dtype=torch.long), mask), 1)
            read = self.qformer(
                input_ids=ids, attention_mask=both, query_embeds=self.tokens, encoder_hidden_states=features, encoder_attention_mask=seen, return_dict=True
            ).last_hidden_state[:, : self.tokens.shape[1]]
        return self.out(read)


def encoder(net: Patches, side: int, fit: str, out: Path) -> dict:
    example = torch.randn(1, 3, side, side)
    with torch.no_grad():
        width = net(example).shape[-1]
    nets.export(net, {"media": example}, ["features"], out / "vision.onnx")
    return {"type": "vision", "file": "vision.onnx", "width": width, "picture": {"side": side, "fit": fit, "normal": "clip"}}


def decoder(net: thin.Decoder, table: nn.Embedding, context: int, out: Path) -> dict:
    width = table.weight.shape[1]
    nets.export(net, net.example(width), net.outputs(), out / "language.onnx", net.dynamic())
    nets.export(thin.Embed(table), {"ids": torch.tensor([[1, 2]])}, ["embeddings"], out / "embed.onnx", {"ids": {1: "n"}})
    return {"type": "decoder-net", "file": "language.onnx", "embed": "embed.onnx", "width": width, "layers": net.layers, "heads": net.heads, "size": net.size, "context": context}


def read_and_write(model, context: int, out: Path) -> dict:
    """Writes a T5."""
    table = model.get_input_embeddings()
    width = table.weight.shape[1]
    three = torch.randn(1, 3, width)
    nets.export(thin.Read(model), {"embeds": three}, ["states"], out / "reader.onnx", {"embeds": {1: "n"}})
    nets.export(thin.Write(model), {"embeds": three, "states": torch.randn(1, 5, width)}, ["hidden", "logits"], out / "language.onnx", {"embeds": {1: "n"}, "states": {1: "m"}})
    nets.export(thin.Embed(table), {"ids": torch.tensor([[1, 2]])}, ["embeddings"], out / "embed.onnx", {"ids": {1: "n"}})
    return {"type": "read-and-write", "file": "language.onnx", "reader": "reader.onnx", "embed": "embed.onnx", "width": width, "context": context, "begin": model.config.decoder_start_token_id}


def llava(model, tokenizer: dict, layout: dict, name: str, licence: str, out: Path, context: int = 4096):
    """Writes a LlavaForConditionalGeneration; tokenizer and layout are parts of the model.json, whose files lie in the folder."""
    body, config = model.model, model.config
    assert config.vision_feature_select_strategy == "default" and config.projector_hidden_act == "gelu"
    side = config.vision_config.image_size
    first, second = body.multi_modal_projector.linear_1, body.multi_modal_projector.linear_2
    save_file({f"{i}.{k}": getattr(layer, k).detach().contiguous().float() for i, layer in enumerate((first, second)) for k in ("weight", "bias")}, str(out / "input.safetensors"))
    parts = {
        "tokenizer": tokenizer,
        "layout": layout,
        "encoders": {"image": encoder(Patches(body.vision_tower, config.vision_feature_layer, 1), side, "middle", out)},
        "input": {"type": "linear", "file": "input.safetensors", "of": "tokens", "widths": [first.in_features, first.out_features, second.out_features]},
        "language": decoder(thin.Llama(Causal(body.language_model, model.lm_head, config.text_config)), model.get_input_embeddings(), context, out),
    }
    store.write(out, name, licence, parts)


def blip(model, tokenizer: dict, layout: dict, name: str, licence: str, out: Path, context: int = 2048, question: str | None = None):
    """Writes a Blip2- or InstructBlipForConditionalGeneration; `question` is the tokenizer.json by which a Q-Former reads the question."""
    net, language = Queries(model), model.language_model
    features = torch.randn(1, 5, model.config.vision_config.hidden_size)
    example = {"features": features}
    if question:
        example |= {"ids": torch.tensor([[2, 3, 4]]), "mask": torch.ones(1, 3, dtype=torch.long)}
    nets.export(net, example, ["soft"], out / "input.onnx", {"features": {1: "n"}, **({"ids": {1: "m"}, "mask": {1: "m"}} if question else {})})
    kind = type(language).__name__
    if kind.startswith("T5"):
        part = read_and_write(language, context, out)
    else:
        thinned = thin.Opt(language) if kind.startswith("OPT") else thin.Llama(language)
        part = decoder(thinned, language.get_input_embeddings(), context, out)
    parts = {
        "tokenizer": tokenizer,
        "layout": layout,
        "encoders": {"image": encoder(Patches(model.vision_model, None, 0), model.config.vision_config.image_size, "whole", out)},
        "input": {"type": "net", "file": "input.onnx", "of": "tokens", **({"tokenizer": question} if question else {})},
        "language": part,
    }
    store.write(out, name, licence, parts)
