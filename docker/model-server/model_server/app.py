"""The HTTP interface: POST /generate, GET and DELETE /jobs/ID, GET /models, GET /health."""

from __future__ import annotations

import json
import secrets

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from . import media, params
from .jobs import Job, Jobs
from .kinds import tasks
from .params import Refused
from .pipelines import Request as Wanted
from .pipelines import Spec

MOST_BODY = 64 << 20
WITH_PICTURE = (
    "image-to-image",
    "control-map",
    "controlled-text-to-image",
    "image-to-text",
    "visual-question-answering",
    "document-question-answering",
)


def wanted(specs: dict[str, Spec], body: dict) -> tuple[Spec, Wanted]:
    """Returns the model and the request that a body stands for; refuses what can't be served."""
    unknown = set(body) - {"task", "model", "prompt", "image", "params"}
    if unknown:
        raise Refused(422, f"unknown fields: {', '.join(sorted(unknown))}")
    task, name, prompt = body.get("task"), body.get("model"), body.get("prompt") or ""
    if name is not None and name not in specs:
        raise Refused(404, f"model {name!r} is not served; these are: {', '.join(specs)}")
    able = [spec for spec in specs.values() if name in (None, spec.name) and (task is None or task in tasks(spec))]
    if not able:
        raise Refused(404, f"no model {'named ' + repr(name) + ' ' if name else ''}does {task!r}")
    spec = able[0]
    task = task or tasks(spec)[0]
    if not isinstance(prompt, str) or len(prompt) > params.MOST_PROMPT:
        raise Refused(422, f"prompt must be a text of at most {params.MOST_PROMPT} characters")
    given = body.get("params") or {}
    if not isinstance(given, dict):
        raise Refused(422, "params must be an object")
    seed, checked = params.checked(task, given)
    image = None
    if task in WITH_PICTURE:
        if not isinstance(body.get("image"), str):
            raise Refused(422, f"{task} needs an image in base64")
        image = media.picture(body["image"])
    elif not prompt:
        raise Refused(422, f"{task} needs a prompt")
    return spec, Wanted(task, prompt, image, checked, seed)


async def read(request: Request) -> dict:
    """Returns the JSON object of a body, which is not taken in beyond its limit."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Refused(415, "the body must be application/json")
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BODY:
            raise Refused(413, f"the body has more than {MOST_BODY} bytes")
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as e:
        raise Refused(400, f"the body is no JSON: {e}") from e
    if not isinstance(body, dict):
        raise Refused(422, "the body must be an object")
    return body


def create(specs: list[Spec], jobs: Jobs, key: str = "") -> FastAPI:
    """Returns the application; with a key, all but /health wants it as a bearer token."""
    app = FastAPI(title="Polyphony model server", docs_url=None, redoc_url=None, openapi_url=None)
    by_name = {spec.name: spec for spec in specs}

    @app.middleware("http")
    async def guarded(request: Request, go_on):
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        if key and request.url.path != "/health" and not secrets.compare_digest(shown.encode(), key.encode()):
            return JSONResponse({"error": "the key is missing or wrong"}, 401)
        return await go_on(request)

    @app.exception_handler(Refused)
    async def refused(request: Request, e: Refused):
        return JSONResponse({"error": str(e)}, e.status, {"Retry-After": "5"} if e.status == 429 else {})

    @app.post("/generate")
    async def generate(request: Request):
        spec, asked = await run_in_threadpool(wanted, by_name, await read(request))
        job = jobs.submit(Job(spec, asked, request.headers.get("idempotency-key")))
        headers = {"Location": f"/jobs/{job.id}", "X-Seed": str(job.request.seed)}
        return JSONResponse({"job": job.id, "seed": job.request.seed}, 202, headers)

    @app.get("/jobs/{id}")
    def look(id: str):
        job, device = jobs.find(id)
        if job.state == "done":
            return Response(
                job.made.data,
                media_type=job.made.media_type,
                headers={"X-Seed": str(job.request.seed), "X-Model": job.spec.name, "X-Progress": "1"},
            )
        if job.state == "failed":
            raise Refused(job.status, job.error)
        if job.state == "cancelled":
            raise Refused(410, "the job was cancelled")
        headers = {"X-State": job.state, "X-Progress": f"{job.progress:.4f}", "X-Ahead": str(device.ahead(job))}
        return JSONResponse({"job": id, "state": job.state, "progress": job.progress}, 202, headers)

    @app.delete("/jobs/{id}", status_code=204)
    def cancel(id: str):
        jobs.cancel(id)
        return Response(status_code=204)

    @app.get("/models")
    def models():
        return {
            "models": [
                {
                    "name": spec.name,
                    "tasks": tasks(spec),
                    "devices": [device.name for device in jobs.devices if spec.name in device.resident],
                }
                for spec in specs
            ]
        }

    @app.get("/health")
    def health():
        devices = [
            {
                "name": device.name,
                "works": device.thread.is_alive(),
                "waiting": len(device.waiting),
                "running": device.running is not None,
                "bytes": device.used(),
            }
            for device in jobs.devices
        ]
        well = all(device["works"] for device in devices)
        return JSONResponse({"status": "ok" if well else "broken", "devices": devices}, 200 if well else 503)

    return app
