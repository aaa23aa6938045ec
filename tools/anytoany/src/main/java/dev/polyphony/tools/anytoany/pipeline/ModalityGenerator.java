package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.media.Progress;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Component 5: makes a medium of conditioning. */
public interface ModalityGenerator extends Component {
    /**
     * How a medium is made.
     *
     * @param seed the same seed, conditioning and weights give the same medium
     * @param folder where files may be put; whoever gives it removes it
     * @param progress is told how far the work is
     * @param cancelled asked at each step
     */
    record Making(long seed, Path folder, Progress progress, BooleanSupplier cancelled) {}

    /**
     * Returns the medium. Blocks.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled or its thread interrupted
     */
    Media generate(Conditioning conditioning, Making making);
}
