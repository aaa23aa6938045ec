package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import java.util.List;

/**
 * A conversation up to a question.
 *
 * @param history what was asked and answered, oldest first
 * @param said the user's words now
 * @param media what came with them, in order
 */
public record Dialogue(List<Exchange> history, String said, List<Media> media) {
    public Dialogue {
        history = List.copyOf(history);
        media = List.copyOf(media);
    }

    /** Returns a first question. */
    public static Dialogue of(String said, Media... media) {
        return new Dialogue(List.of(), said, List.of(media));
    }

    /** Returns this conversation without its oldest exchange. @throws IllegalStateException if there is none */
    Dialogue forgettingOne() {
        if (history.isEmpty()) {
            throw new IllegalStateException("nothing is left to forget");
        }
        return new Dialogue(history.subList(1, history.size()), said, media);
    }

    /**
     * An earlier question and its answer.
     *
     * @param said the user's words
     * @param media what came with them
     * @param answer words and media, in order
     */
    public record Exchange(String said, List<Media> media, List<Answered> answer) {
        public Exchange {
            media = List.copyOf(media);
            answer = List.copyOf(answer);
        }
    }
}
