"""Command line: python -m nano.short FOLDER: which short requests for pictures the shipped files misunderstand.

Asks for each shape and color alone, with each size, and with each place; what is not said must take its default.
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import language as l, talk, world as w
from .phrases import DEFAULTS
from .weights import Nano


def requests() -> list[tuple[str, dict]]:
    out = []
    for shape in w.SHAPES:
        for color in w.COLORS:
            thing = {"kind": "image", **DEFAULTS["image"], "shape": shape, "color": color}
            out.append((f"draw a {color} {shape}", thing))
            out += [(f"draw a {size} {color} {shape}", {**thing, "size": size}) for size in w.SIZES]
            out += [(f"draw a {color} {shape} at the {row} {column}", {**thing, "row": row, "column": column})
                    for row in w.ROWS for column in w.COLUMNS]
    return out


def main():
    folder = Path(sys.argv[1])
    if not (folder / "nano-language.safetensors").exists():
        raise SystemExit(f"{folder} holds no nano-language.safetensors.\nMaybe name the folder that the stage 'export' wrote.")
    asked = requests()
    answers = talk.Conversation(Nano(folder).talker).answer([talk.prompt([], words) for words, _ in asked], None)
    wrong = [(words, a["text"]) for (words, thing), a in zip(asked, answers) if l.canonical(thing) not in a["text"]]
    print(f"{len(wrong)} of {len(asked)} wrong")
    for words, said in wrong:
        print(f"  {words}: {said}")


if __name__ == "__main__":
    main()
