package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;

/**
 * What a generator is to make.
 *
 * @param embeddings from the output projector
 * @param caption the words that led to the signal, stripped; for labels, and for generators that take words alone
 */
public record Conditioning(Tensor embeddings, String caption) {}
