package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import java.util.ArrayList;
import java.util.List;

/** A sequence while it is put together: tokens up to a medium, the medium, tokens again. Not thread-safe. */
final class Strand {
    private final List<Segment> segments = new ArrayList<>();
    private final List<Integer> tokens = new ArrayList<>();

    void add(int id) {
        tokens.add(id);
    }

    void add(List<Integer> ids) {
        tokens.addAll(ids);
    }

    void see(Media media) {
        endTokens();
        segments.add(new Segment.Seen(media));
    }

    private void endTokens() {
        if (!tokens.isEmpty()) {
            segments.add(new Segment.Tokens(tokens));
            tokens.clear();
        }
    }

    List<Segment> segments() {
        endTokens();
        return List.copyOf(segments);
    }
}
