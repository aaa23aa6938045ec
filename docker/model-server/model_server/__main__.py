"""Command line: python -m model_server [--models FILE | --tiny FOLDER] [--host H] [--port P] [--devices auto]"""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import sys
from pathlib import Path


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="model_server", description=__doc__)
    env = os.environ.get
    here = Path(__file__).parent.parent
    parser.add_argument("--models", type=Path, default=Path(env("MODEL_SERVER_MODELS", here / "models.json")))
    parser.add_argument("--only", default=env("MODEL_SERVER_ONLY", ""), help="names of models, if not all are served")
    parser.add_argument("--tiny", type=Path, help="build tiny random pipelines in this folder and serve them")
    parser.add_argument("--host", default=env("MODEL_SERVER_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(env("MODEL_SERVER_PORT", "8000")), help="0 for any free one")
    parser.add_argument("--devices", default=env("MODEL_SERVER_DEVICES", "auto"), help="auto, cpu, cuda:0, cuda:0,cuda:1")
    parser.add_argument("--memory", type=float, default=float(env("MODEL_SERVER_MEMORY_GB", "0")), help="GB of weights a device")
    parser.add_argument("--waiting", type=int, default=int(env("MODEL_SERVER_WAITING", "32")), help="most jobs that wait")
    parser.add_argument("--forsaken", type=float, default=600, help="seconds after which a job nobody looks at is given up")
    parser.add_argument("--threads", type=int, default=int(env("MODEL_SERVER_THREADS", "0")), help="threads of the CPU")
    return parser.parse_args()


def key() -> str:
    """Returns the key that callers must show: from a file, or from the environment; empty for none."""
    file = os.environ.get("MODEL_SERVER_API_KEY_FILE")
    return Path(file).read_text().strip() if file else os.environ.get("MODEL_SERVER_API_KEY", "")


def main():
    options = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    import torch
    import uvicorn

    from . import app
    from .jobs import Device, Jobs
    from .kinds import KINDS
    from .pipelines import Spec

    if options.threads:
        torch.set_num_threads(options.threads)
    if options.tiny:
        from . import tiny

        options.models = tiny.build(options.tiny)
    listed = [Spec(**model) for model in json.loads(options.models.read_text())["models"]]
    only = [name.strip() for name in options.only.split(",") if name.strip()]
    specs = [spec for spec in listed if not only or spec.name in only]
    strange = [spec.kind for spec in specs if spec.kind not in KINDS] + [n for n in only if n not in {s.name for s in listed}]
    if strange or not specs:
        sys.exit(f"{options.models} has no {strange or 'models'}; kinds are {', '.join(KINDS)}")
    names = options.devices.split(",")
    if names == ["auto"]:
        names = [f"cuda:{n}" for n in range(torch.cuda.device_count())] or ["cpu"]
    devices = []
    for name in names:
        budget = int(options.memory * 1e9)
        if not budget:
            cuda = name.startswith("cuda")
            budget = torch.cuda.get_device_properties(name).total_memory * 8 // 10 if cuda else 1 << 62
        devices.append(Device(name, budget, options.forsaken))
    jobs = Jobs(devices, options.waiting)
    listening = socket.create_server((options.host, options.port), backlog=64)
    print(f"listening on http://{options.host}:{listening.getsockname()[1]}", flush=True)
    served = app.create(specs, jobs, key())
    server = uvicorn.Server(uvicorn.Config(served, log_level="warning", timeout_graceful_shutdown=5))
    server.run(sockets=[listening])
    jobs.close()


if __name__ == "__main__":
    main()
