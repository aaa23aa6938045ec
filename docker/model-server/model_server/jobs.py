"""Jobs, and a queue for every device: one job at a time each, the models it needs kept within a budget of memory."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field

import torch

from . import pipelines
from .kinds import KINDS
from .params import Refused
from .pipelines import Made, Request, Spec

log = logging.getLogger("model_server")


class Cancelled(Exception):
    """The work is no longer wanted."""


@dataclass(eq=False)
class Job:
    """Something that is asked for. `state`: queued, loading, running, done, failed, cancelled."""

    spec: Spec
    request: Request
    key: str | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: str = "queued"
    progress: float = 0.0
    made: Made | None = None
    error: str = ""
    status: int = 0
    looked: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")

    def end(self, state: str, status: int = 0, error: str = ""):
        self.status, self.error, self.ended = status, error, time.monotonic()
        self.state = state


class Device:
    """A device, its queue and the models that are on it. A thread of its own does the work."""

    def __init__(self, name: str, budget: int, forsaken_s: float):
        self.name = name
        self.torch = torch.device("cpu" if name.startswith("cpu") else name)
        self.budget = budget
        self.forsaken_s = forsaken_s
        self.waiting: deque[Job] = deque()
        self.running: Job | None = None
        self.resident: OrderedDict[str, object] = OrderedDict()
        self.change = threading.Condition()
        self.closed = False
        self.thread = threading.Thread(target=self.work, name=f"device-{name}", daemon=True)
        self.thread.start()

    def load(self) -> int:
        return len(self.waiting) + (self.running is not None)

    def submit(self, job: Job):
        with self.change:
            self.waiting.append(job)
            self.change.notify_all()

    def ahead(self, job: Job) -> int:
        """Returns how many jobs come before this one."""
        with self.change:
            place = self.waiting.index(job) if job in self.waiting else 0
            return place + (self.running is not None and self.running is not job)

    def cancel(self, job: Job):
        job.cancelled.set()
        with self.change:
            if job in self.waiting:
                self.waiting.remove(job)
                job.end("cancelled")

    def close(self):
        with self.change:
            self.closed = True
            for job in (*self.waiting, *([self.running] if self.running else [])):
                job.cancelled.set()
            self.change.notify_all()

    def work(self):
        while True:
            with self.change:
                self.change.wait_for(lambda: self.waiting or self.closed)
                if self.closed:
                    return
                job = self.running = self.waiting.popleft()
            try:
                self.do(job)
            finally:
                with self.change:
                    self.running = None

    def do(self, job: Job):
        try:
            job.made = self.attempt(job)
            job.end("done")
        except Cancelled:
            job.end("cancelled")
        except Refused as e:
            job.end("failed", e.status, str(e))
        except torch.OutOfMemoryError as e:
            log.warning("%s: out of memory: %s", job.id, e)
            self.clear()
            job.end("failed", 413, f"{self.name} has not enough memory for this, even with nothing else on it")
        except ValueError as e:
            log.warning("%s: refused by the pipeline: %s", job.id, e)
            job.end("failed", 422, str(e))
        except Exception as e:
            log.exception("%s failed", job.id)
            job.end("failed", 424, f"{type(e).__name__}: {e}")

    def attempt(self, job: Job) -> Made:
        """Does the work; if the memory does not suffice, once more with nothing else in it."""
        try:
            return self.once(job)
        except torch.OutOfMemoryError as e:
            log.warning("%s: out of memory, other models leave: %s", job.id, e)
        self.clear()
        return self.once(job)

    def once(self, job: Job) -> Made:
        self.wanted(job)
        job.state = "loading"
        model = self.model(job.spec)
        self.wanted(job)
        job.progress, job.state = 0.0, "running"

        def step(share: float):
            self.wanted(job)
            job.progress = share

        return model.run(job.request, step)

    def wanted(self, job: Job):
        """Raises if nobody waits for the job any more."""
        if job.cancelled.is_set() or time.monotonic() - job.looked > self.forsaken_s:
            raise Cancelled

    def model(self, spec: Spec):
        """Returns a model on this device; those used longest ago leave to make room for it."""
        model = self.resident.get(spec.name)
        if model is None:
            with pipelines.LOADING:
                model = KINDS[spec.kind](spec, self.torch)
            self.make_room(pipelines.size(model))
            model.settle()
            self.resident[spec.name] = model
        self.resident.move_to_end(spec.name)
        return model

    def used(self) -> int:
        return sum(pipelines.size(model) for model in list(self.resident.values()))

    def make_room(self, size: int):
        while self.resident and self.used() + size > self.budget:
            name, _ = self.resident.popitem(last=False)
            log.info("%s leaves %s", name, self.name)
        self.free()

    def clear(self):
        self.resident.clear()
        self.free()

    def free(self):
        if self.torch.type == "cuda":
            torch.cuda.empty_cache()


class Jobs:
    """All jobs of a server. Thread-safe."""

    def __init__(self, devices: list[Device], most_waiting: int, kept_s: float = 3600, most_kept: int = 64):
        self.devices = devices
        self.most_waiting = most_waiting
        self.kept_s = kept_s
        self.most_kept = most_kept
        self.all: OrderedDict[str, tuple[Job, Device]] = OrderedDict()
        self.lock = threading.Lock()

    def submit(self, job: Job) -> Job:
        """Takes a job in; the job that was handed in under the same key before is returned in its place, if it was not in vain."""
        with self.lock:
            self.forget()
            for known, _ in self.all.values():
                if job.key and known.key == job.key and known.state not in ("failed", "cancelled"):
                    known.looked = time.monotonic()
                    if not known.cancelled.is_set():
                        return known
            if sum(len(device.waiting) for device in self.devices) >= self.most_waiting:
                raise Refused(429, f"{self.most_waiting} jobs wait already")
            device = min(self.devices, key=lambda d: d.load() + (0.5 if job.spec.name not in d.resident else 0))
            self.all[job.id] = (job, device)
            device.submit(job)
            return job

    def find(self, id: str) -> tuple[Job, Device]:
        with self.lock:
            self.forget()
            if id not in self.all:
                raise Refused(404, f"there is no job {id!r}")
            job, device = self.all[id]
            job.looked = time.monotonic()
            return job, device

    def cancel(self, id: str):
        """Cancels a job, or forgets it if it is over."""
        job, device = self.find(id)
        if job.over:
            with self.lock:
                self.all.pop(id, None)
        else:
            device.cancel(job)

    def forget(self):
        over = [job for job, _ in self.all.values() if job.over]
        late = time.monotonic() - self.kept_s
        for job in over[: max(0, len(over) - self.most_kept)] + [job for job in over if job.ended < late]:
            self.all.pop(job.id, None)

    def close(self):
        for device in self.devices:
            device.close()
