"""Models of the real libraries with few and random weights, for tests: what is exported of them goes the same way as what is published."""

from __future__ import annotations

import tempfile
from pathlib import Path

import diffusers
import sentencepiece
import torch
import transformers
from torch import nn

from . import imagebind, nextgpt

SAID = """A small red circle at the top left, a dog that runs on the beach, the sound of rain on a roof and of a bell.
### Human: What is in this picture? ### Assistant: Here is a film of two people who walk through the snow.
USER: Describe the image in detail. ASSISTANT: Question: how many? Answer: three. Draw a horse, play a song, show me a video of the sea!
Please make the sky blue and the grass green; then say hello to the world. 0 1 2 3 4 5 6 7 8 9 [IMG] (VID) <AUD>"""
STEPS = 4


def seeded(seed: int):
    torch.manual_seed(seed)


def lively(module: nn.Module, by: float = 3.0) -> nn.Module:
    """Makes the random weights larger, so that what goes in shows in what comes out; moves all biases off zero."""
    with torch.no_grad():
        for name, value in module.named_parameters():
            if value.ndim > 1:
                value.mul_(by)
            elif name.endswith("bias"):
                value.add_(0.1 * torch.randn_like(value))
            else:
                value.mul_(1 + 0.1 * torch.randn_like(value))
    return module.eval()


def sentences(folder: Path, size: int = 420) -> Path:
    """Trains a sentencepiece model of LLaMA's kind."""
    text = folder / "said.txt"
    text.write_text("\n".join([SAID] * 3))
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "tokenizer"), vocab_size=size, model_type="bpe", byte_fallback=True, normalization_rule_name="identity",
        remove_extra_whitespaces=False, add_dummy_prefix=True, split_digits=True, minloglevel=2,
    )  # fmt: skip
    return folder / "tokenizer.model"


def llama(rows: int, width: int = 32):
    config = transformers.LlamaConfig(
        vocab_size=rows, hidden_size=width, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=4, max_position_embeddings=512,
        rms_norm_eps=1e-6, tie_word_embeddings=False,
    )  # fmt: skip
    return lively(transformers.LlamaForCausalLM(config))


def bind(code: Path):
    small = {f"{m}_{k}": v for m in ("text", "depth", "thermal", "imu") for k, v in (("embed_dim", 8), ("num_blocks", 1), ("num_heads", 2))}
    own = {f"{m}_{k}": v for m in ("vision", "audio") for k, v in (("embed_dim", 16), ("num_blocks", 2), ("num_heads", 4))}
    return lively(imagebind.code(code).ImageBindModel(out_embed_dim=16, **small, **own), 2.0)


def text_fc(code: Path):
    """Returns NExT-GPT's TextFcLayer with a width of 16 for its 512."""
    source = (code / "NExT-GPT-Lagacy/code/model/layers.py").read_text().replace("from .qformer import BertLMHeadModel, BertConfig", "").replace("hidden_dim = 512", "hidden_dim = 16")
    scope: dict = {}
    exec(compile(source, "layers.py", "exec"), scope)
    return scope["TextFcLayer"]


def clip_tokenizer():
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    plain = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    plain.normalizer = normalizers.Lowercase()
    plain.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    plain.train_from_iterator([SAID], trainers.BpeTrainer(vocab_size=260, special_tokens=["<|startoftext|>", "<|endoftext|>"], end_of_word_suffix="</w>", show_progress=False))
    import json

    model = json.loads(plain.to_str())["model"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in model["merges"]]
    return transformers.CLIPTokenizer(vocab=model["vocab"], merges=merges, model_max_length=77)


def clip_text(tokenizer, width: int):
    config = transformers.CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=width, intermediate_size=2 * width, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=77,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    return lively(transformers.CLIPTextModel(config))


LATENT = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, set_alpha_to_one=False)


def autoencoder(channels: int, latent: int):
    return lively(
        diffusers.AutoencoderKL(
            in_channels=channels, out_channels=channels, latent_channels=latent, block_out_channels=(4, 4), layers_per_block=1, norm_num_groups=2,
            down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2, scaling_factor=0.18215,
        ),
        1.0,
    )  # fmt: skip


def stable_diffusion(width: int = 16, prediction: str = "epsilon"):
    tokenizer = clip_tokenizer()
    unet = diffusers.UNet2DConditionModel(
        sample_size=8, block_out_channels=(4, 8), layers_per_block=1, cross_attention_dim=width, norm_num_groups=2, attention_head_dim=2,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    )  # fmt: skip
    return diffusers.StableDiffusionPipeline(
        vae=autoencoder(3, 4), text_encoder=clip_text(tokenizer, width), tokenizer=tokenizer, unet=lively(unet, 1.5),
        scheduler=diffusers.PNDMScheduler(**LATENT, skip_prk_steps=True, prediction_type=prediction), safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip


def zeroscope(width: int = 24):
    tokenizer = clip_tokenizer()
    unet = diffusers.UNet3DConditionModel(
        sample_size=8, block_out_channels=(32,), layers_per_block=1, cross_attention_dim=width, norm_num_groups=2, attention_head_dim=8,
        down_block_types=("CrossAttnDownBlock3D",), up_block_types=("CrossAttnUpBlock3D",),
    )  # fmt: skip
    return diffusers.TextToVideoSDPipeline(
        vae=autoencoder(3, 4), text_encoder=clip_text(tokenizer, width), tokenizer=tokenizer, unet=lively(unet, 1.2),
        scheduler=diffusers.DDIMScheduler(**LATENT, clip_sample=False),
    )  # fmt: skip


def audioldm(width: int = 12):
    tokenizer = clap_tokenizer()
    text = transformers.ClapTextConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4, max_position_embeddings=48, projection_dim=width,
        pad_token_id=tokenizer.pad_token_id, type_vocab_size=1,
    )  # fmt: skip
    unet = diffusers.UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, block_out_channels=(4, 8), layers_per_block=1, cross_attention_dim=(4, 8), norm_num_groups=2, attention_head_dim=2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), class_embed_type="simple_projection",
        projection_class_embeddings_input_dim=width, class_embeddings_concat=True,
    )  # fmt: skip
    vocoder = transformers.SpeechT5HifiGan(
        transformers.SpeechT5HifiGanConfig(
            model_in_dim=8, sampling_rate=16000, upsample_initial_channel=8, upsample_rates=[2, 2], upsample_kernel_sizes=[4, 4], resblock_kernel_sizes=[3, 7],
            resblock_dilation_sizes=[[1, 3, 5], [1, 3, 5]], normalize_before=False,
        )
    )  # fmt: skip
    scheduler = diffusers.DDIMScheduler(**(LATENT | dict(beta_start=0.0015, beta_end=0.0195)), clip_sample=False)
    return diffusers.AudioLDMPipeline(
        vae=autoencoder(1, 4), text_encoder=lively(transformers.ClapTextModelWithProjection(text)), tokenizer=tokenizer, unet=lively(unet, 1.5), scheduler=scheduler, vocoder=lively(vocoder, 1.0)
    )


def clap_tokenizer():
    from tokenizers import ByteLevelBPETokenizer
    import json

    plain = ByteLevelBPETokenizer()
    plain.train_from_iterator([SAID], vocab_size=300, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], show_progress=False)
    model = json.loads(plain.to_str())["model"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in model["merges"]]
    return transformers.RobertaTokenizer(vocab=model["vocab"], merges=merges, model_max_length=40)


def delta(base, code: Path, conditioning: dict[str, list[int]], rank: int = 4):
    """Returns a LLaMA under LoRA as peft puts it there, and a checkpoint as NExT-GPT stores one: names, tables, projectors."""
    import peft

    rows = base.get_input_embeddings().weight.shape[0] + len(nextgpt.ADDED)
    base.resize_token_embeddings(rows, mean_resizing=False)
    tuned = peft.get_peft_model(base, peft.LoraConfig(r=rank, lora_alpha=rank, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"]))
    width = base.config.hidden_size
    with torch.no_grad():
        for name, value in tuned.named_parameters():
            if "lora_" in name:
                value.normal_(std=0.2)
        for table in (base.get_input_embeddings(), base.get_output_embeddings()):
            table.weight[-len(nextgpt.ADDED) :] = table.weight[: len(nextgpt.ADDED)].flip(0) + 0.02 * torch.randn(len(nextgpt.ADDED), width)
    tuned.eval()
    stored = {"llama_model." + k: v.clone() for k, v in tuned.state_dict().items() if "lora_" in k or "embed_tokens" in k or "lm_head" in k}
    projector = lively(nn.Linear(16, width))
    stored |= {"llama_proj.weight": projector.weight.detach(), "llama_proj.bias": projector.bias.detach()}
    layers = {}
    for modality, shape in conditioning.items():
        queries = shape[0] if len(shape) == 2 else 1
        layer = text_fc(code)(width, shape[-1], num_input_tokens=len(nextgpt.SIGNALS[modality]), num_output_tokens=queries, mode="transformer")
        layers[modality] = lively(layer, 1.5)
        stored |= {nextgpt.OUTPUTS[modality] + k: v.detach() for k, v in layer.state_dict().items()}
    return tuned, stored, projector, layers
