"""The legacy checkpoint of NExT-GPT as a bundle: a LLaMA, the delta on it, ImageBind, and three pipelines of diffusers."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from . import diffusion, imagebind, nets, pieces, store, thin

SIGNALS = {"image": [f"[IMG{i}]" for i in range(4)], "video": [f"[VID{i}]" for i in range(24)], "audio": [f"[AUD{i}]" for i in range(8)]}
ADDED = ["<Img>", "</Img>", *SIGNALS["image"], *SIGNALS["video"], *SIGNALS["audio"]]
OUTPUTS = {"image": "gen_text_hidden_fcs.0.", "video": "gen_text_hidden_fcs_video.0.", "audio": "gen_text_hidden_fcs_audio.0."}
LLAMA = "llama_model.base_model.model."


def merged(base, delta: dict[str, torch.Tensor], scale: float = 1.0):
    """Writes the delta into a LlamaForCausalLM: both tables as they are, and `scale` (alpha / r) times B A onto each matrix."""
    rows = delta[LLAMA + "model.embed_tokens.weight"].shape[0]
    base.resize_token_embeddings(rows, mean_resizing=False)
    own = base.state_dict()
    used = set()
    for key, value in delta.items():
        if not key.startswith(LLAMA):
            continue
        name = key.removeprefix(LLAMA)
        if name.endswith("lora_A.default.weight"):
            matrix = name.replace("lora_A.default.weight", "weight")
            own[matrix] += scale * delta[key.replace("lora_A", "lora_B")].float() @ value.float()
        elif "lora_B" not in name:
            own[name].copy_(value)
        used.add(name)
    for needed in ("model.embed_tokens.weight", "lm_head.weight"):
        if needed not in used:
            raise ValueError(f"the delta holds no {LLAMA}{needed}")
    return base


def language(model, out: Path, context: int) -> dict:
    """Writes a LlamaForCausalLM and returns the language of the model.json."""
    net = thin.Llama(model)
    width = model.config.hidden_size
    nets.export(net, net.example(width), net.outputs(), out / "llama.onnx", net.dynamic())
    nets.export(thin.Embed(model.get_input_embeddings()), {"ids": torch.tensor([[1, 2]])}, ["embeddings"], out / "llama-embed.onnx", {"ids": {1: "n"}})
    return {"type": "decoder-net", "file": "llama.onnx", "embed": "llama-embed.onnx", "width": width, "layers": net.layers, "heads": net.heads, "size": net.size, "context": context}


def tokenizer(sentencepiece: Path, out: Path, added: list[str], rows: int) -> tuple[dict, int]:
    text, vocabulary = pieces.convert(sentencepiece)
    if vocabulary + len(added) != rows:
        raise ValueError(f"the tokenizer has {vocabulary} tokens and {len(added)} are added, but the tables have {rows} rows")
    (out / "llama-tokenizer.json").write_text(text)
    return {"type": "pieces", "file": "llama-tokenizer.json", "vocabulary": vocabulary, "added": added}, vocabulary


def outputs(delta: dict[str, torch.Tensor], out: Path) -> dict:
    parts = {}
    for modality, prefix in OUTPUTS.items():
        own = {k.removeprefix(prefix): v.contiguous().float() for k, v in delta.items() if k.startswith(prefix)}
        save_file(own, str(out / f"output-{modality}.safetensors"))
        parts[modality] = {
            "type": "text-fc",
            "file": f"output-{modality}.safetensors",
            "in": own["fc.weight"].shape[1],
            "width": own["fc.weight"].shape[0],
            "heads": 4,
            "layers": len({k.split(".")[3] for k in own if k.startswith("tfm.encoder.layers.")}),
            "queries": own["query_embs"].shape[1],
            "out": own["model.weight"].shape[0],
        }
    return parts


def export(out: Path, base, delta, bind, sentencepiece: Path, generators: dict, name="nextgpt", licence="see licences", licences=None, scale=1.0, context=2048, stops=("</s>", "▁###", "## #")):
    """Writes the bundle; `generators` are those of diffusion.export, written into the same folder."""
    out.mkdir(parents=True, exist_ok=True)
    model = merged(base, delta, scale).float().eval()
    rows = model.get_input_embeddings().weight.shape[0]
    words, first = tokenizer(sentencepiece, out, ADDED, rows)
    projector = {"0.weight": delta["llama_proj.weight"].contiguous().float(), "0.bias": delta["llama_proj.bias"].contiguous().float()}
    save_file(projector, str(out / "input.safetensors"))
    ids = {token: first + i for i, token in enumerate(ADDED)}
    parts = {
        "tokenizer": words,
        "layout": {"type": "nextgpt", "begin": "<s>", "open": "<Img>", "close": "</Img>", "stops": list(stops)},
        "encoders": imagebind.export(bind, out),
        "input": {"type": "linear", "file": "input.safetensors", "of": "pooled", "widths": list(projector["0.weight"].shape[::-1])},
        "language": language(model, out, context),
        "signals": {m: {"tokens": tokens, "ids": [ids[t] for t in tokens]} for m, tokens in SIGNALS.items()},
        "outputs": outputs(delta, out),
        "generators": generators,
    }
    store.write(out, name, licence, parts, licences)
    return model
