package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;

/** What happens while an answer is made, in order: words as they come, then media one after the other. */
public sealed interface Event {
    /** More words; never signal tokens or what ends an answer. */
    record Said(String words) implements Event {}

    /** Between the words, something is to be shown; {@code index} counts from 0. */
    record Signalled(int index, Modality modality) implements Event {}

    /** The work on it begins. */
    record Started(int index, Modality modality) implements Event {}

    /** So much of the work is done. */
    record Progressed(int index, double done, double total) implements Event {}

    /** It is there. */
    record Ready(int index, Media media) implements Event {}
}
