package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;

/**
 * What an encoder sees in a medium.
 *
 * @param tokens [n, width], in the order of the medium
 * @param pooled [1, width], what stands for the medium as a whole
 */
public record Features(Tensor tokens, Tensor pooled) {}
