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


def _seeing(a):
    import torch
    import transformers

    from . import pieces, seeing

    a.out.mkdir(parents=True, exist_ok=True)
    kind = transformers.AutoConfig.from_pretrained(a.model).architectures[0]
    model = getattr(transformers, kind).from_pretrained(a.model, torch_dtype=torch.float32).eval()
    folder = Path(a.model)
    if (folder / "tokenizer.model").exists():
        text, count = pieces.convert(folder / "tokenizer.model")
    else:
        import json

        text = (folder / "tokenizer.json").read_text()
        stored = json.loads(text)
        vocabulary = stored["model"]["vocab"]
        names = {row[0] for row in vocabulary} if isinstance(vocabulary, list) else set(vocabulary)
        count = len(names | {token["content"] for token in stored["added_tokens"]})
    (a.out / "tokenizer.json").write_text(text)
    tokenizer = {"type": "pieces", "file": "tokenizer.json", "vocabulary": count}
    layout = {"type": "template", "question": a.question, "answer": a.answer, "stops": ["</s>"]}
    if kind.startswith("Llava"):
        seeing.llava(model, tokenizer, layout, a.name, a.licence, a.out)
    else:
        question = None
        if kind.startswith("InstructBlip"):
            question = "question.json"
            (a.out / question).write_text((folder / "qformer_tokenizer/tokenizer.json").read_text())
        seeing.blip(model, tokenizer, layout, a.name, a.licence, a.out, question=question)


def _golden(a):
    from . import golden, golden_seeing

    if not a.only:
        golden.main(a.code)
    golden_seeing.main(a.only)


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
    sees = commands.add_parser("seeing", help="LLaVA-1.5, BLIP-2 or InstructBLIP of transformers, from a folder")
    for name in ("model", "name", "licence", "question", "answer"):
        sees.add_argument(f"--{name}", required=True)
    sees.add_argument("--out", type=Path, required=True)
    sees.set_defaults(run=_seeing)
    tests = commands.add_parser("golden", help="the miniatures and their golden values")
    tests.add_argument("--code", type=Path, required=True, help="a checkout of NExT-GPT")
    tests.add_argument("--only", default="", help="one of the models that see alone: llava, blip2-opt, blip2-t5, instructblip")
    tests.set_defaults(run=_golden)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
