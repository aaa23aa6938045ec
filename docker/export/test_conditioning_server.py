"""Tries conditioning_server.py on miniatures: pytest test_conditioning_server.py, with fastapi, httpx and imageio[ffmpeg] installed."""

from __future__ import annotations

import base64
import io
import wave

import pytest
import torch
from fastapi.testclient import TestClient
from PIL import Image
from safetensors.torch import save

from bundles import tiny
from conditioning_server import application


@pytest.fixture(scope="module")
def client():
    tiny.seeded(3)
    pipes = {"image": tiny.stable_diffusion(), "video": tiny.zeroscope(), "audio": tiny.audioldm()}
    sizes = {"image": {"height": 16, "width": 16}, "video": {"num_frames": 2, "height": 8, "width": 8}, "audio": {"audio_length_in_s": 0.004}}
    return TestClient(application(pipes, sizes))


def embeds(*shape):
    return base64.b64encode(save({"prompt_embeds": torch.randn(*shape, generator=torch.Generator().manual_seed(1))})).decode()


def test_health(client):
    assert client.get("/health").json() == {"modalities": ["audio", "image", "video"]}


def test_picture_of_conditioning_and_of_words(client):
    asked = {"modality": "image", "prompt_embeds": embeds(77, 16), "steps": 2, "seed": 4}
    first = client.post("/generate", json=asked)
    assert first.status_code == 200 and first.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(first.content)).size == (16, 16)
    assert client.post("/generate", json=asked).content == first.content
    words = client.post("/generate", json={"modality": "image", "prompt": "a dog", "steps": 2, "seed": 4})
    assert words.status_code == 200 and words.content != first.content


def test_sound(client):
    answer = client.post("/generate", json={"modality": "audio", "prompt_embeds": embeds(1, 12), "steps": 2})
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnframes()) == (16000, 64)


def test_film(client):
    answer = client.post("/generate", json={"modality": "video", "prompt_embeds": embeds(77, 24), "steps": 2})
    assert answer.headers["content-type"] == "video/mp4" and b"ftyp" in answer.content[:32]


def test_refusals(client):
    assert client.post("/generate", json={"modality": "smell", "prompt": "x"}).status_code == 404
    assert client.post("/generate", json={"modality": "image"}).status_code == 422
    assert client.post("/generate", json={"modality": "image", "prompt": "x", "steps": 0}).status_code == 422
