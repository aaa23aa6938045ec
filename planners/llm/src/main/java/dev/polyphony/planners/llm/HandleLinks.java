package dev.polyphony.planners.llm;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts ids in place of short names in the links of an answer, as it comes piece by piece. Holds back only what may be the
 * beginning of a link. Not thread-safe.
 */
final class HandleLinks {
    private static final String PREFIX = "artifact:";
    private static final Pattern LINK = Pattern.compile("artifact:([0-9A-Za-z]+)");
    private static final Pattern MAY_GROW = Pattern.compile("artifact:[0-9A-Za-z]{0,64}$");

    private final Handles handles;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();

    HandleLinks(Handles handles, Consumer<String> out) {
        this.handles = handles;
        this.out = out;
    }

    void accept(String piece) {
        held.append(piece);
        release(safeLength());
    }

    /** Lets out what is held back; to be called at the end. */
    void finish() {
        release(held.length());
    }

    private void release(int length) {
        if (length == 0) {
            return;
        }
        String text = LINK.matcher(held.substring(0, length))
                .replaceAll(link -> PREFIX + Matcher.quoteReplacement(handles.id(link.group(1))));
        held.delete(0, length);
        out.accept(text);
    }

    private int safeLength() {
        Matcher growing = MAY_GROW.matcher(held);
        if (growing.find()) {
            return growing.start();
        }
        for (int n = Math.min(PREFIX.length() - 1, held.length()); n > 0; n--) {
            if (PREFIX.startsWith(held.substring(held.length() - n))) {
                return held.length() - n;
            }
        }
        return held.length();
    }
}
