package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;

/** A piece of an answer, in the order in which it was given. */
public sealed interface Answered {
    /** Words. */
    record Words(String text) implements Answered {}

    /**
     * Something that was made.
     *
     * @param caption the words that led to it, stripped
     */
    record Shown(Media media, String caption) implements Answered {}
}
