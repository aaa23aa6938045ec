"""Language models as graphs that take embeddings and the keys and values of what came before, built of the modules of transformers' own models."""

from __future__ import annotations

import torch
from torch import nn


def attend(query, key, value, seen):
    """Attention of [batch, heads, n, size]; `seen` is 0 where a key may be looked at and very low elsewhere."""
    scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
    return torch.softmax(scores + seen, -1) @ value


def causal(positions, total):
    """[n, total]: a key is seen from its own position on."""
    keys = torch.arange(total, device=positions.device)
    return torch.where(keys[None, :] <= positions[:, None], 0.0, torch.finfo(torch.float32).min)


def split(x, heads):
    return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def joined(x):
    return x.transpose(1, 2).reshape(x.shape[0], x.shape[2], -1)


class Decoder(nn.Module):
    """embeds [1, n, width], positions [n], past [layers * 2] of [1, heads, before, size] -> hidden [1, 1, width], logits [1, 1, rows], present."""

    layers: int
    heads: int
    size: int

    def names(self, kind: str) -> list[str]:
        return [f"{kind}.{i}.{what}" for i in range(self.layers) for what in ("key", "value")]

    def example(self, width: int) -> dict[str, torch.Tensor]:
        past = {name: torch.randn(1, self.heads, 3, self.size) for name in self.names("past")}
        return {"embeds": torch.randn(1, 2, width), "positions": torch.tensor([3, 4]), **past}

    def dynamic(self) -> dict[str, dict[int, str]]:
        axes = {"embeds": {1: "n"}, "positions": {0: "n"}}
        axes |= {name: {2: "before"} for name in self.names("past")}
        return axes | {name: {2: "total"} for name in self.names("present")}

    def outputs(self) -> list[str]:
        return ["hidden", "logits", *self.names("present")]


class Llama(Decoder):
    """LlamaForCausalLM: LLaMA, Vicuna, and what is built like them."""

    def __init__(self, model):
        super().__init__()
        self.model, config = model, model.config
        self.layers, self.heads = config.num_hidden_layers, config.num_key_value_heads
        self.query_heads = config.num_attention_heads
        self.size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads

    def forward(self, embeds, positions, *past):
        x, present = embeds, []
        cos, sin = self.model.model.rotary_emb(x, positions[None])
        cos, sin = cos[:, None], sin[:, None]
        seen = causal(positions, past[0].shape[2] + embeds.shape[1])

        def turned(v):
            half = v.shape[-1] // 2
            return v * cos + torch.cat((-v[..., half:], v[..., :half]), -1) * sin

        for i, layer in enumerate(self.model.model.layers):
            own, y = layer.self_attn, layer.input_layernorm(x)
            key = torch.cat((past[2 * i], turned(split(own.k_proj(y), self.heads))), 2)
            value = torch.cat((past[2 * i + 1], split(own.v_proj(y), self.heads)), 2)
            present += [key, value]
            groups = self.query_heads // self.heads
            wide = [t.repeat_interleave(groups, 1) if groups > 1 else t for t in (key, value)]
            x = x + own.o_proj(joined(attend(turned(split(own.q_proj(y), self.query_heads)), *wide, seen)))
            x = x + layer.mlp(layer.post_attention_layernorm(x))
        hidden = self.model.model.norm(x[:, -1:])
        return hidden, self.model.lm_head(hidden), *present


class Opt(Decoder):
    """OPTForCausalLM, whose positions are embeddings and whose norms come first."""

    def __init__(self, model):
        super().__init__()
        self.model, config = model, model.config
        assert config.do_layer_norm_before and config.word_embed_proj_dim == config.hidden_size
        self.layers, self.heads = config.num_hidden_layers, config.num_attention_heads
        self.size = config.hidden_size // config.num_attention_heads

    def forward(self, embeds, positions, *past):
        decoder = self.model.model.decoder
        places = nn.functional.embedding(positions + 2, decoder.embed_positions.weight)
        x, present = embeds + places[None], []
        seen = causal(positions, past[0].shape[2] + embeds.shape[1])
        for i, layer in enumerate(decoder.layers):
            own, y = layer.self_attn, layer.self_attn_layer_norm(x)
            key = torch.cat((past[2 * i], split(own.k_proj(y), self.heads)), 2)
            value = torch.cat((past[2 * i + 1], split(own.v_proj(y), self.heads)), 2)
            present += [key, value]
            x = x + own.out_proj(joined(attend(split(own.q_proj(y), self.heads), key, value, seen)))
            x = x + layer.fc2(layer.activation_fn(layer.fc1(layer.final_layer_norm(x))))
        hidden = decoder.final_layer_norm(x[:, -1:])
        return hidden, self.model.lm_head(hidden), *present


class Embed(nn.Module):
    """ids [1, n] -> embeddings [1, n, width]."""

    def __init__(self, table: nn.Embedding):
        super().__init__()
        self.table = table

    def forward(self, ids):
        return self.table(ids)


class Read(nn.Module):
    """The encoder of an encoder-decoder: embeds [1, n, width] -> states [1, n, width]."""

    def __init__(self, model):
        super().__init__()
        self.encoder = model.get_encoder()

    def forward(self, embeds):
        mask = torch.ones(embeds.shape[:2], dtype=torch.long)
        return self.encoder(inputs_embeds=embeds, attention_mask=mask, return_dict=True).last_hidden_state


class Write(nn.Module):
    """The decoder of a T5 over all it was fed so far: embeds [1, n, width], states [1, m, width] -> hidden [1, 1, width], logits [1, 1, rows]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, embeds, states):
        ones = torch.ones(embeds.shape[:2], dtype=torch.long)
        out = self.model.decoder(inputs_embeds=embeds, attention_mask=ones, encoder_hidden_states=states, use_cache=False, return_dict=True)
        hidden = out.last_hidden_state[:, -1:]
        config = self.model.config
        scale = self.model.model_dim**-0.5 if getattr(config, "scale_decoder_outputs", config.tie_word_embeddings) else 1.0
        return hidden, self.model.lm_head(hidden * scale)
