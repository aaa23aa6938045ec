"""The miniature of NExT-GPT in tools/anytoany's test resources, and what the real libraries make of it, piece by piece and as a whole."""

from __future__ import annotations

import re
import tempfile
import wave
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from PIL import Image
from safetensors.torch import save_file
from transformers import LogitsProcessor, LogitsProcessorList

from . import diffusion, imagebind, nextgpt, tiny
from .javarandom import JavaRandom

RESOURCES = Path(__file__).resolve().parents[3] / "tools/anytoany/src/test/resources"
GOLDEN, MODELS = RESOURCES / "golden/nextgpt", RESOURCES / "models"
STEP = 97
"""Of large tensors, every 97th value is kept."""
GUIDANCE = 2.0
CONDITIONING = {"image": [77, 16], "video": [77, 24], "audio": [12]}
LATENT = {"image": [4, 8, 8], "video": [4, 3, 8, 8], "audio": [4, 8, 4]}
SECONDS = 0.004
SAID = "what is in this picture?"


def save(name: str, tensors: dict, folder: Path = GOLDEN):
    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v.detach().contiguous().float() if v.is_floating_point() else v.contiguous() for k, v in tensors.items()}, str(folder / f"{name}.safetensors"))


def some(x: torch.Tensor) -> torch.Tensor:
    return x.detach().flatten()[::STEP].clone()


def pictures() -> dict[str, Image.Image]:
    """A picture that becomes smaller, one that becomes larger, and a second frame for the first; smooth, so that they are small files."""
    GOLDEN.mkdir(parents=True, exist_ok=True)

    def made(name, width, height, turn):
        y, x = np.mgrid[0:height, 0:width]
        waves = [127.5 + 127.5 * np.sin(x / (9 + 4 * k) + turn) * np.cos(y / (13 - 3 * k) - turn * k) for k in range(3)]
        picture = Image.fromarray((np.stack(waves, -1) // 8 * 8).astype(np.uint8))
        picture.save(GOLDEN / f"{name}.png", optimize=True)
        return picture

    return {"wide": made("wide", 301, 232, 0.0), "turned": made("turned", 301, 232, 0.7), "tall": made("tall", 37, 91, 0.3)}


def sound() -> torch.Tensor:
    at = np.arange(int(2.6 * 16000)) / 16000
    noise = np.random.RandomState(5).randn(len(at))
    samples = (9000 * np.sin(2 * np.pi * (220 + 90 * at) * at) * (0.6 + 0.4 * np.sin(9 * at)) + 1500 * noise).astype(np.int16)
    with wave.open(str(GOLDEN / "sound.wav"), "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(16000)
        file.writeframes(samples.tobytes())
    return torch.from_numpy(samples.astype(np.float32) / 32768)[None]


def media(code: Path) -> dict[str, torch.Tensor]:
    """Writes the media and what ImageBind's own transforms make of them; returns that, without clips that are the same."""
    from torchaudio.compliance import kaldi
    from torchvision import transforms

    data, own, seen = imagebind.transforms(code), pictures(), {}
    for name in ("wide", "tall"):
        seen[name] = data.load_and_transform_vision_data([own[name]], "cpu")
    frames = torch.stack([torch.from_numpy(np.array(own[k]).transpose(2, 0, 1)) for k in ("wide", "turned")], 1).float() / 255
    shaped = transforms.Compose([data.pv_transforms.ShortSideScale(224), data.NormalizeVideo(mean=(0.48145466, 0.4578275, 0.40821073), std=(0.26862954, 0.26130258, 0.27577711))])
    seen["clip"] = torch.stack(data.SpatialCrop(224, num_crops=3)([shaped(frames)]))
    heard = sound()
    sampler = data.ConstantClipsPerVideoSampler(clip_duration=2, clips_per_video=3)
    clips = [heard[:, int(a * 16000) : int(b * 16000)].clone() for a, b in data.get_clip_timepoints(sampler, heard.size(1) / 16000)]
    seen["sound"] = torch.stack([transforms.Normalize(mean=-4.268, std=9.138)(data.waveform2melspec(c, 16000, 128, 204)) for c in clips])
    second = heard[:, :16000]
    fbank = kaldi.fbank(second - second.mean(), htk_compat=True, sample_frequency=16000, use_energy=False, window_type="hanning", num_mel_bins=128, dither=0.0, frame_length=25, frame_shift=10)
    save("transforms", {k: some(v) for k, v in seen.items()} | {"fbank": fbank[::7]})
    return seen


class Words:
    """The slow tokenizer of LLaMA for texts without added tokens; with them, golden_tokens.py has compared it with the real one."""

    bos_token_id = 1

    def __init__(self, model: Path):
        self.pieces = sentencepiece.SentencePieceProcessor(str(model))

    def __call__(self, text, add_special_tokens=False, return_tensors="pt"):
        first = self.pieces.get_piece_size()
        ids = [first + nextgpt.ADDED.index(text)] if text in nextgpt.ADDED else self.pieces.encode(text)
        return type("Given", (dict,), {"input_ids": torch.tensor([ids]), "to": lambda self, device: self})()


def reference_prompt(code: Path, tokenizer: Words, table, seen: torch.Tensor, prompt: str) -> torch.Tensor:
    """Runs NExT-GPT's own prepare_generation_embedding, in which each medium is seen as the same feature."""
    source = (code / "NExT-GPT-Lagacy/code/model/anyToImageVideoAudio.py").read_text()
    names = ["_prepare_image_embed", "_prepare_video_embed", "_prepare_audio_embed", "prepare_generation_embedding"]
    found = [re.search(rf"(    def {n}\(.*?)(?=\n    def )", source, re.S).group(1) for n in names]
    scope = {"re": re, "torch": torch, "os": None, "print": lambda *a: None}
    exec("class Reference:\n" + "\n".join(found), scope)
    self = scope["Reference"]()
    self.llama_tokenizer, self.device, self.args = tokenizer, "cpu", {"freeze_lm": True}
    inner = type("Inner", (), {"embed_tokens": staticmethod(table)})
    self.llama_model = type("Llama", (), {"model": inner})
    self.encode_image = self.encode_video = self.encode_audio = lambda paths: (seen, None)
    return self.prepare_generation_embedding({"prompt": prompt})


class Chains(LogitsProcessor):
    """Once the first token of a signal is there, its others follow; they come in no other place."""

    def __init__(self, chains: list[list[int]]):
        self.after = {a: b for chain in chains for a, b in zip(chain, chain[1:])}
        self.inner = sorted(self.after.values())

    def __call__(self, ids, scores):
        scores = scores.clone()
        last = int(ids[0, -1]) if ids.shape[1] else -1
        if last in self.after:
            scores[:] = float("-inf")
            scores[0, self.after[last]] = 0
        else:
            scores[0, self.inner] = float("-inf")
        return scores


def answer(model, embeds, chains, ends, most):
    """Returns the tokens, and for each the last hidden state of the forward that it was fed to."""
    out = model.generate(
        inputs_embeds=embeds, attention_mask=torch.ones(embeds.shape[:2], dtype=torch.long), do_sample=False, max_new_tokens=most, use_cache=True, output_hidden_states=True,
        output_scores=True, return_dict_in_generate=True, logits_processor=LogitsProcessorList([Chains(chains)]), eos_token_id=ends, pad_token_id=0,
    )  # fmt: skip
    ids = out.sequences[0].tolist()
    hidden = [h[-1][:, -1] for h in out.hidden_states[1:]]
    tops = [s.topk(2).values[0] for s in out.scores]
    return ids, hidden, min(float(a - b) for a, b in tops)


def telling(tuned, stored, embeds, words, first, stop):
    """Sets the head so that the answer to one prompt is a sentence that shows each modality once; nothing else depends on the head."""
    chains = [[first + nextgpt.ADDED.index(t) for t in tokens] for tokens in nextgpt.SIGNALS.values()]
    said = [words.pieces.encode(t) for t in ("Here", "a dog", "of", "snow")]
    ids = [*said[0], *said[1], *chains[0], *said[2], *chains[2], *said[3], *chains[1], stop]
    inner = {id for chain in chains for id in chain[1:]}
    rows = torch.cat([embeds, tuned.get_input_embeddings()(torch.tensor([ids]))], 1)
    hidden = tuned(inputs_embeds=rows, output_hidden_states=True).hidden_states[-1][0, embeds.shape[1] - 1 : -1]
    free = [k for k, id in enumerate(ids) if id not in inner]
    assert len({ids[k] for k in free}) == len(free), "a token is said twice"
    head = tuned.get_base_model().lm_head.weight
    head.mul_(0.3)
    head[[ids[k] for k in free]] = 8 * torch.linalg.pinv(hidden[free]).T + 0.02 * torch.randn(len(free), head.shape[1])
    stored["llama_model.base_model.model.lm_head.weight"] = head.detach().clone()
    found, tapped, margin = answer(tuned, embeds, chains, [2, stop], 72)
    assert found == ids and margin > 0.5, (found, ids, margin)
    return ids, tapped, chains


def made(pipe, modality: str, conditioning: torch.Tensor, noise: torch.Tensor) -> dict[str, torch.Tensor]:
    """Runs a pipeline of diffusers from conditioning and noise."""
    given = dict(prompt_embeds=conditioning, latents=noise.clone()[None], guidance_scale=GUIDANCE, num_inference_steps=tiny.STEPS)
    pipe.set_progress_bar_config(disable=True)
    if modality == "image":
        return {"made": torch.from_numpy(pipe(**given, output_type="np").images[0]), "latents": pipe(**given, output_type="latent").images[0]}
    if modality == "video":
        return {"made": torch.from_numpy(np.asarray(pipe(**given, num_frames=noise.shape[1], output_type="np").frames[0])), "latents": pipe(**given, output_type="latent").frames[0]}
    return {"made": torch.from_numpy(pipe(**given, audio_length_in_s=SECONDS).audios[0])}


@torch.no_grad()
def main(code: Path):
    tiny.seeded(7)
    seen = media(code)
    out = MODELS / "nextgpt-miniature"
    if out.exists():
        for file in out.iterdir():
            file.unlink()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        model = tiny.sentences(Path(work))
        (GOLDEN / "tokenizer.model").write_bytes(model.read_bytes())
        words = Words(GOLDEN / "tokenizer.model")
    first = words.pieces.get_piece_size()
    stop = words.pieces.encode("###")
    bind = tiny.bind(code)
    pipes = {"image": tiny.stable_diffusion(), "video": tiny.zeroscope(), "audio": tiny.audioldm()}
    tuned, stored, projector, layers = tiny.delta(tiny.llama(first), code, CONDITIONING)
    table = tuned.get_input_embeddings()

    features = {"image": bind({"vision": seen["wide"]})["vision"], "video": bind({"vision": seen["clip"][None]})["vision"], "audio": bind({"audio": seen["sound"][None]})["audio"]}
    save("encoders", features | {f"soft.{m}": projector(f) for m, f in features.items()})
    soft = projector(features["image"])[None]
    prompts = {
        "plain": f"### Human:  {SAID}",
        "image": f"### Human: <Image>a.png</Image>  {SAID}",
        "later": f"### Human: <Image>a.png</Image> {SAID}\n### Assistant: <Image>b.png</Image> a dog\n### Human:  and now?",
        "heard": "### Human: hello\n### Assistant: Here is a bell.\n### Human: <Audio>c.wav</Audio>  what is it?",
    }
    embeds = {k: reference_prompt(code, words, table, soft, p) for k, p in prompts.items()}
    save("prompts", embeds)

    ids, hidden, chains = telling(tuned, stored, embeds["image"], words, first, stop[0])
    states = tuned(inputs_embeds=embeds["image"], output_hidden_states=True)
    save("language", {"embeds": embeds["image"], "hidden": states.hidden_states[-1][:, -1], "logits": states.logits[:, -1]})
    tensors = {"ids": torch.tensor(ids)}
    for index, (modality, tokens) in enumerate(sorted(zip(nextgpt.SIGNALS, chains), key=lambda pair: ids.index(pair[1][0]))):
        at = ids.index(tokens[0])
        own = torch.stack(hidden[at : at + len(tokens)], 1)
        conditioning = layers[modality](own, table(torch.tensor([tokens])))
        noise = JavaRandom(31 * index).tensor(*LATENT[modality])
        tensors |= {f"{modality}.hidden": own[0], f"{modality}.embeddings": table(torch.tensor(tokens)), f"{modality}.conditioning": conditioning[0], f"{modality}.noise": noise}
        tensors |= {f"{modality}.{k}": v for k, v in made(pipes[modality], modality, conditioning[:, 0] if modality == "audio" else conditioning, noise).items()}
    save("chain", tensors)
    shown = [k for i, k in enumerate(ids) if k < first and k not in (2, stop[0])]
    (GOLDEN / "answer.txt").write_text(words.pieces.decode(shown))

    names = {"image": "sd", "video": "zeroscope", "audio": "audioldm"}
    extra = {"audio": {"seconds": SECONDS}}
    generators = {m: diffusion.export(pipes[m], out, names[m], m, LATENT[m], tiny.STEPS, GUIDANCE, extra.get(m)) for m in names}
    said = "A small red circle, and the sound of rain"
    texts = {}
    for m, pipe in pipes.items():
        noise = JavaRandom(3).tensor(*LATENT[m])
        given = dict(prompt=said, latents=noise[None], guidance_scale=GUIDANCE, num_inference_steps=tiny.STEPS)
        if m == "audio":
            texts[m] = torch.from_numpy(pipe(**given, audio_length_in_s=SECONDS).audios[0])
        elif m == "video":
            texts[m] = torch.from_numpy(np.asarray(pipe(**given, num_frames=noise.shape[1], output_type="np").frames[0]))
        else:
            texts[m] = torch.from_numpy(pipe(**given, output_type="np").images[0])
    save("words", texts)
    base = tiny.llama(first)
    inner = tuned.get_base_model().state_dict()
    plain = {k.replace(".base_layer", ""): v for k, v in inner.items() if "lora_" not in k}
    base.load_state_dict({k: v[:first] if v.shape[0] == first + len(nextgpt.ADDED) and ("embed_tokens" in k or "lm_head" in k) else v for k, v in plain.items()})
    nextgpt.export(
        out, base, stored, bind, GOLDEN / "tokenizer.model", generators, name="nextgpt-miniature", licence="Apache-2.0", context=256,
        stops=["</s>", " ".join(words.pieces.id_to_piece(i) for i in stop)],
    )  # fmt: skip
    for folder in (out, GOLDEN):
        print(f"{folder.name}: {sum(f.stat().st_size for f in folder.iterdir()):,} bytes")
