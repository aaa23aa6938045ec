package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.List;

/** Component 3: the language model. */
public interface LlmBackbone extends Component {
    /** Returns the width of its embeddings and hidden states. */
    int width();

    /** Returns the most positions of a sequence, the answer included. */
    int context();

    /** Returns the embeddings of tokens, [n, width]. */
    Tensor embed(List<Integer> ids);

    /** Starts a sequence, which keeps the keys and values of all it was fed; the caller closes it. */
    LlmSequence start();
}
