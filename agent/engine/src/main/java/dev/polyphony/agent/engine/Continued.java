package dev.polyphony.agent.engine;

import java.util.function.Consumer;

/**
 * Lets through what an answer says beyond the words that were shown while its task ran. An answer that does not begin with
 * them, as after a second attempt, follows them whole, as a paragraph of its own.
 */
final class Continued {
    private final String shown;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private boolean beyond;

    Continued(String shown, Consumer<String> out) {
        this.shown = shown;
        this.out = out;
        beyond = shown.isEmpty();
    }

    void accept(String piece) {
        if (beyond) {
            out.accept(piece);
            return;
        }
        held.append(piece);
        boolean same = held.length() < shown.length() ? shown.startsWith(held.toString()) : held.indexOf(shown) == 0;
        if (same && held.length() < shown.length()) {
            return;
        }
        beyond = true;
        String rest = same ? held.substring(shown.length()) : "\n\n" + held;
        if (!rest.isEmpty()) {
            out.accept(rest);
        }
    }
}
