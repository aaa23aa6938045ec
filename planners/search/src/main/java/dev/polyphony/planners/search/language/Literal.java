package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import org.jspecify.annotations.Nullable;

/**
 * A part of the request that is meant word for word.
 *
 * @param kind what it is
 * @param text without the quotation marks
 * @param modality what the name of a file or variable says that it holds; null if unknown
 */
public record Literal(Kind kind, String text, @Nullable Modality modality) {
    /** What a literal can be. */
    public enum Kind {
        /** Words between quotation marks. */
        QUOTE,
        /** A word between back-ticks: the name of something that is given. */
        NAME,
        /** A file name or path. */
        FILE,
        /** A web address. */
        ADDRESS
    }

    private static final int SHORT_WORDS = 4;

    String meaning() {
        return switch (kind) {
            case FILE -> modality == null ? "file" : Nouns.nounOf(modality);
            case ADDRESS -> "url";
            case NAME -> text.replace('_', ' ');
            case QUOTE -> text.endsWith("?") ? "question" : text.split("\\s+").length <= SHORT_WORDS ? text : "text";
        };
    }
}
