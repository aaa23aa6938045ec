"""Golden inputs and outputs of every component and of the whole chain, made with the (dequantised) weights of a bundle in float32."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from . import dialogue as d
from . import language as l
from . import nets, sound, stages, talk
from . import world as w
from .weights import Nano

DEFAULT = Path(__file__).resolve().parents[3] / "tools/anytoany/src/test/resources/golden/nano"
TEXTS = [
    "Draw a small red circle at the top left and play the note A!", "what is in this picture?", "play C#4", "a zebra's hat", "  say   SEVEN, please.", "make it blue",
    "d flat major", "1+2", "[IMG0] hello </Img>", "Grün", "",
]
CHAINS = [
    "draw a small red circle at the top left and play the note A", "make a film of a green triangle moving up on a black background", "say seven in a high voice", "hello",
    "draw a zebra", "play a c minor chord as a saw tone",
]


def main(models: Path, out: Path | None):
    out = out or DEFAULT
    out.mkdir(parents=True, exist_ok=True)
    nano = Nano(models)
    gen, npr = torch.Generator().manual_seed(2024), np.random.RandomState(2024)
    normal = lambda *shape: torch.randn(*shape, generator=gen)

    def write(name, **tensors):
        save_file({k: v.contiguous().float() if v.is_floating_point() else v.contiguous() for k, v in tensors.items()}, str(out / f"{name}.safetensors"))

    (out / "tokenizer.tsv").write_text("".join(f"{t}\t{' '.join(map(str, l.encode(t)))}\n" for t in TEXTS))

    examples = {"image": w.seen("image")[100], "video": w.seen("video")[100], "audio": w.seen("note")[30]}
    for m, thing in examples.items():
        x = torch.from_numpy(stages.fresh_media(m, [thing], npr))
        tokens, pooled = nano.encoder(m, x)
        kind = torch.tensor([talk.MODALITIES.index(m)])
        write(f"encoder-{m}", x=x, tokens=tokens, pooled=pooled, read=nano.projector.read(tokens), soft=nano.projector(kind, tokens))
    for m, net in nano.generators.items():
        if net is None:
            continue
        c, x, t = normal(1, nets.SLOTS, nets.D), normal(1, net.tokens, net.patch), torch.tensor([0.3])
        noise = normal(1, net.tokens, net.patch)
        c2 = stages.conditioning(nano.captions, [l.canonical(examples[m])])
        write(f"generator-{m}", c=c, x=x, t=t, clean=net(c, x, t), c2=c2, noise=noise, sampled=nets.sample(net, c2, 12, noise))
    ids = torch.tensor([[l.BOS, l.USER, *l.encode(CHAINS[0]), l.BOT]])
    cache: list = []
    hidden = nano.talker.model.go_on(nano.talker.model.emb(ids), cache, 0)
    write("language", ids=ids, hidden=hidden, logits=nano.talker.model.logits(hidden))
    for m in talk.MODALITIES:
        h = normal(1, len(l.SIGNAL_IDS[m]), nets.LanguageModel.WIDTH)
        own = nano.talker.model.emb(torch.tensor([l.SIGNAL_IDS[m]]))
        write(f"output-{m}", hidden=h, embeddings=own, conditioning=nano.talker.out[m](h, own))
    write("caption", ids=torch.from_numpy(l.caption_ids([l.canonical(examples["image"])])), conditioning=stages.conditioning(nano.captions, [l.canonical(examples["image"])]))

    wave = sound.synthesize(examples["audio"], npr)
    spectrum = sound.spectrogram(wave[None])[0]
    write("sound", wave=torch.from_numpy(wave), spectrogram=torch.from_numpy(spectrum), magnitudes=torch.from_numpy(sound.magnitudes(spectrum)))

    # whole chains: words in, words and media out; a question about a picture, then a follow-up
    chains, tensors = [], {}
    conversation = talk.Conversation(nano.talker)

    def chain(name, turns, said, media):
        reads = {}
        for k, t in enumerate(media):
            x = stages.fresh_media(w.MODALITY[t["kind"]], [t], npr)
            tensors[f"{name}.media.{k}"] = torch.from_numpy(x[0])
            reads[id(t)] = nano.read(w.MODALITY[t["kind"]], x)[0]
        a = conversation.answer([talk.prompt(turns, said, media)], lambda t: reads[id(t)])[0]
        answered = " ".join(p if isinstance(p, str) else " ".join(l.SIGNALS[w.MODALITY[p["kind"]]]) for t in turns for p in t.answer)
        row = [name, turns[-1].said if turns else "", answered, ",".join(w.MODALITY[t["kind"]] for t in media), said, a["text"], ",".join(m for m, _ in a["shown"])]
        for k, (m, c) in enumerate(a["shown"]):
            tensors[f"{name}.conditioning.{k}"] = c
            if nano.generators[m] is not None:
                noise = normal(1, nano.generators[m].tokens, nano.generators[m].patch)
                tensors[f"{name}.noise.{k}"], tensors[f"{name}.made.{k}"] = noise[0], nets.sample(nano.generators[m], c[None], 12, noise)[0]
        chains.append("\t".join(row))

    for i, said in enumerate(CHAINS):
        chain(f"chain{i}", [], said, [])
    chain("caption-image", [], "what is in this picture ?", [dict(examples["image"])])
    chain("edit-image", [], "make it blue", [dict(examples["image"])])
    asked = d.Turn("draw a small red circle at the top left", d.show({"kind": "image", **d.DEFAULTS["image"], "size": "small", "row": "top", "column": "left"}))
    chain("follow-up", [asked], "the same as a film moving left", [])
    (out / "chains.tsv").write_text("\n".join(["name\tafter\tanswered\tmedia\tsaid\ttext\tshown", *chains]) + "\n")
    write("chains", **tensors)
    for p in sorted(out.glob("*")):
        print(f"{p.stat().st_size:>9,} {p.name}")
