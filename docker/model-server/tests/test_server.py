"""The server as its callers see it, with pipelines that are real but tiny and untrained."""

import base64
import io
import json
import threading
import wave
from pathlib import Path

import av
import numpy as np
import pytest
import torch
from PIL import Image

from model_server import kinds, pipelines, tiny
from model_server.params import Refused

SD = "stable-diffusion-v1-5/stable-diffusion-v1-5"
XL = "stabilityai/stable-diffusion-xl-base-1.0"


def encoded(width=96, height=64, colour="orange"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize("model", [SD, XL])
def test_paints_a_picture_that_its_seed_fixes(serve, made, model):
    client = serve()
    first = made(client, "text-to-image", model=model, params={"seed": 7})
    again = made(client, "text-to-image", model=model, params={"seed": 7})
    other = made(client, "text-to-image", model=model, params={"seed": 8})
    assert first.headers["content-type"] == "image/png"
    assert first.headers["x-seed"] == "7"
    assert Image.open(io.BytesIO(first.content)).size == (64, 64)
    assert first.content == again.content != other.content


def test_draws_a_seed_and_tells_it(serve, made):
    client = serve()
    first = made(client, "text-to-image")
    again = made(client, "text-to-image", params={"seed": int(first.headers["x-seed"])})
    assert first.content == again.content


def test_changes_a_picture_and_keeps_its_form(serve, made):
    client = serve()
    low = made(client, "image-to-image", image=encoded(), params={"seed": 1, "strength": 0.3, "num_inference_steps": 10})
    high = made(client, "image-to-image", image=encoded(), params={"seed": 1, "strength": 0.9, "num_inference_steps": 10})
    assert Image.open(io.BytesIO(low.content)).size == (64, 64)
    assert low.content != high.content


def test_films(serve, made):
    shares = []
    params = {"num_frames": 6, "width": 64, "height": 64, "fps": 4, "seed": 1, "num_inference_steps": 12}
    answer = made(serve(), "text-to-video", params=params, shares=shares)
    with av.open(io.BytesIO(answer.content)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (64, 64, 4)
        assert stream.codec_context.name == "h264"
        assert len(list(film.decode(stream))) == 6
    assert shares == sorted(shares)
    assert len({share for share in shares if 0 < share < 1}) > 1


@pytest.mark.parametrize("task", ["text-to-audio", "text-to-music"])
def test_sounds(serve, made, task):
    answer = made(serve(), task, params={"audio_length_in_s": 0.5, "seed": 1})
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getnframes()) == (16_000, 1, 8_000)
        assert any(sound.readframes(8_000))


def test_answers_about_a_picture(serve, made):
    answer = made(serve(), "visual-question-answering", "What is it?", image=encoded())
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.status_code == 200


def test_draws_edges(serve, made):
    image = Image.new("RGB", (128, 96), "white")
    image.paste("black", (32, 24, 96, 72))
    out = io.BytesIO()
    image.save(out, "PNG")
    answer = made(serve(), "control-map", "", image=base64.b64encode(out.getvalue()).decode(), params={"kind": "canny"})
    edges = np.asarray(Image.open(io.BytesIO(answer.content)).convert("L"))
    assert edges.shape == (96, 128)
    assert edges[22:27, 64].max() == 255 and edges[48, 64] == 0


def test_paints_along_a_map(serve, made):
    client = serve()
    plain = made(client, "controlled-text-to-image", image=encoded(), params={"seed": 1, "kind": "canny"})
    assert plain.headers["content-type"] == "image/png"
    other = made(client, "controlled-text-to-image", image=encoded(), params={"seed": 1, "kind": "depth"})
    assert other.status_code == 200
    none = made(client, "controlled-text-to-image", image=encoded(), params={"seed": 1, "kind": "smell"})
    assert (none.status_code, "canny, depth" in none.json()["error"]) == (422, True)


def test_the_tiny_models_are_those_that_are_served():
    real = json.loads((Path(__file__).parent.parent / "models.json").read_text())["models"]
    assert [(m["name"], m["kind"]) for m in real] == [(name, kind) for name, (kind, _, _) in tiny.MODELS.items()]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"task": "text-to-image", "prompt": "x", "params": {"steps": 3}}, 422, "num_inference_steps"),
        ({"task": "text-to-image", "prompt": "x", "params": {"width": 65}}, 422, "multiple of 8"),
        ({"task": "text-to-image", "prompt": "x", "params": {"width": 10**9}}, 422, "[64, 2048]"),
        ({"task": "text-to-image", "prompt": "x", "params": {"seed": -1}}, 422, "seed"),
        ({"task": "text-to-image", "prompt": "x", "params": {"guidance_scale": True}}, 422, "number"),
        ({"task": "text-to-image", "prompt": ""}, 422, "needs a prompt"),
        ({"task": "image-to-image", "prompt": "x"}, 422, "needs an image"),
        ({"task": "image-to-image", "prompt": "x", "image": "@@"}, 422, "base64"),
        ({"task": "image-to-image", "prompt": "x", "image": "aGVsbG8="}, 422, "can't be read"),
        ({"task": "image-to-image", "prompt": "x", "image": encoded(5000, 5000)}, 413, "5000 x 5000"),
        ({"task": "text-to-smell", "prompt": "x"}, 404, "text-to-smell"),
        ({"model": "nobody/nothing", "prompt": "x"}, 404, "nobody/nothing"),
        ({"task": "text-to-video", "model": SD, "prompt": "x"}, 404, "text-to-video"),
        ({"prompt": "x", "negative": "y"}, 422, "negative"),
    ],
)
def test_refuses_what_it_cannot_do_and_says_why(serve, body, status, words):
    answer = serve().post("/generate", json=body)
    assert (answer.status_code, words in answer.json()["error"]) == (status, True)


def test_takes_json_alone_so_that_no_page_can_post_from_afar(serve):
    answer = serve().post("/generate", content='{"prompt":"x"}', headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_wants_its_key_for_all_but_its_health(serve):
    client = serve(key="secret")
    assert client.get("/health").status_code == 200
    assert client.get("/models").status_code == 401
    assert client.get("/models", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/models", headers={"Authorization": "Bearer secret"}).status_code == 200


@pytest.fixture
def gated(monkeypatch):
    """A kind of model that works while its gate is open, and can be told to run out of memory."""

    class Gated:
        TASKS = ("text-to-image",)
        gate = threading.Semaphore(0)
        begun = threading.Semaphore(0)
        together = threading.Barrier(2)
        faults: list[Exception] = []

        def __init__(self, spec, device):
            self.weights = torch.nn.Linear(10, 10, bias=False)

        def modules(self):
            return [self.weights]

        def settle(self):
            pass

        def run(self, request, step):
            self.begun.release()
            if self.faults:
                raise self.faults.pop(0)
            if request.prompt == "together":
                self.together.wait(30)
            else:
                assert self.gate.acquire(timeout=30)
            step(1)
            return pipelines.Made("image/png", request.prompt.encode())

    monkeypatch.setitem(kinds.KINDS, "stable-diffusion", Gated)
    return Gated


def ask(client, prompt, key=None, model=SD):
    body = {"task": "text-to-image", "model": model, "prompt": prompt}
    answer = client.post("/generate", json=body, headers={"Idempotency-Key": key} if key else {})
    return answer.headers.get("location"), answer


def end(client, at):
    job, device = client.jobs.find(at.rsplit("/", 1)[1])
    for _ in range(3000):
        if job.over:
            return client.get(at)
        threading.Event().wait(0.01)
    raise AssertionError(job.state)


def test_does_one_job_at_a_time_and_says_how_many_come_before(serve, gated):
    client = serve()
    first, _ = ask(client, "one")
    assert gated.begun.acquire(timeout=30)
    second, _ = ask(client, "two")
    assert client.get(first).headers["x-state"] == "running"
    waiting = client.get(second)
    assert (waiting.status_code, waiting.headers["x-state"], waiting.headers["x-ahead"]) == (202, "queued", "1")
    assert not gated.begun.acquire(blocking=False)
    gated.gate.release(2)
    assert (end(client, first).content, end(client, second).content) == (b"one", b"two")


def test_two_devices_work_at_once(serve, gated):
    client = serve(devices=2)
    places = [ask(client, "together")[0] for _ in range(2)]
    assert [end(client, at).content for at in places] == [b"together"] * 2


def test_cancels_what_runs_and_what_waits(serve, gated):
    client = serve()
    running, _ = ask(client, "one")
    assert gated.begun.acquire(timeout=30)
    waiting, _ = ask(client, "two")
    assert client.delete(waiting).status_code == 204
    assert client.get(waiting).status_code == 410
    assert client.delete(running).status_code == 204
    gated.gate.release()
    assert end(client, running).status_code == 410
    assert client.delete(running).status_code == 204
    assert client.get(running).status_code == 404


def test_takes_the_same_job_in_once_unless_it_was_in_vain(serve, gated):
    client = serve()
    first, _ = ask(client, "one", key="k")
    assert ask(client, "one", key="k")[0] == first
    client.delete(first)
    second, _ = ask(client, "one", key="k")
    assert second != first
    gated.gate.release(2)
    assert end(client, second).content == b"one"


def test_turns_callers_away_when_too_many_wait(serve, gated):
    client = serve(waiting=1)
    ask(client, "one")
    assert gated.begun.acquire(timeout=30)
    ask(client, "two")
    _, answer = ask(client, "three")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    gated.gate.release(2)


def test_gives_up_what_nobody_looks_at(serve, gated):
    client = serve(forsaken=0.0)
    at, _ = ask(client, "one")
    gated.gate.release()
    assert end(client, at).status_code == 410


def test_makes_room_and_tries_again_when_memory_runs_out(serve, gated):
    client = serve()
    gated.faults[:] = [torch.OutOfMemoryError("first")]
    gated.gate.release(2)
    at, _ = ask(client, "one")
    assert end(client, at).content == b"one"
    gated.faults[:] = [torch.OutOfMemoryError("first"), torch.OutOfMemoryError("second")]
    at, _ = ask(client, "two")
    answer = end(client, at)
    assert (answer.status_code, "memory" in answer.json()["error"]) == (413, True)


def test_unloads_what_was_used_longest_ago_to_keep_within_its_memory(serve, gated):
    client = serve(budget=500)
    gated.gate.release(2)
    end(client, ask(client, "one")[0])
    assert client.get("/health").json()["devices"][0]["bytes"] == 400
    end(client, ask(client, "two", model=XL)[0])
    devices = {model["name"]: model["devices"] for model in client.get("/models").json()["models"]}
    assert (devices[SD], devices[XL]) == ([], ["cpu:0"])


@pytest.mark.parametrize(
    ("fault", "status"), [(ValueError("bad size"), 422), (RuntimeError("broken"), 424), (Refused(422, "nsfw: no"), 422)]
)
def test_a_failure_is_told_and_the_next_job_works(serve, gated, fault, status):
    client = serve()
    gated.faults[:] = [fault]
    at, _ = ask(client, "one")
    answer = end(client, at)
    assert (answer.status_code, str(fault) in answer.json()["error"]) == (status, True)
    gated.gate.release()
    assert end(client, ask(client, "two")[0]).content == b"two"
