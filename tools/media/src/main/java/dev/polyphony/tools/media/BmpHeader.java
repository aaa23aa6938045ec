package dev.polyphony.tools.media;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;

/** The headers of BMP. */
final class BmpHeader {
    private static final String TITLE = Kind.BMP.title();
    private static final Set<Long> SIZES = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);
    private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 16, 24, 32);

    private BmpHeader() {}

    /** Returns true if what follows the two letters is the header of a BMP, so that a text that begins "BM" stays one. */
    static boolean fits(Bytes bytes) throws IOException {
        return bytes.size() >= 26 && SIZES.contains(bytes.u32le(14)) && bytes.u32le(6) == 0;
    }

    static PictureHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        boolean old = bytes.u32le(14) == 12;
        long width = old ? bytes.u16le(18) : (int) bytes.u32le(18);
        long height = Math.abs(old ? bytes.u16le(20) : (int) bytes.u32le(22));
        int depth = bytes.u16le(old ? 24 : 28);
        long compression = old ? 0 : bytes.u32le(30);
        if (!DEPTHS.contains(depth)) {
            throw Refused.damaged(TITLE, "%d bits for a pixel are none of its depths".formatted(depth));
        }
        if (compression > 3) {
            throw new Refused(
                    "is %s with compression %d, which is not taken.".formatted(TITLE, compression), "save it as PNG.");
        }
        PictureHeader header = PictureHeader.checked(Kind.BMP, "image/bmp", width, height, depth, bytes, limits);
        boolean packed = compression == 1 || compression == 2;
        long rows = (width * depth + 31) / 32 * 4 * height;
        if (!packed && bytes.u32le(10) + rows > bytes.size()) {
            throw new EOFException("it ends after %d bytes of %d".formatted(bytes.size(), bytes.u32le(10) + rows));
        }
        return header;
    }
}
