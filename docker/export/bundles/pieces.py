"""A sentencepiece model of LLaMA as the tokenizer.json that tools/anytoany reads: words alone, no token stands for itself."""

from __future__ import annotations

from pathlib import Path

from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import Tokenizer, decoders, models, normalizers


def convert(model_file: Path) -> tuple[str, int]:
    """Returns the JSON and the number of tokens."""
    model = proto.ModelProto()
    model.ParseFromString(Path(model_file).read_bytes())
    kind = model.trainer_spec.model_type
    normal = model.normalizer_spec
    if kind != model.trainer_spec.BPE or not normal.add_dummy_prefix or normal.remove_extra_whitespaces:
        raise ValueError("only BPE with a dummy prefix that keeps blanks is supported; that is LLaMA")
    vocabulary = {piece.piece: i for i, piece in enumerate(model.pieces)}
    merges = []
    for i, piece in enumerate(model.pieces):
        if piece.type == 1:
            pairs = [(piece.piece[:k], piece.piece[k:]) for k in range(1, len(piece.piece))]
            merges += [(i, vocabulary[a], vocabulary[b], a, b) for a, b in pairs if a in vocabulary and b in vocabulary]
    merges = [(a, b) for _, _, _, a, b in sorted(merges)]
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, unk_token=model.pieces[model.trainer_spec.unk_id].piece, fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    return tokenizer.to_str(pretty=False), len(vocabulary)
