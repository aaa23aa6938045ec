"""Golden token ids of the slow tokenizer of LLaMA, as NExT-GPT used it: python golden_tokens.py, with transformers 4.29.2 and sentencepiece.

Needs a Python environment of its own (requirements-tokens.txt) and the tokenizer.model that `python -m bundles golden` writes.
"""

from __future__ import annotations

from pathlib import Path

from transformers import LlamaTokenizer

GOLDEN = Path(__file__).resolve().parents[2] / "tools/anytoany/src/test/resources/golden/nextgpt"
ADDED = ["<Img>", "</Img>", *(f"[{kind}{i}]" for kind, count in (("IMG", 4), ("VID", 24), ("AUD", 8)) for i in range(count))]
TEXTS = [
    "### Human: what is in this picture?\\n### Assistant:", " what is this", "two  blanks", "[IMG0] [IMG1] [IMG2] [IMG3]", "here is a dog . [IMG0] [IMG1] [IMG2] [IMG3]\\n###",
    "<Img>", "</Img> generate a caption\\n### Assistant: ", "say [AUD0] [AUD1] and [VID0]", "Grün ✓ 漢字 é", "###", "\\n###", "a", " ", "[IMG0", "x[VID23]y", "3 + 4 = 7\\t!",
]  # fmt: skip


def main():
    tokenizer = LlamaTokenizer(str(GOLDEN / "tokenizer.model"))
    tokenizer.pad_token = tokenizer.eos_token
    tokenizer.padding_side = "right"
    for token in ADDED:
        tokenizer.add_tokens([token])
    rows = [f"{len(tokenizer)}"]
    for text in TEXTS:
        ids = tokenizer(text.replace("\\n", "\n").replace("\\t", "\t"), add_special_tokens=False).input_ids
        rows.append(f"{text}\t{' '.join(map(str, ids))}")
    (GOLDEN / "tokens.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
