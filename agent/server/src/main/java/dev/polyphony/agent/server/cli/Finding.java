package dev.polyphony.agent.server.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What {@code polyphony doctor} found of one thing.
 *
 * @param state whether it works
 * @param about what was looked at
 * @param words what was found
 * @param remedy what would mend it, or bring it; null if there is nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(
        State state, String about, String words, @Nullable String remedy) {
    /** Whether a thing works. */
    enum State {
        /** It is set and works. */
        FINE,
        /** It is not set, and not needed. */
        ABSENT,
        /** It is set and does not work. */
        BROKEN
    }

    static Finding fine(String about, String words) {
        return new Finding(State.FINE, about, words, null);
    }

    static Finding absent(String about, String words, String remedy) {
        return new Finding(State.ABSENT, about, words, remedy);
    }

    static Finding broken(String about, String words, String remedy) {
        return new Finding(State.BROKEN, about, words, remedy);
    }

    /** A message of ours says what is wrong, and what may help on a line that begins with "Maybe". */
    static Finding broken(String about, Throwable error) {
        String message = String.valueOf(error.getMessage());
        int maybe = message.indexOf("\nMaybe ");
        return maybe < 0
                ? broken(about, message, "run it again with --debug")
                : broken(about, message.substring(0, maybe), message.substring(maybe + "\nMaybe ".length()));
    }
}
