"""The kinds of models: how each is loaded, and how it works on a request. Nothing that a model brings is run as code."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from PIL import Image

from . import media
from .params import Refused

LOADING = threading.RLock()
"""Held while weights are loaded: from_pretrained changes how modules are made, for all threads at once."""

DESCRIBE = "Describe this picture in one sentence."


@dataclass(frozen=True)
class Spec:
    """A model that is served: its name on the wire, its kind, and where its weights are (a folder, or a hub id)."""

    name: str
    kind: str
    path: str
    dtype: str = "float16"
    defaults: dict = field(default_factory=dict)
    revision: str | None = None
    variant: str | None = None
    control: dict[str, str] = field(default_factory=dict)

    def source(self, device: torch.device) -> dict:
        """What from_pretrained needs; half precision is for GPUs."""
        dtype = getattr(torch, self.dtype) if device.type != "cpu" else torch.float32
        source = {"dtype": dtype}
        return source | {k: v for k, v in (("revision", self.revision), ("variant", self.variant)) if v}


@dataclass(frozen=True)
class Request:
    """What is asked for, checked."""

    task: str
    prompt: str
    image: Image.Image | None
    params: dict
    seed: int


@dataclass(frozen=True)
class Made:
    """What came of it."""

    media_type: str
    data: bytes


Step = Callable[[float], None]
"""Is told the share that is done, in [0, 1]; raises to stop the work."""


class Diffuser:
    """A diffusers pipeline on a device."""

    TASKS: tuple[str, ...] = ()

    def __init__(self, spec: Spec, device: torch.device):
        self.spec = spec
        self.device = device
        self.pipeline = self.load()
        self.pipeline.set_progress_bar_config(disable=True)

    def load(self):
        raise NotImplementedError

    def modules(self) -> list[torch.nn.Module]:
        return [part for part in self.pipeline.components.values() if isinstance(part, torch.nn.Module)]

    def settle(self):
        """Moves the model, which was loaded into main memory, to its device."""
        self.pipeline.to(self.device)

    def settings(self, request: Request) -> dict:
        return self.spec.defaults | request.params

    def seeded(self, request: Request) -> torch.Generator:
        """Noise is drawn on the CPU, so that a seed means the same on every device."""
        return torch.Generator("cpu").manual_seed(request.seed)


class Painter(Diffuser):
    """A pipeline that makes pictures."""

    def painted(self, pipeline, request: Request, step: Step, settings: dict) -> Made:
        def stepped(running, index, timestep, kept):
            step((index + 1) / max(1, running.num_timesteps))
            return kept

        made = pipeline(request.prompt, generator=self.seeded(request), callback_on_step_end=stepped, **settings)
        if any(getattr(made, "nsfw_content_detected", None) or ()):
            raise Refused(422, "nsfw: the model's safety checker held the picture back")
        return Made("image/png", media.png(made.images[0]))


class StableDiffusion(Painter):
    """Stable Diffusion 1.5, 2.1, XL and what else diffusers makes pictures with."""

    TASKS = ("text-to-image", "image-to-image")

    def load(self):
        from diffusers import AutoPipelineForText2Image

        return AutoPipelineForText2Image.from_pretrained(self.spec.path, **self.spec.source(self.device))

    def run(self, request: Request, step: Step) -> Made:
        settings = self.settings(request)
        pipeline = self.pipeline
        if request.task == "image-to-image":
            from diffusers import AutoPipelineForImage2Image

            pipeline = AutoPipelineForImage2Image.from_pipe(self.pipeline)
            pipeline.set_progress_bar_config(disable=True)
            asked = {side: request.params.get(side) for side in ("width", "height")}
            most = max(settings.pop("width", 512), settings.pop("height", 512))
            settings["image"] = media.fitted(request.image, **asked, most=most)

        return self.painted(pipeline, request, step, settings)


class Zeroscope(Diffuser):
    """Zeroscope and ModelScope: films of text."""

    TASKS = ("text-to-video",)

    def load(self):
        from diffusers import TextToVideoSDPipeline

        return TextToVideoSDPipeline.from_pretrained(self.spec.path, **self.spec.source(self.device))

    def run(self, request: Request, step: Step) -> Made:
        settings = self.settings(request)
        fps = settings.pop("fps", 8)
        made = self.pipeline(
            request.prompt,
            generator=self.seeded(request),
            callback=lambda index, timestep, latents: step(
                (index + 1) / max(1, len(self.pipeline.scheduler.timesteps))
            ),
            **settings,
        )
        return Made("video/mp4", media.mp4(made.frames[0], fps))


class AudioLdm2(Diffuser):
    """AudioLDM-2: sounds and music of text."""

    TASKS = ("text-to-audio", "text-to-music")

    def load(self):
        from diffusers import AudioLDM2Pipeline
        from transformers import GPT2LMHeadModel

        source = self.spec.source(self.device)
        # The published weights are of GPT2Model; the pipeline calls what only its subclass has.
        language = GPT2LMHeadModel.from_pretrained(
            self.spec.path, subfolder="language_model", **source
        )
        return AudioLDM2Pipeline.from_pretrained(self.spec.path, language_model=language, **source)

    def run(self, request: Request, step: Step) -> Made:
        made = self.pipeline(
            request.prompt,
            generator=self.seeded(request),
            callback=lambda index, timestep, latents: step(
                (index + 1) / max(1, len(self.pipeline.scheduler.timesteps))
            ),
            **self.settings(request),
        )
        return Made("audio/wav", media.wav(made.audios[0], self.pipeline.vocoder.config.sampling_rate))


class Llava:
    """LLaVA-1.5 and what else transformers has under its class: answers to questions about a picture."""

    TASKS = ("image-to-text", "visual-question-answering", "document-question-answering")

    def __init__(self, spec: Spec, device: torch.device):
        from transformers import AutoProcessor, LlavaForConditionalGeneration

        self.spec = spec
        self.device = device
        self.processor = AutoProcessor.from_pretrained(
            spec.path, **({"revision": spec.revision} if spec.revision else {})
        )
        self.model = LlavaForConditionalGeneration.from_pretrained(
            spec.path, **spec.source(device)
        ).eval()

    def modules(self) -> list[torch.nn.Module]:
        return [self.model]

    def settle(self):
        self.model.to(self.device)

    def run(self, request: Request, step: Step) -> Made:
        from transformers import StoppingCriteriaList

        settings = {"max_new_tokens": 200} | self.spec.defaults | request.params
        warmth = settings.pop("temperature", 0)
        if warmth > 0:
            settings |= {"do_sample": True, "temperature": warmth}
        else:
            settings["do_sample"] = False
        said = self.processor.apply_chat_template(
            [
                {
                    "role": "user",
                    "content": [{"type": "image"}, {"type": "text", "text": request.prompt or DESCRIBE}],
                }
            ],
            add_generation_prompt=True,
        )
        inputs = self.processor(images=request.image, text=said, return_tensors="pt").to(self.device, self.model.dtype)
        begun = inputs["input_ids"].shape[1]

        def counted(ids, scores, **more):
            step(min(1.0, (ids.shape[1] - begun) / settings["max_new_tokens"]))
            return torch.zeros(ids.shape[0], dtype=torch.bool, device=ids.device)

        with torch.random.fork_rng(devices=[self.device] if self.device.type == "cuda" else []), torch.inference_mode():
            torch.manual_seed(request.seed)
            ids = self.model.generate(**inputs, stopping_criteria=StoppingCriteriaList([counted]), **settings)
        text = self.processor.decode(ids[0][begun:], skip_special_tokens=True).strip()
        return Made("text/plain; charset=utf-8", text.encode())


def size(model) -> int:
    """Returns the bytes that a model's weights take."""
    tensors = [t for module in model.modules() for t in (*module.parameters(), *module.buffers())]
    return sum(t.numel() * t.element_size() for t in tensors)
