"""Tiny pipelines with random weights, built from configs alone: no download, tokenizers included.

They have the classes, the files and the names of the real ones, so that everything but the quality of what they make is
as with the real ones; seeds fix their weights. `python -m model_server.tiny FOLDER` writes them and their models.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from diffusers import (
    AudioLDM2Pipeline,
    AudioLDM2ProjectionModel,
    AudioLDM2UNet2DConditionModel,
    AutoencoderKL,
    ControlNetModel,
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    TextToVideoSDPipeline,
    UNet2DConditionModel,
    UNet3DConditionModel,
)
from tokenizers import pre_tokenizers
from transformers import (
    ClapConfig,
    ClapFeatureExtractor,
    ClapModel,
    CLIPImageProcessor,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    CLIPVisionConfig,
    GPT2Config,
    GPT2Model,
    LlamaConfig,
    LlamaTokenizer,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    RobertaTokenizer,
    SpeechT5HifiGan,
    SpeechT5HifiGanConfig,
    T5Config,
    T5EncoderModel,
    T5Tokenizer,
)

NOISE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "steps_offset": 1}
LLAVA_CHAT = (
    "{% for m in messages %}{{ m['role'].upper() + ': ' }}"
    "{% for part in m['content'] if part['type'] == 'image' %}{{ '<image>\n' }}{% endfor %}"
    "{% for part in m['content'] if part['type'] == 'text' %}{{ part['text'] + ' ' }}{% endfor %}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"
)


def letters() -> list[str]:
    """The 256 signs that byte-level tokenizers write bytes with."""
    return sorted(pre_tokenizers.ByteLevel.alphabet())


def numbered(words: list[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(words)}


def clip_tokenizer() -> CLIPTokenizer:
    signs = letters()
    vocabulary = numbered(["<|startoftext|>", "<|endoftext|>"] + signs + [sign + "</w>" for sign in signs])
    return CLIPTokenizer(vocab=vocabulary, merges=[], model_max_length=77)


def clip_text(width: int, projected: bool = False):
    config = CLIPTextConfig(
        vocab_size=514,
        hidden_size=width,
        intermediate_size=2 * width,
        projection_dim=width,
        num_attention_heads=2,
        num_hidden_layers=2,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config)


def vae(channels: int, factor: int, **more) -> AutoencoderKL:
    """An autoencoder that makes pictures smaller by a factor, a power of two."""
    blocks = factor.bit_length()
    return AutoencoderKL(
        in_channels=channels,
        out_channels=channels,
        block_out_channels=[8] * blocks,
        down_block_types=["DownEncoderBlock2D"] * blocks,
        up_block_types=["UpDecoderBlock2D"] * blocks,
        layers_per_block=1,
        norm_num_groups=4,
        **more,
    )


def unet(cross: int, **more) -> UNet2DConditionModel:
    return UNet2DConditionModel(
        sample_size=16,
        block_out_channels=(8, 16),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=cross,
        attention_head_dim=4,
        norm_num_groups=4,
        **more,
    )


def stable_diffusion() -> StableDiffusionPipeline:
    return StableDiffusionPipeline(
        vae=vae(3, 8),
        text_encoder=clip_text(16),
        tokenizer=clip_tokenizer(),
        unet=unet(16),
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, **NOISE),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def stable_diffusion_xl() -> StableDiffusionXLPipeline:
    return StableDiffusionXLPipeline(
        vae=vae(3, 8, force_upcast=True),
        text_encoder=clip_text(16),
        text_encoder_2=clip_text(16, projected=True),
        tokenizer=clip_tokenizer(),
        tokenizer_2=clip_tokenizer(),
        unet=unet(
            32,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=6 * 8 + 16,
            use_linear_projection=True,
            transformer_layers_per_block=(1, 1),
        ),
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, **NOISE),
    )


def controlnet() -> ControlNetModel:
    return ControlNetModel.from_unet(unet(16))


def zeroscope() -> TextToVideoSDPipeline:
    return TextToVideoSDPipeline(
        vae=vae(3, 8),
        text_encoder=clip_text(16),
        tokenizer=clip_tokenizer(),
        unet=UNet3DConditionModel(
            sample_size=8,
            block_out_channels=(8, 16),
            layers_per_block=1,
            down_block_types=("CrossAttnDownBlock3D", "DownBlock3D"),
            up_block_types=("UpBlock3D", "CrossAttnUpBlock3D"),
            cross_attention_dim=16,
            attention_head_dim=4,
            norm_num_groups=4,
        ),
        scheduler=DPMSolverMultistepScheduler(**NOISE),
    )


def audioldm2() -> AudioLDM2Pipeline:
    """AudioLDM-2: sound of 16 kHz from mel spectrograms of 64 bands, 100 frames a second."""
    signs = letters()
    roberta = RobertaTokenizer(
        vocab=numbered(["<s>", "<pad>", "</s>", "<unk>"] + signs + ["<mask>"]), merges=[], model_max_length=64
    )
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [(sign, -3.0) for sign in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-"]
    t5 = T5Tokenizer(vocab=pieces, extra_ids=0, model_max_length=64)
    clap = ClapConfig(
        text_config={
            "vocab_size": len(roberta),
            "hidden_size": 16,
            "intermediate_size": 32,
            "num_attention_heads": 2,
            "num_hidden_layers": 2,
            "max_position_embeddings": 80,
            "bos_token_id": 0,
            "pad_token_id": 1,
            "eos_token_id": 2,
            "projection_dim": 16,
        },
        audio_config={
            "spec_size": 64,
            "window_size": 4,
            "depths": [2, 2],
            "num_attention_heads": [2, 2],
            "num_hidden_layers": 2,
            "hidden_size": 32,
            "patch_embeds_hidden_size": 16,
            "patch_size": 2,
            "patch_stride": 2,
            "projection_dim": 16,
        },
        projection_dim=16,
    )
    language = GPT2Config(vocab_size=100, bos_token_id=0, eos_token_id=0, n_embd=16, n_head=2, n_layer=2, n_positions=160)
    language.max_new_tokens = 8
    return AudioLDM2Pipeline(
        vae=vae(1, 4),
        text_encoder=ClapModel(clap),
        text_encoder_2=T5EncoderModel(
            T5Config(vocab_size=len(t5), d_model=24, d_ff=32, d_kv=8, num_heads=2, num_layers=2)
        ),
        projection_model=AudioLDM2ProjectionModel(
            text_encoder_dim=16, text_encoder_1_dim=24, langauge_model_dim=16
        ),
        language_model=GPT2Model(language),
        tokenizer=roberta,
        tokenizer_2=t5,
        feature_extractor=ClapFeatureExtractor(sampling_rate=16_000),
        unet=AudioLDM2UNet2DConditionModel(
            sample_size=16,
            block_out_channels=(8, 16),
            layers_per_block=1,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
            cross_attention_dim=([None, 16, 24], [None, 16, 24]),
            attention_head_dim=4,
            norm_num_groups=4,
        ),
        scheduler=DDIMScheduler(clip_sample=False, set_alpha_to_one=False, **NOISE),
        vocoder=SpeechT5HifiGan(
            SpeechT5HifiGanConfig(
                model_in_dim=64,
                sampling_rate=16_000,
                upsample_initial_channel=16,
                upsample_rates=[5, 4, 4, 2],
                upsample_kernel_sizes=[10, 8, 8, 4],
                resblock_kernel_sizes=[3],
                resblock_dilation_sizes=[[1, 3]],
                initializer_range=0.2,
                normalize_before=False,
            )
        ),
    )


class Llava:
    """LLaVA-1.5: a picture encoder, two layers between, and a language model; saved as its processor and its model."""

    def __init__(self):
        signs = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + ["▁"]
        tokenizer = LlamaTokenizer(vocab=numbered(signs), merges=[], model_max_length=512, pad_token="</s>")
        tokenizer.add_tokens(["<image>"], special_tokens=True)
        self.processor = LlavaProcessor(
            image_processor=CLIPImageProcessor(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}),
            tokenizer=tokenizer,
            patch_size=14,
            vision_feature_select_strategy="default",
            chat_template=LLAVA_CHAT,
            num_additional_image_tokens=1,
        )
        self.model = LlavaForConditionalGeneration(
            LlavaConfig(
                vision_config=CLIPVisionConfig(
                    hidden_size=16,
                    intermediate_size=32,
                    num_attention_heads=2,
                    num_hidden_layers=3,
                    image_size=28,
                    patch_size=14,
                    projection_dim=16,
                ),
                text_config=LlamaConfig(
                    vocab_size=len(tokenizer),
                    hidden_size=16,
                    intermediate_size=32,
                    num_attention_heads=2,
                    num_hidden_layers=2,
                    max_position_embeddings=1024,
                    bos_token_id=1,
                    eos_token_id=2,
                    pad_token_id=2,
                ),
                image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
            )
        )

    def save_pretrained(self, folder: Path):
        self.processor.save_pretrained(folder)
        self.model.save_pretrained(folder)


SMALL_PICTURE = {"width": 64, "height": 64, "num_inference_steps": 4}
SD15 = "stable-diffusion-v1-5/stable-diffusion-v1-5"
MODELS = {
    SD15: ("stable-diffusion", stable_diffusion, SMALL_PICTURE),
    "stabilityai/stable-diffusion-2-1": ("stable-diffusion", stable_diffusion, SMALL_PICTURE),
    "stabilityai/stable-diffusion-xl-base-1.0": ("stable-diffusion", stable_diffusion_xl, SMALL_PICTURE),
    "lllyasviel/control_v11": ("controlnet", controlnet, SMALL_PICTURE),
    "controlnet-aux": ("control-map", None, {}),
    "cerspense/zeroscope_v2_576w": ("zeroscope", zeroscope, {"num_inference_steps": 4}),
    "cvssp/audioldm2": ("audioldm2", audioldm2, {"num_inference_steps": 4}),
    "cvssp/audioldm2-music": ("audioldm2", audioldm2, {"num_inference_steps": 4}),
    "llava-hf/llava-1.5-7b-hf": ("llava", Llava, {"max_new_tokens": 8}),
}


def build(folder: Path) -> Path:
    """Writes all pipelines below a folder, those that are there already excepted; returns the file that lists them."""
    listed = []
    for number, (name, (kind, make, defaults)) in enumerate(MODELS.items()):
        path = folder / name.replace("/", "--")
        if make and not (path / "done").exists():
            torch.manual_seed(number)
            make().save_pretrained(path)
            (path / "done").touch()
        model = {"name": name, "kind": kind, "path": str(path), "defaults": defaults}
        if kind == "controlnet":
            model |= {"path": str(folder / SD15.replace("/", "--")), "control": {"canny": str(path), "depth": str(path)}}
        listed.append(model)
    file = folder / "models.json"
    file.write_text(json.dumps({"models": listed}, indent=2) + "\n")
    return file


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
