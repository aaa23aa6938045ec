package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import java.util.List;

/** A stretch of a language model's input. */
public sealed interface Segment {
    /** Tokens of words. */
    record Tokens(List<Integer> ids) implements Segment {
        public Tokens {
            ids = List.copyOf(ids);
        }
    }

    /** A medium, which becomes soft tokens. */
    record Seen(Media media) implements Segment {}
}
