package dev.polyphony.planners.direct;

import dev.polyphony.agent.Modality;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The ports by which an any-to-any model is called. Words and media of a conversation are kept apart: in words, {@code
 * [image 2]} marks the place of the second picture of the list {@code image}.
 */
public final class DirectPorts {
    /** Input: what the user says now. */
    public static final String TEXT = "text";

    /** Input, may be absent: marks of what came with it, in order: {@code [image 1] [audio 1]}. */
    public static final String ATTACHED = "attached";

    /**
     * Input, may be absent: the earlier turns, oldest first, two lines each: {@code user: } with marks and words, {@code
     * model: } with words and marks in the order of the answer.
     */
    public static final String BEFORE = "before";

    /** Output: the answer, with marks where something was made; that is in lists by modality. */
    public static final String ANSWER = "answer";

    private DirectPorts() {}

    /** Returns kinds of content in words. */
    static String names(Collection<Modality> modalities) {
        return modalities.stream().map(Modality::portName).collect(Collectors.joining(", "));
    }
}
