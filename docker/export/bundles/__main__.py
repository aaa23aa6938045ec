"""python -m bundles COMMAND: writes bundles of published models, or the miniatures and golden values of the tests."""

from __future__ import annotations

import argparse
from pathlib import Path

LICENCE = "see the model cards of the parts"


def _nextgpt(a):
    import diffusers
    import torch
    import transformers

    from . import diffusion, imagebind, nextgpt

    base = transformers.LlamaForCausalLM.from_pretrained(a.vicuna, torch_dtype=torch.float32)
    delta = torch.load(a.delta, map_location="cpu", weights_only=True)
    bind = imagebind.code(a.code).ImageBindModel(
        vision_embed_dim=1280, vision_num_blocks=32, vision_num_heads=16, text_embed_dim=1024, text_num_blocks=24, text_num_heads=16, out_embed_dim=1024
    )
    bind.load_state_dict(torch.load(a.imagebind, map_location="cpu", weights_only=True))
    generators = {}
    for modality, folder, name in (("image", a.sd, "sd"), ("video", a.zeroscope, "zeroscope"), ("audio", a.audioldm, "audioldm")):
        if folder:
            pipe = getattr(diffusers, PIPES[modality]).from_pretrained(folder, torch_dtype=torch.float32)
            generators[modality] = diffusion.export(pipe, a.out, name, modality, LATENT[modality], 50, 7.5, EXTRA.get(modality))
    licences = {"llama": "LLaMA licence", "imagebind": "CC-BY-NC-SA 4.0", "nextgpt": "research use"}
    nextgpt.export(a.out, base, delta, bind.eval(), a.vicuna / "tokenizer.model", generators, licence=LICENCE, licences=licences)


PIPES = {"image": "StableDiffusionPipeline", "video": "TextToVideoSDPipeline", "audio": "AudioLDMPipeline"}
LATENT = {"image": [4, 64, 64], "video": [4, 24, 40, 72], "audio": [8, 225, 16]}
EXTRA = {"audio": {"seconds": 9}}
GUIDANCE = {"image": 7.5, "video": 9.0, "audio": 2.5}


def _generator(a):
    import diffusers
    import torch

    from . import diffusion, store

    pipe = getattr(diffusers, PIPES[a.kind]).from_pretrained(a.model, torch_dtype=torch.float32)
    latent = list(LATENT[a.kind])
    if a.kind == "image":
        latent[1:] = [pipe.unet.config.sample_size] * 2
    part = diffusion.export(pipe, a.out, a.name, a.kind, latent, a.steps, a.guidance or GUIDANCE[a.kind], EXTRA.get(a.kind))
    store.write(a.out, a.name, a.licence, {"generators": {a.kind: part}})


def _golden(a):
    from . import golden

    golden.main(a.code)


def main():
    parser = argparse.ArgumentParser(prog="python -m bundles", description=__doc__)
    commands = parser.add_subparsers(required=True)
    whole = commands.add_parser("nextgpt", help="the legacy checkpoint of NExT-GPT")
    for name in ("code", "vicuna", "delta", "imagebind", "out"):
        whole.add_argument(f"--{name}", type=Path, required=True)
    for name in ("sd", "zeroscope", "audioldm"):
        whole.add_argument(f"--{name}", type=Path)
    whole.set_defaults(run=_nextgpt)
    one = commands.add_parser("generator", help="a pipeline of diffusers by itself, with its text encoder")
    one.add_argument("--kind", choices=list(PIPES), required=True)
    one.add_argument("--model", required=True)
    one.add_argument("--name", required=True)
    one.add_argument("--licence", required=True)
    one.add_argument("--steps", type=int, default=50)
    one.add_argument("--guidance", type=float)
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(run=_generator)
    tests = commands.add_parser("golden", help="the miniature of NExT-GPT and its golden values")
    tests.add_argument("--code", type=Path, required=True, help="a checkout of NExT-GPT")
    tests.set_defaults(run=_golden)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
