"""Writes the model.json of a folder of files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from safetensors import safe_open

FORMAT = "polyphony-model-1"
TYPES = {"F64": "F64", "F32": "F32", "F16": "F16", "BF16": "BF16", "I64": "I64", "I32": "I32", "I8": "I8", "U8": "U8", "BOOL": "BOOL"}


def _tensors(path: Path) -> dict[str, str]:
    with safe_open(path, "pt") as file:
        forms = {}
        for name in file.keys():
            piece = file.get_slice(name)
            forms[name] = f"{piece.get_dtype()} {'x'.join(map(str, piece.get_shape()))}".strip()
        return forms


def describe(path: Path) -> dict:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
    entry = {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}
    return entry | ({"tensors": _tensors(path)} if path.suffix == ".safetensors" else {})


def write(folder: Path, name: str, licence: str, parts: dict, licences: dict | None = None, version: str = "1"):
    """Describes all files of a folder; `parts` are the components, as tools/anytoany reads them."""
    files = {p.name: describe(p) for p in sorted(folder.iterdir()) if p.is_file() and p.name != "model.json"}
    spec = {"format": FORMAT, "name": name, "version": version, "licence": licence, **({"licences": licences} if licences else {}), **parts, "files": files}
    (folder / "model.json").write_text(json.dumps(spec, indent=1, ensure_ascii=False) + "\n")
    total = sum(f["bytes"] for f in files.values())
    print(f"{folder.name}: {len(files)} files, {total:,} bytes")
