package dev.polyphony.planners.llm;

import java.util.function.Consumer;

/**
 * Keeps the thoughts that some models write first, between {@code <think>} and {@code </think>}, out of an answer that comes
 * piece by piece. Not thread-safe.
 */
final class Thoughts {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private boolean past;

    Thoughts(Consumer<String> out) {
        this.out = out;
    }

    void accept(String piece) {
        if (past) {
            out.accept(piece);
            return;
        }
        held.append(piece);
        String begin = held.toString().stripLeading();
        if (begin.startsWith(OPEN)) {
            int end = begin.indexOf(CLOSE);
            String rest = end < 0 ? "" : begin.substring(end + CLOSE.length()).stripLeading();
            if (!rest.isEmpty()) {
                pass(rest);
            }
        } else if (!OPEN.startsWith(begin)) {
            pass(held.toString());
        }
    }

    /** Lets out what is held back, unless it is thoughts; to be called at the end. */
    void finish() {
        if (!past && !held.toString().stripLeading().startsWith(OPEN)) {
            pass(held.toString());
        }
    }

    private void pass(String text) {
        past = true;
        if (!text.isEmpty()) {
            out.accept(text);
        }
    }
}
