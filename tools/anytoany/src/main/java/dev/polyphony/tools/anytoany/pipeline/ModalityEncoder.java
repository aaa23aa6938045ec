package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.util.Set;

/** Component 1: turns a medium into features. */
public interface ModalityEncoder extends Component {
    /** Returns what it can see. */
    Set<Modality> accepts();

    /**
     * Returns the features of a medium. Blocks; an interrupt ends it with a CancellationException.
     *
     * @throws dev.polyphony.agent.InvalidRequestException if the medium can't be read
     */
    Features encode(Media media);
}
