package dev.polyphony.tools.media;

import java.io.EOFException;
import java.io.IOException;

/** The headers of WebP. */
final class WebpHeader {
    private static final String TITLE = Kind.WEBP.title();

    private WebpHeader() {}

    static PictureHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        long end = 8 + bytes.u32le(4);
        if (end > bytes.size()) {
            throw new EOFException("it ends after %d bytes of %d".formatted(bytes.size(), end));
        }
        String chunk = bytes.ascii(12, 4);
        return switch (chunk) {
            case "VP8 " -> lossy(bytes, 20, limits);
            case "VP8L" -> lossless(bytes, 20, limits);
            case "VP8X" -> extended(bytes, limits);
            default -> throw Refused.damaged(TITLE, "it does not begin with its header");
        };
    }

    private static PictureHeader lossy(Bytes bytes, long at, MediaLimits limits) throws IOException {
        if (!bytes.has(at + 3, "\u009d\u0001\u002a")) {
            throw Refused.damaged(TITLE, "it does not begin with a whole picture");
        }
        return checked(bytes, bytes.u16le(at + 6) & 0x3FFF, bytes.u16le(at + 8) & 0x3FFF, limits);
    }

    private static PictureHeader lossless(Bytes bytes, long at, MediaLimits limits) throws IOException {
        if (bytes.u8(at) != 0x2F) {
            throw Refused.damaged(TITLE, "it does not begin with a whole picture");
        }
        long bits = bytes.u32le(at + 1);
        return checked(bytes, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, limits);
    }

    private static PictureHeader extended(Bytes bytes, MediaLimits limits) throws IOException {
        if ((bytes.u8(20) & 0x02) != 0) {
            throw new Refused("is a moving WebP picture, which is not taken.", "save it as GIF or MP4.");
        }
        long width = 1 + (bytes.u32le(24) & 0xFFFFFF);
        long height = 1 + (bytes.u32le(26) >> 8 & 0xFFFFFF);
        return checked(bytes, width, height, limits);
    }

    private static PictureHeader checked(Bytes bytes, long width, long height, MediaLimits limits) {
        return PictureHeader.checked(Kind.WEBP, "image/webp", width, height, 32, bytes, limits);
    }
}
