"""Normal numbers as java.util.Random draws them, so that a whole run can be compared."""

from __future__ import annotations

import math

import torch


class JavaRandom:
    def __init__(self, seed: int):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)
        self.kept: float | None = None

    def _bits(self, count: int) -> int:
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return self.state >> (48 - count)

    def _double(self) -> float:
        return ((self._bits(26) << 27) + self._bits(27)) / (1 << 53)

    def gaussian(self) -> float:
        if self.kept is not None:
            value, self.kept = self.kept, None
            return value
        while True:
            a, b = 2 * self._double() - 1, 2 * self._double() - 1
            square = a * a + b * b
            if 0 < square < 1:
                factor = math.sqrt(-2 * math.log(square) / square)
                self.kept = b * factor
                return a * factor

    def tensor(self, *shape: int) -> torch.Tensor:
        count = math.prod(shape)
        return torch.tensor([self.gaussian() for _ in range(count)], dtype=torch.float32).reshape(shape)
