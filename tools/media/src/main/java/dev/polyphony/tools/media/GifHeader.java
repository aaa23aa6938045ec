package dev.polyphony.tools.media;

import java.io.IOException;

/** The headers of GIF. */
final class GifHeader {
    private static final String TITLE = Kind.GIF.title();

    private GifHeader() {}

    static PictureHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        long width = bytes.u16le(6);
        long height = bytes.u16le(8);
        PictureHeader header = PictureHeader.checked(Kind.GIF, "image/gif", width, height, 8, bytes, limits);
        int frames = 0;
        long at = 13 + table(bytes.u8(10));
        while (true) {
            int block = bytes.u8(at);
            switch (block) {
                case 0x3B -> {
                    if (frames == 0) {
                        throw Refused.damaged(TITLE, "it holds no pixels");
                    }
                    return header;
                }
                case 0x21 -> at = skip(bytes, at + 2);
                case 0x2C -> {
                    PictureHeader.checkFrames(Kind.GIF, ++frames, limits);
                    PictureHeader.checked(
                            Kind.GIF, "image/gif", bytes.u16le(at + 5), bytes.u16le(at + 7), 8, bytes, limits);
                    at = skip(bytes, at + 11 + table(bytes.u8(at + 9)));
                }
                default -> throw Refused.damaged(TITLE, "there is no block of the kind %02X".formatted(block));
            }
        }
    }

    /** Returns the bytes of the colour table that these flags announce. */
    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Returns where a chain of sub-blocks ends. */
    private static long skip(Bytes bytes, long from) throws IOException {
        long at = from;
        int length = bytes.u8(at);
        while (length > 0) {
            at += 1 + length;
            length = bytes.u8(at);
        }
        return at + 1;
    }
}
