"""Control maps of pictures, and pictures made along them with ControlNet."""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image

from . import media
from .params import Refused
from .pipelines import LOADING, Made, Painter, Request, Spec, Step

ANNOTATORS = {
    "hed": "HEDdetector",
    "mlsd": "MLSDdetector",
    "normal": "NormalBaeDetector",
    "openpose": "OpenposeDetector",
}


class ControlMap:
    """Maps of a picture: edges by OpenCV; what networks make of it by controlnet_aux, where that is installed."""

    TASKS = ("control-map",)

    def __init__(self, spec: Spec, device: torch.device):
        self.spec = spec
        self.device = device
        self.annotators = {}

    def modules(self) -> list[torch.nn.Module]:
        return []

    def settle(self):
        pass

    def run(self, request: Request, step: Step) -> Made:
        kind = request.params.get("kind", "canny")
        image = media.fitted(request.image, None, None, 1024)
        drawn = self.canny(image) if kind == "canny" else self.annotated(kind, image)
        step(1)
        return Made("image/png", media.png(drawn.convert("RGB")))

    def canny(self, image: Image.Image) -> Image.Image:
        import cv2

        return Image.fromarray(cv2.Canny(np.asarray(image), 100, 200))

    def annotated(self, kind: str, image: Image.Image) -> Image.Image:
        if kind not in ANNOTATORS:
            raise Refused(422, f"kind {kind!r} is none of canny, {', '.join(ANNOTATORS)}")
        if kind not in self.annotators:
            try:
                import controlnet_aux
            except ImportError as e:
                raise Refused(422, f"maps of the kind {kind!r} need the package controlnet-aux; canny needs none") from e
            with LOADING:
                annotator = getattr(controlnet_aux, ANNOTATORS[kind]).from_pretrained(self.spec.path)
            self.annotators[kind] = annotator.to(self.device)
        return self.annotators[kind](image)


class ControlNet(Painter):
    """Stable Diffusion that keeps to a control map; `control` names a net for each kind of map."""

    TASKS = ("controlled-text-to-image",)

    def load(self):
        from diffusers import StableDiffusionControlNetPipeline

        self.kind = next(iter(self.spec.control))
        return StableDiffusionControlNetPipeline.from_pretrained(
            self.spec.path, controlnet=self.net(self.kind), **self.spec.source(self.device)
        )

    def net(self, kind: str):
        from diffusers import ControlNetModel

        if kind not in self.spec.control:
            raise Refused(422, f"kind {kind!r} is none of {', '.join(self.spec.control)}")
        with LOADING:
            return ControlNetModel.from_pretrained(self.spec.control[kind], dtype=self.spec.source(self.device)["dtype"])

    def run(self, request: Request, step: Step) -> Made:
        settings = self.settings(request)
        kind = settings.pop("kind", self.kind)
        if kind != self.kind:
            self.pipeline.controlnet = self.net(kind).to(self.device)
            self.kind = kind
        asked = {side: request.params.get(side) for side in ("width", "height")}
        most = max(settings.pop("width", 512), settings.pop("height", 512))
        image = media.fitted(request.image, **asked, most=most)
        settings |= {"image": image, "width": image.width, "height": image.height}
        return self.painted(self.pipeline, request, step, settings)
