"""The five components as PyTorch modules. Names and shapes of the weights are those of the shipped files."""

from __future__ import annotations

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from . import size
from . import world as w
from .language import CAPTION_LENGTH, VOCABULARY_SIZE

D = size.WIDTH
HEADS = 4
SLOTS = 8


class _HalfProduct(torch.autograd.Function):
    """x W^T + b with the products in bfloat16, forward and backward; sums and weights stay float32."""

    @staticmethod
    def forward(ctx, x, weight, bias):
        flat, small = x.reshape(-1, x.shape[-1]).bfloat16(), weight.bfloat16()
        ctx.save_for_backward(flat, small)
        ctx.shape = x.shape
        return torch.mm(flat, small.t()).float().add_(bias).view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx, grad):
        flat, small = ctx.saved_tensors
        g = grad.reshape(-1, grad.shape[-1])
        h = g.bfloat16()
        dx = torch.mm(h, small).float().view(ctx.shape) if ctx.needs_input_grad[0] else None
        return dx, torch.mm(h.t(), flat).float(), g.sum(0)


def train_in_bfloat16():
    """From here on large linear layers multiply in bfloat16: a third faster to train where the CPU has such products."""

    def forward(self, x):
        if self.training and x.numel() >= 512 * x.shape[-1]:
            return _HalfProduct.apply(x, self.weight, self.bias)
        return F.linear(x, self.weight, self.bias)

    nn.Linear.forward = forward


class Attention(nn.Module):
    """Multi-head attention of x over c."""

    def __init__(self, d: int, heads: int):
        super().__init__()
        self.heads = heads
        self.q, self.kv, self.o = nn.Linear(d, d), nn.Linear(d, 2 * d), nn.Linear(d, d)

    def forward(self, x, c, causal: bool = False, mask=None):
        b, n, d = x.shape
        q = self.q(x).view(b, n, self.heads, -1).transpose(1, 2)
        k, v = self.kv(c).view(b, c.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.o(y.transpose(1, 2).reshape(b, n, d))


class Block(nn.Module):
    """Pre-norm block: self-attention, optional cross-attention, MLP; optional adaptive scale and shift on two norms."""

    def __init__(self, d: int, heads: int, cross: bool = False, own: bool = True, adaptive: bool = False):
        super().__init__()
        if adaptive:
            self.ad = nn.Linear(d, 4 * d)
            nn.init.normal_(self.ad.weight, std=0.02)
            nn.init.zeros_(self.ad.bias)
        if own:
            self.n1, self.sa = nn.LayerNorm(d), Attention(d, heads)
        if cross:
            self.n2, self.ca = nn.LayerNorm(d), Attention(d, heads)
        self.n3 = nn.LayerNorm(d)
        self.up, self.down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)
        self.adaptive, self.own, self.cross = adaptive, own, cross

    def forward(self, x, c=None, p=None, causal: bool = False, mask=None):
        if self.adaptive:
            a1, b1, a2, b2 = self.ad(p).chunk(4, -1)
        if self.own:
            y = self.n1(x)
            if self.adaptive:
                y = y * (1 + a1) + b1
            x = x + self.sa(y, y, causal, mask)
        if self.cross:
            x = x + self.ca(self.n2(x), c)
        y = self.n3(x)
        if self.adaptive:
            y = y * (1 + a2) + b2
        return x + self.down(F.gelu(self.up(y)))


class CaptionEncoder(nn.Module):
    """Caption -> 8 x 128: the frozen teacher of the conditioning (what CLIP's and CLAP's text towers are to others)."""

    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(VOCABULARY_SIZE, D)
        self.pos = nn.Parameter(torch.randn(CAPTION_LENGTH, D) * 0.5)
        self.blocks = nn.ModuleList([Block(D, HEADS) for _ in range(2)])
        self.queries = nn.Parameter(torch.randn(SLOTS, D))
        self.read = Block(D, HEADS, cross=True, own=False)
        self.norm = nn.LayerNorm(D)

    def forward(self, ids):
        x = self.emb(ids) + self.pos[: ids.shape[1]]
        for b in self.blocks:
            x = b(x)
        return self.norm(self.read(self.queries.expand(len(ids), -1, -1), x))


class SlotHeads(nn.Module):
    """One linear classifier a slot; used in training and as a probe, never shipped."""

    def __init__(self, d: int = D):
        super().__init__()
        self.heads = nn.ModuleList([nn.Linear(d, n) for n in w.SLOT_SIZES])

    def forward(self, x):
        return [h(x[:, i]) for i, h in enumerate(self.heads)]


def sincos(grid: tuple[int, ...], d: int) -> torch.Tensor:
    """Returns the start values of positions: sines and cosines along each axis, [tokens, d]."""
    q = d // (2 * len(grid))
    f = 2 * math.pi / (2.0 ** torch.linspace(0.5, 6 if len(grid) == 1 else 5, q))
    axes = torch.meshgrid(*[torch.arange(k).float() for k in grid], indexing="ij")
    out = torch.cat([fn(v.reshape(-1, 1) * f) for v in axes for fn in (torch.sin, torch.cos)], 1)
    return F.pad(out, (0, d - out.shape[1]))


def time_embedding(t, d: int = D):
    """sin and cos of 1000 t over 64 frequencies from 1 down to 1/1000."""
    f = torch.exp(-math.log(1000.0) * torch.arange(d // 2) / (d // 2)) * 1000.0
    a = t[:, None] * f
    return torch.cat([a.sin(), a.cos()], 1)


# What each generator makes: the grid of its tokens, values a token, channels of a value (colours of the mixture).
GENERATED = {
    "image": dict(grid=(8, 8), patch=192, channels=3),
    "video": dict(grid=(4, 4, 4), patch=384, channels=3),
    "audio": dict(grid=(64,), patch=256, channels=1),
}


class Generator(nn.Module):
    """The flow transformer: from a noisy x_t, the time t and the conditioning 8 x 128 it predicts the clean x.

    A value is a blend of MIX colours of its token plus a linear rest.
    """

    MIX = 4

    def __init__(self, modality: str, blocks: int = 4):
        super().__init__()
        spec = GENERATED[modality]
        self.patch, self.channels = spec["patch"], spec["channels"]
        self.tokens = math.prod(spec["grid"])
        self.pos = nn.Parameter(sincos(spec["grid"], D))
        self.inp = nn.Linear(self.patch, D)
        self.pool1, self.pool2 = nn.Linear(SLOTS * D, D), nn.Linear(D, D)
        self.time1, self.time2 = nn.Linear(D, D), nn.Linear(D, D)
        self.blocks = nn.ModuleList([Block(D, HEADS, cross=True, adaptive=True) for _ in range(blocks)])
        self.norm = nn.LayerNorm(D)
        self.out = nn.Linear(D, self.patch)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)
        self.mix_logits = nn.Linear(D, self.patch // self.channels * self.MIX)
        self.mix_colors = nn.Linear(D, self.channels * self.MIX)
        nn.init.normal_(self.mix_colors.weight, std=0.05)

    def forward(self, c, x, t):
        b = len(c)
        te = self.time2(F.silu(self.time1(time_embedding(t))))[:, None]
        p = self.pool2(F.silu(self.pool1(c.reshape(b, 1, -1))))
        h = self.pos + p + te + self.inp(x)
        p = F.silu(p + te)
        c = torch.cat([c, te.to(c.dtype)], 1)
        for block in self.blocks:
            h = block(h, c, p)
        h = self.norm(h)
        colors = self.mix_colors(h).view(b, self.tokens, self.MIX, self.channels)
        logits = self.mix_logits(h).view(b, self.tokens, -1, self.MIX)
        return self.out(h) + (torch.softmax(logits, -1) @ colors).reshape(b, self.tokens, self.patch)


def time_grid(steps: int, shift: float = 4.0) -> list[float]:
    """Returns the times 0 = t_0 < ... < t_steps = 1 of the sampler: u / (u + shift (1 - u))."""
    return [u / (u + shift * (1 - u)) for u in (i / steps for i in range(steps + 1))]


@torch.no_grad()
def sample(net, c, steps: int, noise):
    """Euler steps from noise to a clean x; the last step returns the prediction."""
    x, grid = noise, time_grid(steps)
    for t, u in zip(grid[:-1], grid[1:]):
        clean = net(c, x, torch.full((len(x),), t))
        x = clean if u == 1 else x + (u - t) * (clean - x) / (1 - t)
    return x


class TinyBind(nn.Module):
    """Modality encoder: one stem a modality, one shared trunk; 64 x 128 tokens and a pooled unit vector."""

    STEMS = {"image": 192, "video": 384, "audio": 256}

    def __init__(self, blocks: int = 4):
        super().__init__()
        self.stem = nn.ModuleDict({m: nn.Linear(n, D) for m, n in self.STEMS.items()})
        grids = {"image": (8, 8), "video": (4, 4, 4), "audio": (8, 8)}
        self.pos = nn.ParameterDict({m: nn.Parameter(sincos(g, D)) for m, g in grids.items()})
        self.blocks = nn.ModuleList([Block(D, HEADS) for _ in range(blocks)])
        self.norm = nn.LayerNorm(D)
        self.pool = nn.Linear(D, D)

    def forward(self, modality: str, x):
        """x: the generator's layout of the modality; a sound [n, 64 frames, 256 bins] is cut into 8 x 32 patches here."""
        if modality == "audio":
            n = len(x)
            x = x.reshape(n, 8, 8, 8, 32).transpose(2, 3).reshape(n, 64, 256)
        h = self.stem[modality](x) + self.pos[modality]
        for b in self.blocks:
            h = b(h)
        h = self.norm(h)
        return h, F.normalize(self.pool(h.mean(1)), dim=-1)


class InputProjector(nn.Module):
    """Q-Former: 8 queries read the 64 encoder tokens and become 8 soft tokens of the language model."""

    MODALITIES = ["image", "video", "audio"]

    def __init__(self, width: int):
        super().__init__()
        self.queries = nn.Parameter(torch.randn(SLOTS, D) * 0.5)
        self.norm_in = nn.LayerNorm(D)
        self.block = Block(D, HEADS, cross=True, own=False)
        self.norm = nn.LayerNorm(D)
        self.out = nn.Linear(D, width)
        self.modality = nn.Embedding(3, width)
        nn.init.normal_(self.modality.weight, std=0.2)

    def read(self, tokens):
        """Encoder tokens [n, 64, 128] -> what the queries read, [n, 8, 128]."""
        return self.norm(self.block(self.queries.expand(len(tokens), -1, -1), self.norm_in(tokens)))

    def forward(self, modality, tokens):
        """modality: class numbers [n]; tokens [n, 64, 128] -> [n, 8, width]."""
        return self.emit(modality, self.read(tokens))

    def emit(self, modality, read):
        """What was read -> soft tokens of the language model."""
        return self.out(read) + self.modality(modality)[:, None]


class LanguageModel(nn.Module):
    """Decoder-only backbone: learned positions, tied head; gives logits and the hidden states under them."""

    CONTEXT, WIDTH = 192, D * 3 // 2

    def __init__(self, width: int = WIDTH, layers: int = 4, heads: int = 6):
        super().__init__()
        self.emb = nn.Embedding(VOCABULARY_SIZE, width)
        self.pos = nn.Parameter(torch.randn(self.CONTEXT, width) * 0.1)
        self.blocks = nn.ModuleList([Block(width, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        nn.init.normal_(self.emb.weight, std=0.3)

    def forward(self, x, mask=None):
        """x: input embeddings [n, length, width] -> hidden states after the last norm; mask: who sees whom, else all before."""
        h = x + self.pos[: x.shape[1]]
        for b in self.blocks:
            h = b(h, causal=mask is None, mask=mask)
        return self.norm(h)

    def logits(self, h):
        return F.linear(h, self.emb.weight)

    def go_on(self, x, cache: list, start: int):
        """As forward, for a further stretch of equal length in all rows: cache holds keys and values of what came before."""
        h = x + self.pos[start : start + x.shape[1]]
        for i, b in enumerate(self.blocks):
            y = b.n1(h)
            n, length, d = y.shape
            heads = b.sa.heads
            q = b.sa.q(y).view(n, length, heads, -1).transpose(1, 2)
            k, v = b.sa.kv(y).view(n, length, 2, heads, -1).permute(2, 0, 3, 1, 4)
            if len(cache) > i:
                k, v = torch.cat([cache[i][0], k], 2), torch.cat([cache[i][1], v], 2)
                cache[i] = (k, v)
            else:
                cache.append((k, v))
            mask = torch.ones(length, k.shape[2], dtype=torch.bool).tril(k.shape[2] - length)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
            h = h + b.sa.o(a.transpose(1, 2).reshape(n, length, d))
            h = h + b.down(F.gelu(b.up(b.n3(h))))
        return self.norm(h)


class OutputProjector(nn.Module):
    """Hidden states of the signal tokens plus their embeddings -> conditioning 8 x 128 (one encoder, one decoder block)."""

    def __init__(self, width: int):
        super().__init__()
        self.fc = nn.Linear(width, D)
        self.enc = Block(D, HEADS)
        self.enc_norm = nn.LayerNorm(D)
        self.queries = nn.Parameter(torch.randn(SLOTS, D) * 0.5)
        self.dec = Block(D, HEADS, cross=True)
        self.norm = nn.LayerNorm(D)
        self.model = nn.Linear(D, D)

    def forward(self, hidden, embeddings):
        x = self.enc_norm(self.enc(self.fc(hidden + embeddings)))
        return self.model(self.norm(self.dec(self.queries.expand(len(x), -1, -1), x)))
