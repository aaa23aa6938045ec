"""Sounds of the world: synthesis, the log spectrogram of the nets, Griffin-Lim, and judges of pitch and chord."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import numpy as np
from scipy import fft

from . import world as w

RATE = 16_000
SAMPLES = 16_384
WINDOW, HOP, BINS, FRAMES = 1024, 256, 256, 64
FLOOR_DB = -50.0
BOTTOM, TOP = -0.4, 4.0
HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


# ---- spectrograms ------------------------------------------------------------------------------------------------------

def _frames(wave: np.ndarray) -> np.ndarray:
    """Windowed frames [..., 64, 1024]; frame k is centred on sample 256 k; zeros outside."""
    pad = [(0, 0)] * (wave.ndim - 1) + [(WINDOW // 2, WINDOW // 2)]
    padded = np.pad(wave, pad)
    index = np.arange(FRAMES)[:, None] * HOP + np.arange(WINDOW)
    return padded[..., index] * HANN


def spectrogram(wave: np.ndarray) -> np.ndarray:
    """Waves [n, 16384] -> [n, 64 frames, 256 bins]: 0 dB of a full-scale sine is 4, -50 dB and below is -0.4 (the nets' scale)."""
    magnitude = np.abs(fft.rfft(_frames(wave.astype(np.float32)), axis=-1)[..., :BINS]) / (WINDOW / 4)
    decibels = 20 * np.log10(np.maximum(magnitude, 1e-4))
    return (TOP - (TOP - BOTTOM) * np.maximum(decibels, FLOOR_DB) / FLOOR_DB).astype(np.float32)


def magnitudes(x: np.ndarray) -> np.ndarray:
    """The inverse of the level map: [..., 64, 256] -> magnitudes of the transform; the lowest 1.5 dB become silence."""
    x = np.clip(x, BOTTOM, TOP)
    m = 10 ** (FLOOR_DB * (TOP - x) / (TOP - BOTTOM) / 20) * (WINDOW / 4)
    return np.where(x <= BOTTOM + 0.03 * (TOP - BOTTOM), 0, m).astype(np.float32)


def griffin_lim(x: np.ndarray, rounds: int = 40, momentum: float = 0.99, seed: int = 0) -> np.ndarray:
    """Spectrograms [n, 64, 256] -> waves [n, 16384]. Bins above 4 kHz are silent."""
    target = magnitudes(x)
    n = len(target)
    phase = np.exp(2j * np.pi * np.random.RandomState(seed).rand(n, FRAMES, BINS)).astype(np.complex64)
    before = np.zeros_like(phase)
    wave = _overlap(target * phase)
    for _ in range(rounds):
        now = fft.rfft(_frames(wave), axis=-1)[..., :BINS]
        step = now - (momentum / (1 + momentum)) * before
        phase = step / (np.abs(step) + 1e-12)
        before = now
        wave = _overlap(target * phase)
    return wave


@functools.lru_cache(None)
def _overlap_weight() -> np.ndarray:
    total = np.zeros(SAMPLES + WINDOW, np.float32)
    for k in range(FRAMES):
        total[k * HOP : k * HOP + WINDOW] += HANN * HANN
    return np.maximum(total, 1e-3)


def _overlap(spectrum: np.ndarray) -> np.ndarray:
    full = np.zeros((*spectrum.shape[:-1], WINDOW // 2 + 1), np.complex64)
    full[..., :BINS] = spectrum
    frames = fft.irfft(full, WINDOW, axis=-1) * HANN
    out = np.zeros((len(spectrum), SAMPLES + WINDOW), np.float32)
    for k in range(FRAMES):
        out[:, k * HOP : k * HOP + WINDOW] += frames[:, k]
    out /= _overlap_weight()
    return out[:, WINDOW // 2 : WINDOW // 2 + SAMPLES]


# ---- synthesis -----------------------------------------------------------------------------------------------------------

T = np.arange(SAMPLES) / RATE


def frequency(pitch: str, octave: int) -> float:
    """Equal temperament, a 4 = 440 Hz."""
    return 440.0 * 2 ** ((w.PITCHES.index(pitch) - 9) / 12 + octave - 4)


def _tone(hz: float, timbre: str, rng, t: np.ndarray) -> np.ndarray:
    out = np.zeros_like(t)
    for k in range(1, int(7500 / hz) + 1):
        if timbre == "sine" and k > 1 or timbre == "square" and k % 2 == 0:
            continue
        level = 1.0 / k
        part = level * np.sin(2 * np.pi * hz * k * t + rng.uniform(0, 2 * np.pi))
        if timbre == "pluck":
            part *= np.exp(-t * (2.5 + 1.2 * k))
        out += part
    return out


def _envelope(t: np.ndarray, attack: float, end: float, release: float) -> np.ndarray:
    return np.clip(t / attack, 0, 1) * np.clip((end - t) / release, 0, 1) * (t >= 0)


VOWELS = {  # first three formants in hertz
    "IY": (270, 2290, 3010), "IH": (390, 1990, 2550), "EH": (530, 1840, 2480), "AH": (640, 1190, 2390), "AO": (570, 840, 2410),
    "UW": (300, 870, 2240), "AY1": (730, 1090, 2440), "AY2": (350, 2000, 2600), "EY1": (500, 1900, 2500), "EY2": (300, 2250, 2950),
    "OW1": (500, 900, 2400), "OW2": (350, 800, 2300), "ER": (490, 1350, 1690), "R": (330, 1100, 1500), "W": (300, 650, 2200),
    "N": (250, 1300, 2300), "V": (250, 1100, 2200), "Z": (250, 1700, 2600),
}
NOISES = {  # centre and width in hertz, level
    "S": (3600, 500, 0.5), "Z": (3500, 600, 0.3), "F": (2400, 1800, 0.16), "TH": (2800, 1600, 0.12), "T": (3300, 900, 0.6), "K": (1900, 500, 0.6),
    "V": (2200, 1500, 0.06),
}
# A word is a row of (formant target or None, noise or None, voice level, seconds).
SPOKEN = {
    "zero": [("Z", "Z", 0.4, 0.09), ("IY", None, 1, 0.13), ("R", None, 0.8, 0.09), ("OW1", None, 1, 0.12), ("OW2", None, 0.8, 0.12)],
    "one": [("W", None, 0.7, 0.11), ("AH", None, 1, 0.19), ("N", None, 0.5, 0.17)],
    "two": [(None, "T", 0, 0.05), ("IY", None, 0.4, 0.03), ("UW", None, 1, 0.30)],
    "three": [(None, "TH", 0, 0.11), ("R", None, 0.8, 0.10), ("IY", None, 1, 0.28)],
    "four": [(None, "F", 0, 0.12), ("AO", None, 1, 0.24), ("ER", None, 0.8, 0.14)],
    "five": [(None, "F", 0, 0.12), ("AY1", None, 1, 0.16), ("AY2", None, 0.9, 0.12), ("V", "V", 0.4, 0.10)],
    "six": [(None, "S", 0, 0.14), ("IH", None, 1, 0.11), (None, None, 0, 0.05), (None, "K", 0, 0.04), (None, "S", 0, 0.15)],
    "seven": [(None, "S", 0, 0.13), ("EH", None, 1, 0.12), ("V", "V", 0.5, 0.07), ("AH", None, 0.8, 0.09), ("N", None, 0.5, 0.13)],
    "eight": [("EY1", None, 1, 0.16), ("EY2", None, 0.9, 0.13), (None, None, 0, 0.07), (None, "T", 0, 0.06)],
    "nine": [("N", None, 0.5, 0.11), ("AY1", None, 1, 0.15), ("AY2", None, 0.9, 0.12), ("N", None, 0.5, 0.14)],
}


def _digit(word: str, voice: str, rng) -> np.ndarray:
    """A three-formant source-filter voice: harmonics under moving resonances, and shaped noise."""
    tempo, f0 = rng.uniform(0.92, 1.12), {"low": 110.0, "high": 200.0}[voice] * rng.uniform(0.95, 1.05)
    tract = rng.uniform(0.97, 1.03)
    rows = SPOKEN[word]
    edges = np.cumsum([0.0] + [r[3] * tempo for r in rows])
    start = rng.uniform(0.03, 0.12)
    middles = start + (edges[:-1] + edges[1:]) / 2
    hold = np.stack([start + edges[:-1] + 0.3 * np.diff(edges), start + edges[1:] - 0.3 * np.diff(edges)], 1).ravel()
    targets = [r[0] for r in rows]
    for i, name in enumerate(targets):
        if name is None:  # a voiceless part takes the formants of its nearest voiced neighbour
            near = sorted((abs(i - j), j) for j, other in enumerate(targets) if rows[j][0])
            targets[i] = rows[near[0][1]][0]
    formants = np.stack([np.interp(T, hold, np.repeat([VOWELS[n][k] * tract for n in targets], 2)) for k in range(3)])
    inside = (T >= start) & (T < start + edges[-1])
    voiced = np.interp(T, hold, np.repeat([r[2] for r in rows], 2)) * inside
    voiced = np.convolve(voiced, np.ones(320) / 320, "same")
    glide = f0 * (1.06 - 0.14 * np.clip((T - start) / edges[-1], 0, 1))
    phase = 2 * np.pi * np.cumsum(glide) / RATE
    out = np.zeros(SAMPLES)
    coarse = slice(None, None, 64)  # resonances move slowly: gains are made every 64 samples
    for k in range(1, int(4000 / f0)):
        hz, gain = k * glide[coarse], k**-0.35
        for j, width in enumerate((70, 100, 140)):
            f = formants[j][coarse]
            gain = gain * f * f / np.sqrt((f * f - hz * hz) ** 2 + (hz * width * 2) ** 2)
        out += np.interp(T, T[coarse], gain) * np.sin(k * phase)
    out *= voiced
    out /= max(np.sqrt((out**2).max()), 1e-6)
    for i, (_, noise, _, _) in enumerate(rows):
        if noise:
            centre, width, level = NOISES[noise]
            spectrum = fft.rfft(rng.randn(SAMPLES))
            spectrum *= np.exp(-0.5 * ((np.arange(len(spectrum)) * RATE / SAMPLES - centre) / width) ** 2)
            hiss = fft.irfft(spectrum, SAMPLES)
            hiss /= np.abs(hiss).max()
            a, b = start + edges[i], start + edges[i + 1]
            out += level * hiss * np.clip((T - a) / 0.01, 0, 1) * np.clip((b - T) / 0.015, 0, 1)
    return out


def synthesize(thing: dict, rng: np.random.RandomState) -> np.ndarray:
    """Returns one wave [16384] of a thing, with random level, phase and onset."""
    kind, onset = thing["kind"], rng.uniform(0.01, 0.08)
    t = T - onset
    if kind == "note":
        out = _tone(frequency(thing["pitch"], int(thing["octave"])), thing["timbre"], rng, t)
        out *= _envelope(t, 0.01, rng.uniform(0.8, 0.88), 0.06)
    elif kind == "chord":
        root = frequency(thing["pitch"], 4)
        steps = (0, 4, 7) if thing["mode"] == "major" else (0, 3, 7)
        out = sum(_tone(root * 2 ** (s / 12), thing["timbre"], rng, t) for s in steps)
        out *= _envelope(t, 0.01, rng.uniform(0.8, 0.88), 0.06)
    elif kind == "digit":
        out = _digit(thing["digit"], thing["voice"], rng)
    else:
        effect = thing["effect"]
        if effect == "white noise":
            out = rng.randn(SAMPLES) * 0.25 * _envelope(t, 0.01, 0.85, 0.05)
        elif effect.endswith("sweep"):
            length = rng.uniform(0.78, 0.88)
            u = np.clip(t / length, 0, 1)
            low, high = 300 * rng.uniform(0.95, 1.05), 3000 * rng.uniform(0.95, 1.05)
            hz = low * (high / low) ** u if effect == "a rising sweep" else high * (low / high) ** u
            out = np.sin(2 * np.pi * np.cumsum(hz) / RATE) * _envelope(t, 0.01, length, 0.03)
        else:
            rate = {"slow clicks": 4.0, "fast clicks": 12.0}[effect] * rng.uniform(0.97, 1.03)
            since = np.mod(t, 1 / rate)
            out = rng.randn(SAMPLES) * np.exp(-since / 0.006) * _envelope(t, 0.0005, 0.92, 0.01)
    return (out / max(np.abs(out).max(), 1e-6) * rng.uniform(0.5, 0.9)).astype(np.float32)


def listed() -> list[dict]:
    """Every thing that can be heard."""
    return [t for k in ("note", "chord", "effect", "digit") for t in w.every(k)]


def listed_seen() -> list[dict]:
    """What training may hear, in the order of the pool."""
    return [t for k in ("note", "chord", "effect", "digit") for t in w.seen(k)]


COPIES = {"note": 30, "chord": 36, "effect": 90, "digit": 120}


class Pool:
    """Spectrograms made once: [clips, 64, 256] as half floats, and the thing of each clip.

    A draw picks a kind first (notes .4, chords .2, effects .1, digits .3), so that rare kinds are heard often enough.
    """

    SHARES = {"note": 0.4, "chord": 0.2, "effect": 0.1, "digit": 0.3}

    def __init__(self, clips: np.ndarray, owner: np.ndarray):
        self.clips, self.owner = clips, owner
        kinds = np.array([t["kind"] for t in listed_seen()])[owner]
        self.rows = {k: np.flatnonzero(kinds == k) for k in self.SHARES}

    def draw(self, n: int, rng: np.random.RandomState):
        kinds = rng.choice(list(self.SHARES), size=n, p=list(self.SHARES.values()))
        rows = np.array([self.rows[k][rng.randint(len(self.rows[k]))] for k in kinds])
        return self.owner[rows], self.clips[rows].astype(np.float32)


def pool(work: Path) -> Pool:
    """Returns the training pool, made at the first call and kept in the work folder."""
    path = work / "sounds.npz"
    if not path.exists():
        rng, clips, owner = np.random.RandomState(41), [], []
        for i, thing in enumerate(listed_seen()):
            waves = np.stack([synthesize(thing, rng) for _ in range(COPIES[thing["kind"]])])
            clips.append(spectrogram(waves).astype(np.float16))
            owner += [i] * len(waves)
        np.savez(path.with_suffix(".tmp.npz"), clips=np.concatenate(clips), owner=np.array(owner))
        os.replace(path.with_suffix(".tmp.npz"), path)
    data = np.load(path)
    return Pool(data["clips"], data["owner"])


# ---- judges ------------------------------------------------------------------------------------------------------------------

def _loud_spectrum(wave: np.ndarray, size: int = 8192) -> np.ndarray:
    """Magnitudes of the loudest stretch of 0.4 s, zero-padded: bins of 2 Hz."""
    energy = np.convolve(wave**2, np.ones(512), "same")
    start = int(np.clip(np.argmax(np.convolve(energy, np.ones(6400), "valid")), 0, SAMPLES - 6400))
    return np.abs(fft.rfft(wave[start : start + 6400] * np.hanning(6400), size))


def judge_pitch(wave: np.ndarray) -> float:
    """Returns the fundamental in hertz by the harmonic sum over a grid of 5 cents from 200 to 1100 Hz, refined on its peak."""
    spectrum = _loud_spectrum(wave)
    spectrum = spectrum / max(spectrum.max(), 1e-9)
    hz = 200 * 2 ** (np.arange(0, 2952, 5) / 1200)
    best = np.zeros(len(hz))
    for k in range(1, 6):
        at = hz * k * 8192 / RATE
        level = np.interp(at, np.arange(len(spectrum)), spectrum)
        best += (1.0 if k == 1 else 0.6 / k) * level
    return float(hz[int(best.argmax())])


def judge_chord(wave: np.ndarray) -> tuple[str, str]:
    """Returns root and mode by matching twelve pitch classes of the spectrum with 24 triads."""
    spectrum = _loud_spectrum(wave)
    hz = np.arange(len(spectrum)) * RATE / 8192
    use = (hz > 240) & (hz < 850)
    midi = 12 * np.log2(hz[use] / 440) + 69
    near = np.abs(midi - np.round(midi)) < 0.3
    chroma = np.zeros(12)
    for c in range(12):
        level = spectrum[use][near & (np.round(midi).astype(int) % 12 == c)]
        chroma[c] = level.max() if len(level) else 0
    chroma = chroma / max(chroma.max(), 1e-9)
    marks = {}
    for r in range(12):
        for mode, third in (("major", 4), ("minor", 3)):
            inside = [r, (r + third) % 12, (r + 7) % 12]
            marks[(w.PITCHES[r], mode)] = 1.5 * chroma[inside].sum() - 0.5 * chroma.sum()
    return max(marks, key=marks.get)


def judge_effect(wave: np.ndarray) -> str:
    """Returns the effect by its course: clicks by their count, sweeps by the slope of the peak, noise by flatness."""
    x = magnitudes(spectrogram(wave[None]))[0]
    level = x.sum(1)
    active = level > 0.1 * level.max()
    peak = x[active].argmax(1)
    tonal = (x[active].max(1) / (x[active].mean(1) + 1e-9)).mean()
    if tonal > 12:
        slope = np.polyfit(np.arange(len(peak)), np.log2(peak + 1), 1)[0]
        return "a rising sweep" if slope > 0 else "a falling sweep"
    energy = np.convolve(np.abs(wave), np.ones(256) / 256, "same")[::64]
    energy = energy / max(energy.max(), 1e-9)
    if (energy > 0.25).mean() > 0.7:
        return "white noise"
    rises = np.flatnonzero((energy[1:] > 0.35) & (energy[:-1] <= 0.35))
    gaps = [b for a, b in zip(rises[:-1], rises[1:]) if b - a > 6]
    return "slow clicks" if len(gaps) + 1 < 7 else "fast clicks"


def quick_score(tokens: np.ndarray, things: list[dict]) -> dict:
    """Judges sounds after Griffin-Lim: pitch, chord, effect; digits need the classifier of evaluate."""
    waves, right = griffin_lim(tokens), {}
    for wave, thing in zip(waves, things):
        kind = thing["kind"]
        if kind == "note":
            cents = 1200 * np.log2(judge_pitch(wave) / frequency(thing["pitch"], int(thing["octave"])))
            right.setdefault("pitch", []).append(abs(cents) <= 50)
        elif kind == "chord":
            right.setdefault("chord", []).append(judge_chord(wave) == (thing["pitch"], thing["mode"]))
        elif kind == "effect":
            right.setdefault("effect", []).append(judge_effect(wave) == thing["effect"])
    return {k: round(float(np.mean(v)), 4) for k, v in right.items()}
