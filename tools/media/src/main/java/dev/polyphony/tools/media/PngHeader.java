package dev.polyphony.tools.media;

import java.io.IOException;
import java.util.zip.CRC32;

/** The headers of PNG and APNG. */
final class PngHeader {
    private static final String TITLE = Kind.PNG.title();
    private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};
    private static final int MAX_CHUNKS = 200_000;

    private PngHeader() {}

    static PictureHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        if (bytes.u32be(8) != 13 || !bytes.has(12, "IHDR")) {
            throw Refused.damaged(TITLE, "it does not begin with its header");
        }
        long width = bytes.u32be(16);
        long height = bytes.u32be(20);
        int depth = bytes.u8(24);
        int colour = bytes.u8(25);
        if (checksum(bytes) != bytes.u32be(29)) {
            throw Refused.damaged(TITLE, "the checksum of its header is wrong");
        }
        if (colour >= SAMPLES.length || SAMPLES[colour] == 0 || Integer.bitCount(depth) != 1 || depth > 16) {
            throw Refused.damaged(TITLE, "colour type %d at depth %d is none".formatted(colour, depth));
        }
        PictureHeader header = PictureHeader.checked(
                Kind.PNG, "image/png", width, height, (long) depth * SAMPLES[colour], bytes, limits);
        walk(bytes, limits);
        return header;
    }

    private static long checksum(Bytes bytes) throws IOException {
        byte[] header = new byte[17];
        bytes.copy(12, header);
        CRC32 crc = new CRC32();
        crc.update(header);
        return crc.getValue();
    }

    private static void walk(Bytes bytes, MediaLimits limits) throws IOException {
        boolean pixels = false;
        int frames = 0;
        long at = 33;
        for (int chunks = 0; chunks < MAX_CHUNKS; chunks++) {
            long length = bytes.u32be(at);
            String type = bytes.ascii(at + 4, 4);
            switch (type) {
                case "IEND" -> {
                    if (!pixels) {
                        throw Refused.damaged(TITLE, "it holds no pixels");
                    }
                    return;
                }
                case "IDAT" -> pixels = true;
                case "acTL" -> PictureHeader.checkFrames(Kind.PNG, bytes.u32be(at + 8), limits);
                case "fcTL" -> PictureHeader.checkFrames(Kind.PNG, ++frames, limits);
                default -> {}
            }
            at += 12 + length;
        }
        throw Refused.damaged(TITLE, "it has more than %d chunks".formatted(MAX_CHUNKS));
    }
}
