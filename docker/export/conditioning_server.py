"""Makes media of conditioning that a language model gave, or of words: python conditioning_server.py --image FOLDER --video FOLDER --audio FOLDER

POST /generate {"modality", "prompt_embeds": base64 of safetensors | "prompt", "seed", "steps"?, "guidance"?} answers with a PNG, MP4 or WAV.
Needs fastapi, uvicorn and, for films, imageio[ffmpeg], besides requirements.txt. It trusts its callers: let it listen on this machine alone.
"""

from __future__ import annotations

import argparse
import base64
import io
import threading
import wave

import diffusers
import numpy as np
import torch
from fastapi import FastAPI, HTTPException, Response
from pydantic import BaseModel, Field
from safetensors.torch import load

KINDS = {"image": diffusers.StableDiffusionPipeline, "video": diffusers.TextToVideoSDPipeline, "audio": diffusers.AudioLDMPipeline}
DEFAULTS = {"image": (50, 7.5, {}), "video": (50, 7.5, {"num_frames": 24, "height": 320, "width": 576}), "audio": (50, 7.5, {"audio_length_in_s": 9.0})}


class Wanted(BaseModel):
    modality: str
    prompt_embeds: str | None = None
    prompt: str | None = None
    seed: int = 0
    steps: int | None = Field(default=None, ge=1, le=200)
    guidance: float | None = Field(default=None, ge=0, le=50)


def png(out) -> tuple[bytes, str]:
    file = io.BytesIO()
    out.images[0].save(file, "PNG")
    return file.getvalue(), "image/png"


def mp4(out) -> tuple[bytes, str]:
    import imageio.v3 as iio

    frames = (np.clip(np.asarray(out.frames[0]), 0, 1) * 255).round().astype(np.uint8)
    return iio.imwrite("<bytes>", frames, extension=".mp4", fps=8), "video/mp4"


def wav(out) -> tuple[bytes, str]:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(16000)
        sound.writeframes((np.clip(out.audios[0], -1, 1) * 32767).astype(np.int16).tobytes())
    return file.getvalue(), "audio/wav"


WRITERS = {"image": (png, "pil"), "video": (mp4, "np"), "audio": (wav, "np")}


def application(pipes: dict[str, object], sizes: dict[str, dict] | None = None) -> FastAPI:
    app, lock = FastAPI(), threading.Lock()

    @app.get("/health")
    def health():
        return {"modalities": sorted(pipes)}

    @app.post("/generate")
    def generate(wanted: Wanted):
        pipe = pipes.get(wanted.modality)
        if pipe is None:
            raise HTTPException(404, f"{wanted.modality} is not served; {sorted(pipes)} are")
        if (wanted.prompt_embeds is None) == (wanted.prompt is None):
            raise HTTPException(422, "either prompt_embeds or prompt is needed")
        steps, guidance, size = DEFAULTS[wanted.modality]
        given = dict((sizes or {}).get(wanted.modality, size))
        if wanted.prompt is not None:
            given["prompt"] = wanted.prompt
        else:
            embeds = load(base64.b64decode(wanted.prompt_embeds))["prompt_embeds"].to(pipe.device, pipe.unet.dtype)
            given["prompt_embeds"] = embeds.reshape(1, -1) if wanted.modality == "audio" else embeds.reshape(1, *embeds.shape[-2:])
        write, kind = WRITERS[wanted.modality]
        with lock:  # one at a time: the memory of a device is made for one
            generator = torch.Generator().manual_seed(wanted.seed % 2**63)
            out = pipe(**given, num_inference_steps=wanted.steps or steps, guidance_scale=guidance if wanted.guidance is None else wanted.guidance, generator=generator, output_type=kind)
        content, media_type = write(out)
        return Response(content, media_type=media_type)

    return app


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for kind in KINDS:
        parser.add_argument(f"--{kind}")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    kind = torch.float16 if device == "cuda" else torch.float32
    pipes = {k: make.from_pretrained(getattr(args, k), torch_dtype=kind).to(device) for k, make in KINDS.items() if getattr(args, k)}
    if not pipes:
        parser.error("nothing to serve: name at least one folder")
    import uvicorn

    uvicorn.run(application(pipes), host=args.host, port=args.port)


if __name__ == "__main__":
    main()
