package dev.polyphony.agent.server.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of some content.
 *
 * @param from the first byte, counted from 0
 * @param length how many bytes
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** A range that the content does not have: 416. */
    static final class NotThere extends Exception {
        private NotThere() {
            super(null, null, false, false);
        }
    }

    /**
     * Returns the part that a Range header asks for; null if it asks for the whole, for several parts, or for nothing that
     * can be understood, which all get the whole.
     *
     * @param bytes size of the content
     * @throws NotThere if the content has no such part
     */
    static @Nullable ByteRange of(@Nullable String header, long bytes) throws NotThere {
        Matcher range = header == null ? null : ONE.matcher(header);
        if (range == null
                || !range.matches()
                || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return null;
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(bytes, Long.parseLong(range.group(2)));
            if (last == 0) {
                throw new NotThere();
            }
            return new ByteRange(bytes - last, last);
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty() ? bytes - 1 : Math.min(bytes - 1, Long.parseLong(range.group(2)));
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < from) {
            return null;
        }
        if (from >= bytes) {
            throw new NotThere();
        }
        return new ByteRange(from, to - from + 1);
    }

    /** Returns the value of a Content-Range header. */
    String header(long bytes) {
        return "bytes %d-%d/%d".formatted(from, from + length - 1, bytes);
    }
}
