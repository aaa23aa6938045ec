package dev.polyphony.tools.media;

import java.io.IOException;

/** Tells the frames of an MPEG audio stream, which has no signature. */
final class Mp3Sync {
    private static final int[] LAYER3_V1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] LAYER3_V2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};

    private Mp3Sync() {}

    /** Returns true if a layer III frame begins here and another, or the end, follows it. */
    static boolean at(Bytes bytes, long at) throws IOException {
        int length = frame(bytes, at);
        return length > 0 && (at + length >= bytes.size() || frame(bytes, at + length) > 0);
    }

    /** Returns the length of the layer III frame that begins here, or 0. */
    private static int frame(Bytes bytes, long at) throws IOException {
        if (at + 4 > bytes.size() || bytes.u8(at) != 0xFF || (bytes.u8(at + 1) & 0xE6) != 0xE2) {
            return 0;
        }
        int version = bytes.u8(at + 1) >> 3 & 3;
        int third = bytes.u8(at + 2);
        int rate = third >> 2 & 3;
        if (version == 1 || rate == 3 || third >> 4 == 15 || third >> 4 == 0) {
            return 0;
        }
        int kilobits = (version == 3 ? LAYER3_V1 : LAYER3_V2)[third >> 4];
        int hertz = RATES[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        return (version == 3 ? 144 : 72) * kilobits * 1_000 / hertz + (third >> 1 & 1);
    }
}
