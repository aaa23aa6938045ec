"""Judges that share nothing with the nets: they measure pictures, films and sounds and say what they show."""

from __future__ import annotations

import numpy as np

from . import world as w


def _border_color(img: np.ndarray) -> np.ndarray:
    """Median colour of the border of one picture or of all frames of a film [..., h, w, 3]."""
    x = img.reshape(-1, *img.shape[-3:])
    edge = np.concatenate([x[:, 0], x[:, -1], x[:, :, 0], x[:, :, -1]], 1).reshape(-1, 3)
    return np.median(edge, 0)


def _box(mask: np.ndarray, least: int):
    rows = np.flatnonzero(mask.sum(1) >= 2)
    cols = np.flatnonzero(mask.sum(0) >= 2)
    if len(rows) < least or len(cols) < least:
        return None
    return rows[0], rows[-1] + 1, cols[0], cols[-1] + 1


def _shape(inside: np.ndarray) -> str | None:
    """Shape by fill ratio of the box and, for triangle against cross, by the share of the lower half."""
    h, width = inside.shape
    if max(h, width) > 1.6 * min(h, width):
        return None
    area = inside.sum()
    fill = area / (h * width)
    lower = (inside[(h + 1) // 2 :].sum() - inside[: h // 2].sum()) / max(area, 1)
    if fill > 0.89:
        return "square"
    if fill > 0.66:
        return "circle"
    return "triangle" if lower > 0.22 else "cross"


def judge_image(img: np.ndarray) -> dict:
    """Returns the attributes that a picture [64, 64, 3] in 0..1 shows; None where it shows none."""
    border = _border_color(img)
    seen = {"background": w.BACKGROUNDS[int(((border - w.BACKGROUND_RGB) ** 2).sum(1).argmin())]}
    distance = np.sqrt(((img - border) ** 2).sum(-1))
    top = np.sort(distance.ravel())[-60:].mean()
    box = None if top < 0.2 else _box(distance > 0.5 * top, 4)
    if box is None:
        return seen
    y0, y1, x0, x1 = box
    core = img[distance > 0.8 * top].mean(0)
    seen["color"] = w.COLORS[int(((core - w.RGB) ** 2).sum(1).argmin())]
    cy, cx = (y0 + y1) / 2, (x0 + x1) / 2
    seen["row"] = w.ROWS[int(np.argmin([abs(cy - k) for k in w.CENTERS]))]
    seen["column"] = w.COLUMNS[int(np.argmin([abs(cx - k) for k in w.CENTERS]))]
    seen["size"] = w.SIZES[int(max(y1 - y0, x1 - x0) > 21)]
    shape = _shape((distance > 0.5 * top)[y0:y1, x0:x1].astype(np.float32))
    if shape:
        seen["shape"] = shape
    return seen


def judge_video(film: np.ndarray) -> dict:
    """Returns the attributes that a film [8, 32, 32, 3] in 0..1 shows."""
    border = _border_color(film)
    seen = {"background": w.BACKGROUNDS[int(((border - w.BACKGROUND_RGB) ** 2).sum(1).argmin())]}
    distance = np.sqrt(((film - border) ** 2).sum(-1))
    top = np.sort(distance.ravel())[-200:].mean()
    if top < 0.2:
        return seen
    core = film[distance > 0.8 * top].mean(0)
    seen["color"] = w.COLORS[int(((core - w.RGB) ** 2).sum(1).argmin())]
    boxes = [_box(distance[f] > 0.5 * top, 3) for f in range(len(film))]
    present = [b is not None for b in boxes]
    if present == [True, True, False, False] * 2:
        seen["motion"] = "blinking"
    elif all(present):
        f = np.arange(len(film))
        size = np.array([((b[1] - b[0]) + (b[3] - b[2])) / 2 for b in boxes])
        growth = np.polyfit(f, size, 1)[0]
        vy, vx = np.polyfit(f, np.array([((b[0] + b[1]) / 2, (b[2] + b[3]) / 2) for b in boxes]), 1)[0]
        if abs(growth) > 1:
            seen["motion"] = "growing" if growth > 0 else "shrinking"
        elif max(abs(vy), abs(vx)) > 1 and min(abs(vy), abs(vx)) < 0.6:
            seen["motion"] = ("moving down" if vy > 0 else "moving up") if abs(vy) > abs(vx) else ("moving right" if vx > 0 else "moving left")
    # The shape is what most frames show whose object is at least two thirds as large as the largest one.
    shown = [b for b in boxes if b is not None]
    if not shown:
        return seen
    largest = max(max(b[1] - b[0], b[3] - b[2]) for b in shown)
    votes: dict[str, int] = {}
    for k, b in enumerate(boxes):
        if b is not None and max(b[1] - b[0], b[3] - b[2]) >= 0.66 * largest:
            s = _shape((distance[k] > 0.5 * top)[b[0] : b[1], b[2] : b[3]].astype(np.float32))
            if s:
                votes[s] = votes.get(s, 0) + 1
    if votes:
        seen["shape"] = max(votes, key=votes.get)
    return seen


def score(judge, media, things: list[dict]) -> dict:
    """Returns the share of right answers per attribute and of media with all attributes right."""
    right: dict[str, list] = {}
    for m, thing in zip(media, things):
        seen = judge(m)
        marks = {k: seen.get(k) == v for k, v in thing.items() if k != "kind"}
        if "row" in marks:
            marks["position"] = marks.pop("row") & marks.pop("column")
        marks["all"] = all(marks.values())
        for k, v in marks.items():
            right.setdefault(k, []).append(v)
    return {k: round(float(np.mean(v)), 4) for k, v in right.items()}
