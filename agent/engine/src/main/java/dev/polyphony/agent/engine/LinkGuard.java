package dev.polyphony.agent.engine;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets an answer through piece by piece and takes out references to artifacts that do not exist: a language model may
 * invent them. Holds back only what may be the beginning of a reference.
 */
final class LinkGuard {
    private static final String PREFIX = "artifact:";
    private static final Pattern REFERENCE = Pattern.compile("artifact:([0-9A-Za-z_-]+)");
    private static final String NOWHERE = "#no-such-artifact";

    private final Set<String> known;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();

    LinkGuard(Set<String> known, Consumer<String> out) {
        this.known = known;
        this.out = out;
    }

    void accept(String piece) {
        held.append(piece);
        int safe = safeLength();
        if (safe > 0) {
            release(safe);
        }
    }

    /** Lets out what is held back; to be called at the end. */
    void finish() {
        if (!held.isEmpty()) {
            release(held.length());
        }
    }

    private void release(int length) {
        Matcher references = REFERENCE.matcher(held.substring(0, length));
        String text = references.replaceAll(
                match -> known.contains(match.group(1)) ? match.group() : Matcher.quoteReplacement(NOWHERE));
        held.delete(0, length);
        out.accept(text);
    }

    /** Returns how much can be let out: all before a reference that may still grow, or before a beginning of the prefix. */
    private int safeLength() {
        int at = held.lastIndexOf(PREFIX);
        if (at >= 0
                && held.substring(at + PREFIX.length()).chars().allMatch(LinkGuard::isIdChar)
                && held.length() - at <= PREFIX.length() + 128) {
            return at;
        }
        for (int n = Math.min(PREFIX.length() - 1, held.length()); n > 0; n--) {
            if (PREFIX.startsWith(held.substring(held.length() - n))) {
                return held.length() - n;
            }
        }
        return held.length();
    }

    private static boolean isIdChar(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
