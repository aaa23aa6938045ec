"""Miniatures of LLaVA-1.5 (also with Qwen2), BLIP-2 (OPT and T5) and InstructBLIP in tools/anytoany's test resources, and what transformers makes of them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
import transformers as t
from PIL import Image
from torchvision import transforms

from . import pieces, seeing, store, tiny
from .golden import GOLDEN, MODELS, SAID, save

OUT = GOLDEN.parent / "seeing"
MEAN, SPREAD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
SIDE = 32


def pixels(whole: bool) -> torch.Tensor:
    """CLIP's picture, as the processors that use Pillow make it."""
    bicubic = transforms.InterpolationMode.BICUBIC
    size = [transforms.Resize((SIDE, SIDE), bicubic)] if whole else [transforms.Resize(SIDE, bicubic), transforms.CenterCrop(SIDE)]
    steps = [*size, transforms.ToTensor(), transforms.Normalize(MEAN, SPREAD)]
    return transforms.Compose(steps)(Image.open(GOLDEN / "wide.png").convert("RGB"))[None]


def fresh(name: str) -> Path:
    folder = MODELS / f"{name}-miniature"
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    return folder


def byte_level(folder: Path, special=("<s>", "<pad>", "</s>", "<unk>")) -> tuple[dict, "t.PreTrainedTokenizerFast"]:
    """OPT's kind of tokenizer, and Qwen's."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    plain = Tokenizer(models.BPE())
    plain.pre_tokenizer, plain.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    plain.train_from_iterator([tiny.SAID], trainers.BpeTrainer(vocab_size=340, special_tokens=list(special), initial_alphabet=alphabet, show_progress=False))
    (folder / "tokenizer.json").write_text(plain.to_str(pretty=False))
    return {"type": "pieces", "file": "tokenizer.json", "vocabulary": plain.get_vocab_size()}, plain


def unigram(folder: Path):
    """T5's kind of tokenizer."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    plain = Tokenizer(models.Unigram())
    plain.pre_tokenizer, plain.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    plain.train_from_iterator([tiny.SAID], trainers.UnigramTrainer(vocab_size=150, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False))
    (folder / "tokenizer.json").write_text(plain.to_str(pretty=False))
    return {"type": "pieces", "file": "tokenizer.json", "vocabulary": plain.get_vocab_size()}, plain


def word_pieces(folder: Path):
    """BERT's kind of tokenizer, by which a Q-Former reads."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

    plain = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    plain.normalizer, plain.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    plain.train_from_iterator([tiny.SAID], trainers.WordPieceTrainer(vocab_size=160, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]"], show_progress=False))
    plain.post_processor = processors.BertProcessing(("[SEP]", plain.token_to_id("[SEP]")), ("[CLS]", plain.token_to_id("[CLS]")))
    (folder / "question.json").write_text(plain.to_str(pretty=False))
    return plain


def sentencepieces(folder: Path):
    from tokenizers import Tokenizer

    text, count = pieces.convert(GOLDEN / "tokenizer.model")
    (folder / "tokenizer.json").write_text(text)
    return {"type": "pieces", "file": "tokenizer.json", "vocabulary": count}, Tokenizer.from_str(text)


def record(name: str, model, ids: list[int], media: torch.Tensor, encoder, projected, tokenizer, more: dict | None = None):
    """Writes features, soft tokens, the first scores and a greedy answer of ten tokens."""
    features = encoder(media)
    given = dict(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long), pixel_values=media, **(more or {}))
    out = model.generate(**given, do_sample=False, max_new_tokens=10, min_new_tokens=10, output_scores=True, output_logits=True, return_dict_in_generate=True, eos_token_id=None, pad_token_id=0)
    written = out.sequences[0].tolist()[-10:]
    margin = min(float(x.topk(2).values[0] @ torch.tensor([1.0, -1.0])) for x in out.logits)
    save(name, {"features": features[0], "soft": projected(features)[0], "logits": out.logits[0][0], "last": out.logits[-1][0], "written": torch.tensor(written)}, OUT)
    text = tokenizer.decode(written, skip_special_tokens=True)
    (OUT / f"{name}.txt").write_text(text)
    print(f"{name}: {written} {text!r}, margin {margin:.4f}, logits up to {out.logits[0].abs().max():.2f}")
    assert margin > 5e-3


def vision(kind, **more):
    return kind(hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4, image_size=SIDE, patch_size=8, **more)


def text_llama(rows: int):
    return t.LlamaConfig(vocab_size=rows, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=4, max_position_embeddings=256, rms_norm_eps=1e-6)


def sharp(model):
    """Makes the model lively, and its answers decided."""
    tiny.lively(model)
    model.get_output_embeddings().weight.mul_(4)
    return model.eval()


def llava():
    folder = fresh("llava")
    part, tokenizer = sentencepieces(folder)
    rows = part["vocabulary"]
    model = sharp(t.LlavaForConditionalGeneration(t.LlavaConfig(vision_config=vision(t.CLIPVisionConfig).to_dict() | {"model_type": "clip_vision_model"}, text_config=text_llama(rows + 1).to_dict(), image_token_index=rows, vision_feature_layer=-2)))
    layout = {"type": "template", "question": "{token:<s>}USER:{media}\n{said} ASSISTANT:", "answer": " {said}{token:</s>}", "stops": ["</s>"]}
    encode = lambda s: tokenizer.encode(s, add_special_tokens=False).ids
    seeing.llava(model, part, layout, "llava-miniature", "Apache-2.0", folder, 128)
    ids = [1, *encode("USER:"), *[rows] * 16, *encode(f"\n{SAID} ASSISTANT:")]
    net = seeing.Patches(model.model.vision_tower, -2, 1)
    record("llava", model, ids, pixels(False), net, model.model.multi_modal_projector, tokenizer)


def llava_qwen():
    """LLaVA with Qwen2 for its language model: biases at queries, keys and values, keys for two heads each, ChatML."""
    folder = fresh("llava-qwen")
    part, tokenizer = byte_level(folder, ("<|endoftext|>", "<|im_start|>", "<|im_end|>"))
    rows = part["vocabulary"]
    text = t.Qwen2Config(vocab_size=rows + 1, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256)
    model = sharp(t.LlavaForConditionalGeneration(t.LlavaConfig(vision_config=vision(t.CLIPVisionConfig).to_dict() | {"model_type": "clip_vision_model"}, text_config=text.to_dict(), image_token_index=rows, vision_feature_layer=-2)))
    assert all(layer.self_attn.q_proj.bias is not None for layer in model.model.language_model.layers)
    told = [tokenizer.decode([i], skip_special_tokens=True) for i in range(rows)]
    model.get_output_embeddings().weight[[i for i, x in enumerate(told) if not (x and x.isascii() and x.isprintable())]] = 0  # half a letter is no answer
    layout = {
        "type": "template",
        "question": "{token:<|im_start|>}user\n{media}\n{said}{token:<|im_end|>}\n{token:<|im_start|>}assistant\n",
        "answer": "{said}{token:<|im_end|>}\n",
        "stops": ["<|im_end|>"],
    }
    encode = lambda s: tokenizer.encode(s, add_special_tokens=False).ids
    seeing.llava(model, part, layout, "llava-qwen-miniature", "Apache-2.0", folder, 128)
    ids = [1, *encode("user\n"), *[rows] * 16, *encode(f"\n{SAID}"), 2, *encode("\n"), 1, *encode("assistant\n")]
    net = seeing.Patches(model.model.vision_tower, -2, 1)
    record("llava-qwen", model, ids, pixels(False), net, model.model.multi_modal_projector, tokenizer)


def blip2(name: str):
    folder = fresh(name)
    opt = name == "blip2-opt"
    part, tokenizer = byte_level(folder) if opt else unigram(folder)
    rows = part["vocabulary"]
    if opt:
        text = t.OPTConfig(vocab_size=rows + 1, hidden_size=32, ffn_dim=48, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=256, word_embed_proj_dim=32)
        layout = {"type": "template", "question": "{media}{token:</s>}Question: {said} Answer:", "answer": " {said}\n", "stops": ["</s>"]}
    else:
        text = t.T5Config(vocab_size=rows + 1, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4, feed_forward_proj="gated-gelu", tie_word_embeddings=False, decoder_start_token_id=0)
        layout = {"type": "template", "question": "{media}Question: {said} Answer:{token:</s>}", "answer": " {said} ", "stops": ["</s>"]}
    qformer = t.Blip2QFormerConfig(hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4, encoder_hidden_size=16, vocab_size=10, cross_attention_frequency=1)
    config = t.Blip2Config(vision_config=vision(t.Blip2VisionConfig).to_dict(), qformer_config=qformer.to_dict(), text_config=text.to_dict(), num_query_tokens=6, image_token_index=rows)
    model = t.Blip2ForConditionalGeneration(config)
    model = sharp(model) if opt else tiny.lively(model, 1.0)
    model.query_tokens.normal_()
    model.get_output_embeddings().weight[0] = 0  # or T5 would say nothing but its padding
    seeing.blip(model, part, layout, f"{name}-miniature", "Apache-2.0", folder, 128)
    encode = lambda s: tokenizer.encode(s, add_special_tokens=False).ids
    asked = encode(f"Question: {SAID} Answer:")
    ids = [*[rows] * 6, *([2, *asked] if opt else [*asked, 1])]
    record(name, model, ids, pixels(True), seeing.Patches(model.vision_model, None, 0), seeing.Queries(model), tokenizer)


def instructblip():
    folder = fresh("instructblip")
    part, tokenizer = sentencepieces(folder)
    question = word_pieces(folder)
    rows = part["vocabulary"]
    qformer = t.InstructBlipQFormerConfig(
        hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4, encoder_hidden_size=16, vocab_size=question.get_vocab_size(), cross_attention_frequency=1
    )
    config = t.InstructBlipConfig(
        vision_config=vision(t.InstructBlipVisionConfig).to_dict(), qformer_config=qformer.to_dict(), text_config=text_llama(rows + 1).to_dict(), num_query_tokens=6, image_token_index=rows
    )
    model = sharp(t.InstructBlipForConditionalGeneration(config))
    model.query_tokens.normal_()
    layout = {"type": "template", "question": "{media}{token:<s>}{said}", "answer": " {said}{token:</s>}", "stops": ["</s>"]}
    seeing.blip(model, part, layout, "instructblip-miniature", "Apache-2.0", folder, 128, "question.json")
    asked = torch.tensor([question.encode(SAID).ids])
    ids = [*[rows] * 6, 1, *tokenizer.encode(SAID, add_special_tokens=False).ids]
    more = dict(qformer_input_ids=asked, qformer_attention_mask=torch.ones_like(asked))
    net = seeing.Queries(model)
    record("instructblip", model, ids, pixels(True), seeing.Patches(model.vision_model, None, 0), lambda f: net(f, asked, torch.ones_like(asked)), tokenizer, more)


@torch.no_grad()
def main(only: str = ""):
    made = {"llava": (11, llava), "blip2-opt": (12, lambda: blip2("blip2-opt")), "blip2-t5": (13, lambda: blip2("blip2-t5")), "instructblip": (14, instructblip), "llava-qwen": (17, llava_qwen)}
    for name, (seed, make) in made.items():
        if only in ("", name):
            tiny.seeded(seed)
            make()
