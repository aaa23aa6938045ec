"""Pictures in; pictures, films and sounds out, as bytes of PNG, MP4 and WAV."""

from __future__ import annotations

import base64
import binascii
import io
import tempfile
import wave
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageOps

from .params import Refused

MOST_PIXELS = 16_000_000


def picture(encoded: str) -> Image.Image:
    """Returns the picture that base64 holds, upright and as RGB; refuses what is none or too large."""
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as e:
        raise Refused(422, f"image is not base64: {e}") from e
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP"))
        if image.width * image.height > MOST_PIXELS:
            raise Refused(413, f"image has {image.width} x {image.height} pixels, more than {MOST_PIXELS}")
        return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as e:
        raise Refused(422, f"image can't be read: {e}") from e


def fitted(image: Image.Image, width: int | None, height: int | None, most: int) -> Image.Image:
    """Returns the picture at the size asked for, or at its own, made smaller to `most` a side; sides are multiples of 8."""
    scale = min(1.0, most / max(image.size))
    size = [
        max(64, round((asked or own * scale) / 8) * 8) for asked, own in zip((width, height), image.size, strict=True)
    ]
    return image if image.size == tuple(size) else image.resize(size, Image.Resampling.LANCZOS)


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def mp4(frames: np.ndarray, fps: int) -> bytes:
    """Returns H.264 in MP4 that browsers play; frames are [frames, height, width, 3] with values in [0, 1]."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        film(file.name, frames, fps)
        return Path(file.name).read_bytes()


def film(path: str, frames: np.ndarray, fps: int):
    with av.open(path, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=fps, options={"crf": "18", "preset": "medium"})
        stream.height, stream.width = frames.shape[1] // 2 * 2, frames.shape[2] // 2 * 2
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            pixels = np.clip(np.rint(frame[: stream.height, : stream.width] * 255), 0, 255).astype(np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")))
        container.mux(stream.encode())


def wav(samples: np.ndarray, rate: int) -> bytes:
    """Returns 16-bit mono; samples are [frames]. What is louder than 1 is made quieter as a whole, never cut."""
    samples = np.nan_to_num(np.asarray(samples, dtype=np.float64))
    peak = np.abs(samples).max(initial=0.0)
    if peak > 1:
        samples = samples / peak
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return out.getvalue()
