package dev.polyphony.tools.media;

import java.io.EOFException;
import java.io.IOException;

/** The outermost elements of WebM and Matroska, which tell whether the file is whole. */
final class MatroskaHeader {
    private static final String TITLE = Kind.MATROSKA.title();
    private static final long SEGMENT = 0x18538067L;
    private static final int MAX_HEADER = 4_096;

    private MatroskaHeader() {}

    /** Returns true for WebM, false for other Matroska. */
    static boolean isWebm(Bytes bytes) throws IOException {
        long length = length(bytes, 4);
        long segment = 4 + width(bytes, 4) + length;
        if (length < 0 || segment > MAX_HEADER) {
            throw Refused.damaged(TITLE, "its header is %d bytes long".formatted(length));
        }
        if (bytes.u32be(segment) != SEGMENT) {
            throw Refused.damaged(TITLE, "no segment follows its header");
        }
        long content = length(bytes, segment + 4);
        long end = segment + 4 + width(bytes, segment + 4) + content;
        if (content >= 0 && end > bytes.size()) {
            throw new EOFException("it ends after %d bytes of %d".formatted(bytes.size(), end));
        }
        return bytes.ascii(0, (int) segment).contains("webm");
    }

    private static int width(Bytes bytes, long at) throws IOException {
        int first = bytes.u8(at);
        if (first == 0) {
            throw Refused.damaged(TITLE, "the length at byte %d is none".formatted(at));
        }
        return Integer.numberOfLeadingZeros(first) - 23;
    }

    /** Returns a length, or -1 where it is left open, as in a recording. */
    private static long length(Bytes bytes, long at) throws IOException {
        int width = width(bytes, at);
        long value = bytes.u8(at) & ((1 << (8 - width)) - 1);
        for (int i = 1; i < width; i++) {
            value = value << 8 | bytes.u8(at + i);
        }
        return value == (1L << (7 * width)) - 1 ? -1 : value;
    }
}
