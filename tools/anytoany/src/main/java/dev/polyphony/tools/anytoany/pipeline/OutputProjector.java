package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;

/** Component 4: turns what the language model thought at its signal tokens into the conditioning of a generator. */
public interface OutputProjector extends Component {
    /**
     * Returns the conditioning, in the shape that the generator takes.
     *
     * @param hidden hidden states of the forwards that consumed the signal tokens, [n, width]
     * @param embeddings the embeddings of these tokens, [n, width]
     */
    Tensor project(Tensor hidden, Tensor embeddings);
}
