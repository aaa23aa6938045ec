"""The kinds of models by their names in models.json."""

from .control import ControlMap, ControlNet
from .pipelines import AudioLdm2, Llava, Spec, StableDiffusion, Zeroscope

KINDS = {
    "stable-diffusion": StableDiffusion,
    "controlnet": ControlNet,
    "control-map": ControlMap,
    "zeroscope": Zeroscope,
    "audioldm2": AudioLdm2,
    "llava": Llava,
}


def tasks(spec: Spec) -> tuple[str, ...]:
    """Returns what a model can do, what it does best first."""
    return KINDS[spec.kind].TASKS
