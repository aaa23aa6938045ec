"""One server with tiny pipelines for all tests."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"

import json
import time

import pytest
import torch
from fastapi.testclient import TestClient

from model_server import app, tiny
from model_server.jobs import Device, Jobs
from model_server.pipelines import Spec


@pytest.fixture(scope="session")
def specs(tmp_path_factory):
    torch.set_num_threads(1)
    file = tiny.build(tmp_path_factory.mktemp("tiny"))
    return [Spec(**model) for model in json.loads(file.read_text())["models"]]


@pytest.fixture
def serve(specs):
    """Starts servers: serve(devices=2, key="", waiting=32) returns a client."""
    started = []

    def start(devices=1, key="", waiting=32, budget=1 << 62, forsaken=600.0):
        jobs = Jobs([Device(f"cpu:{n}", budget, forsaken) for n in range(devices)], waiting)
        started.append(jobs)
        client = TestClient(app.create(specs, jobs, key))
        client.jobs = jobs
        return client

    yield start
    for jobs in started:
        jobs.close()
        for device in jobs.devices:
            device.thread.join(60)


@pytest.fixture
def made():
    """Hands a job in and waits for its result; shares holds what was said meanwhile."""

    def make(client, task, prompt="a horse", shares=None, **more):
        answer = client.post("/generate", json={"task": task, "prompt": prompt, **more})
        assert answer.status_code == 202, answer.text
        until = time.monotonic() + 120
        while time.monotonic() < until:
            looked = client.get(answer.headers["location"])
            if looked.status_code != 202:
                return looked
            if shares is not None:
                shares.append(float(looked.headers["x-progress"]))
            time.sleep(0.005)
        raise AssertionError("the job does not end")

    return make
