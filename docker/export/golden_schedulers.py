"""Golden values of the samplers of tools/anytoany, made by diffusers: python golden_schedulers.py

Each file holds a run: the times of its calls, and for each call what the net was given, what it answered, and x after the step.
The "net" is a fixed function of its input and the time, so that a run depends on all of its steps.
"""

from __future__ import annotations

import json
from pathlib import Path

import diffusers
import numpy as np
import torch

OUT = Path(__file__).resolve().parents[2] / "tools/anytoany/src/test/resources/golden/schedulers"
START = torch.tensor([0.8, -1.3, 0.05], dtype=torch.float64)
SD = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
AUDIOLDM = dict(beta_start=0.0015, beta_end=0.0195, beta_schedule="scaled_linear")
LINEAR = dict(beta_start=0.0001, beta_end=0.02, beta_schedule="linear")
LDM = dict(set_alpha_to_one=False, steps_offset=1, timestep_spacing="leading")

CASES = {
    "ddim-sd-10": (diffusers.DDIMScheduler, dict(**SD, **LDM, clip_sample=False), 10),
    "ddim-sd-50": (diffusers.DDIMScheduler, dict(**SD, **LDM, clip_sample=False), 50),
    "ddim-audioldm-10": (diffusers.DDIMScheduler, dict(**AUDIOLDM, **LDM, clip_sample=False), 10),
    "ddim-v-trailing-7": (diffusers.DDIMScheduler, dict(**SD, clip_sample=False, prediction_type="v_prediction", timestep_spacing="trailing"), 7),
    "ddim-sample-linear-8": (diffusers.DDIMScheduler, dict(**LINEAR, clip_sample=False, prediction_type="sample"), 8),
    "pndm-sd-10": (diffusers.PNDMScheduler, dict(**SD, **LDM, skip_prk_steps=True), 10),
    "pndm-sd-50": (diffusers.PNDMScheduler, dict(**SD, **LDM, skip_prk_steps=True), 50),
    "pndm-v-3": (diffusers.PNDMScheduler, dict(**SD, **LDM, skip_prk_steps=True, prediction_type="v_prediction"), 3),
    "pndm-1": (diffusers.PNDMScheduler, dict(**SD, **LDM, skip_prk_steps=True), 1),
    "euler-linspace-12": (diffusers.EulerDiscreteScheduler, dict(**SD, timestep_spacing="linspace"), 12),
    "euler-leading-v-20": (diffusers.EulerDiscreteScheduler, dict(**SD, timestep_spacing="leading", steps_offset=1, prediction_type="v_prediction"), 20),
    "euler-trailing-7": (diffusers.EulerDiscreteScheduler, dict(**SD, timestep_spacing="trailing"), 7),
    "dpm-linspace-20": (diffusers.DPMSolverMultistepScheduler, dict(**SD), 20),
    "dpm-leading-25": (diffusers.DPMSolverMultistepScheduler, dict(**SD, timestep_spacing="leading", steps_offset=1), 25),
    "dpm-trailing-v-6": (diffusers.DPMSolverMultistepScheduler, dict(**SD, timestep_spacing="trailing", prediction_type="v_prediction"), 6),
    "dpm-sample-1": (diffusers.DPMSolverMultistepScheduler, dict(**SD, prediction_type="sample"), 1),
    "flow-shift4-12": (diffusers.FlowMatchEulerDiscreteScheduler, dict(shift=4.0), 12),
    "flow-shift1-5": (diffusers.FlowMatchEulerDiscreteScheduler, dict(shift=1.0), 5),
}


def net(x: torch.Tensor, t: float) -> torch.Tensor:
    return 0.6 * torch.sin(3 * x + t / 200 + torch.arange(len(x))) + 0.3 * x


def run(kind, config, steps: int) -> dict:
    scheduler = kind(**config)
    if kind is diffusers.FlowMatchEulerDiscreteScheduler:
        scheduler.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps))
        scale = 1.0
    else:
        scheduler.set_timesteps(steps)
        scale = float(scheduler.init_noise_sigma)
    x, calls = START * scale, []
    for t in scheduler.timesteps:
        given = scheduler.scale_model_input(x, t) if hasattr(scheduler, "scale_model_input") else x
        said = net(given, float(t))
        x = scheduler.step(said, t, x).prev_sample
        calls.append({"time": float(t), "given": given.tolist(), "said": said.tolist(), "after": x.tolist()})
    return {"scheduler": kind.__name__, "config": config, "steps": steps, "noiseScale": scale, "start": START.tolist(), "calls": calls}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        (OUT / f"{name}.json").write_text(json.dumps({"madeBy": f"diffusers {diffusers.__version__}", **run(*case)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
