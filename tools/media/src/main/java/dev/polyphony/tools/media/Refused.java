package dev.polyphony.tools.media;

import dev.polyphony.agent.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** Content that is not taken; says what it is, but not yet what the user calls it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String AGAIN = "send it again: it may have been cut on its way.";

    private final String what;
    private final String advice;

    /**
     * @param what goes on after the file's name: {@code is empty.}
     * @param advice goes on after "Maybe"
     */
    Refused(String what, String advice) {
        this(what, advice, null);
    }

    private Refused(String what, String advice, @Nullable Throwable cause) {
        super(what, cause, false, false);
        this.what = what;
        this.advice = advice;
    }

    static Refused cutOff(String kind, String detail) {
        return new Refused("is %s that is cut off: %s.".formatted(kind, detail), AGAIN);
    }

    static Refused damaged(String kind, String detail) {
        return new Refused("is %s that is damaged: %s.".formatted(kind, detail), "open it and save it anew.");
    }

    /** Returns the same refusal that also tells what led to it. */
    Refused because(Throwable cause) {
        return new Refused(what, advice, cause);
    }

    /** Returns the error for the user. */
    InvalidRequestException named(String name) {
        return new InvalidRequestException("%s %s\nMaybe %s".formatted(name, what, advice), getCause());
    }

    /** Returns how a message calls a file: what the user calls it, made harmless, in quotes. */
    static String nameOf(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "the file";
        }
        String clean = name.replaceAll("[\\p{Cntrl}\"]", "?");
        return "\"" + (clean.length() <= 100 ? clean : clean.substring(0, 99) + "…") + "\"";
    }
}
