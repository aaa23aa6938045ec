"""Pipelines of diffusers as generators: the net, the decoder, the vocoder, the text encoder, constants and the sampler's settings."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from . import nets

KINDS = {"PNDMScheduler": "pndm", "DDIMScheduler": "ddim", "EulerDiscreteScheduler": "euler", "DPMSolverMultistepScheduler": "dpm-solver++"}


def sampler(scheduler, steps: int) -> dict:
    config, kind = scheduler.config, KINDS[type(scheduler).__name__]
    if kind == "pndm" and not config.skip_prk_steps:
        raise ValueError("PNDM with Runge-Kutta steps is not supported; take skip_prk_steps=true")
    if config.get("clip_sample") or config.get("thresholding") or config.get("trained_betas") is not None:
        raise ValueError("clipped samples and betas of their own are not supported")
    clean = config.get("set_alpha_to_one", kind in ("euler", "dpm-solver++"))
    return {
        "type": kind,
        "steps": steps,
        "noise": {"growth": config.beta_schedule.replace("_", "-"), "first": config.beta_start, "last": config.beta_end, "steps": config.num_train_timesteps},
        "prediction": "v" if config.prediction_type == "v_prediction" else config.prediction_type,
        "spacing": config.get("timestep_spacing", "leading"),
        "offset": config.get("steps_offset", 0),
        "end": "clean" if clean else "noisy",
    }


class Net(nn.Module):
    """latents, time [1], conditioning -> what the sampler needs; conditioning of AudioLDM is the label of a class."""

    def __init__(self, unet, labels: bool):
        super().__init__()
        self.unet, self.labels = unet, labels

    def forward(self, latents, time, conditioning):
        if self.labels:
            return self.unet(latents, time, encoder_hidden_states=None, class_labels=conditioning, return_dict=False)[0]
        return self.unet(latents, time, encoder_hidden_states=conditioning, return_dict=False)[0]


class Decode(nn.Module):
    """latents, not yet divided by the scale -> pictures in [-1, 1], or the spectrum of a sound."""

    def __init__(self, vae):
        super().__init__()
        self.vae = vae

    def forward(self, latents):
        return self.vae.decode(latents / self.vae.config.scaling_factor, return_dict=False)[0]


class Voice(nn.Module):
    """spectrum [1, 1, n, bins] -> waveform [1, samples]."""

    def __init__(self, vocoder):
        super().__init__()
        self.vocoder = vocoder

    def forward(self, spectrum):
        return self.vocoder(spectrum[:, 0])


class Clip(nn.Module):
    """ids [1, n] -> states [1, n, width]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids):
        return self.model(ids)[0]


class Clap(nn.Module):
    """ids and mask [1, n] -> unit vectors [1, width]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, mask):
        return nn.functional.normalize(self.model(ids, attention_mask=mask).text_embeds, dim=-1)


def words(tokenizer, length: int) -> dict:
    """Returns the ids of no words, padded, which the unconditional answer is made of."""
    given = tokenizer([""], padding="max_length", max_length=length, truncation=True, return_tensors="pt")
    return {"ids": given.input_ids, "mask": given.attention_mask}


def text(pipe, out: Path, name: str) -> tuple[dict, torch.Tensor]:
    """Writes tokenizer and text encoder; returns their settings and the conditioning of no words."""
    clap = type(pipe.text_encoder).__name__.startswith("Clap")
    length = pipe.tokenizer.model_max_length
    (out / f"{name}-tokenizer.json").write_text(pipe.tokenizer.backend_tokenizer.to_str(pretty=False))
    given = words(pipe.tokenizer, length)
    net = Clap(pipe.text_encoder) if clap else Clip(pipe.text_encoder)
    example = given if clap else {"ids": given["ids"]}
    nets.export(net, example, ["conditioning"], out / f"{name}-text.onnx", {k: {1: "n"} for k in example})
    with torch.no_grad():
        empty = net(*example.values())
    part = {"file": f"{name}-text.onnx", "tokenizer": f"{name}-tokenizer.json", "length": length, "pad": pipe.tokenizer.pad_token_id, "mask": clap}
    return part, empty


def export(pipe, out: Path, name: str, kind: str, latent: list[int], steps: int, guidance: float, extra: dict | None = None) -> dict:
    """Writes a pipeline of diffusers and returns the generator of the model.json."""
    out.mkdir(parents=True, exist_ok=True)
    labels = kind == "audio"
    part, empty = text(pipe, out, name)
    save_file({"conditioning": empty.contiguous().float()}, str(out / f"{name}-empty.safetensors"))
    two = torch.randn(2, *latent)
    spatial = {1 + k: axis for k, axis in enumerate(("frames", "height", "width")[-(len(latent) - 1) :], 1)}
    axes = {"latents": {0: "batch", **spatial}, "conditioning": {0: "batch"}}
    given = {"latents": two, "time": torch.tensor([981.0]), "conditioning": torch.cat([empty, empty])}
    nets.export(Net(pipe.unet, labels), given, ["said"], out / f"{name}-unet.onnx", axes)
    one = two[:1, :, 0] if kind == "video" else two[:1]
    nets.export(Decode(pipe.vae), {"latents": one}, ["decoded"], out / f"{name}-decoder.onnx", {"latents": {2: "height", 3: "width"}})
    more = {}
    if kind == "audio":
        bins = pipe.vocoder.config.model_in_dim
        nets.export(Voice(pipe.vocoder), {"spectrum": torch.randn(1, 1, 8, bins)}, ["wave"], out / f"{name}-vocoder.onnx", {"spectrum": {2: "n"}})
        more = {"vocoder": f"{name}-vocoder.onnx", "rate": pipe.vocoder.config.sampling_rate}
    return {
        "type": "latent-diffusion",
        "file": f"{name}-unet.onnx",
        "decoder": f"{name}-decoder.onnx",
        "empty": f"{name}-empty.safetensors",
        "latent": latent,
        "conditioning": list(empty.shape[1:]),
        "guidance": guidance,
        **more,
        **(extra or {}),
        "text": part,
        "sampler": sampler(pipe.scheduler, steps),
    }
