package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.tensor.Tensor;

/** Component 2: turns features into soft tokens, which stand in the language model's input like words. */
public interface InputProjector extends Component {
    /** Returns the soft tokens of a medium, [n, width of the language model]. */
    Tensor project(Modality modality, Features features);

    /** Returns the soft tokens of a medium for a question; those that do not mind the question leave this as it is. */
    default Tensor project(Modality modality, Features features, String said) {
        return project(modality, features);
    }
}
