package dev.polyphony.tools.media;

import java.io.IOException;

/** The headers of JPEG, and its orientation by EXIF. */
final class JpegHeader {
    private static final String TITLE = Kind.JPEG.title();
    private static final int MAX_SCANS = 200;

    private JpegHeader() {}

    static PictureHeader read(Bytes bytes, MediaLimits limits) throws IOException {
        PictureHeader header = null;
        Orientation orientation = Orientation.UPRIGHT;
        int scans = 0;
        long at = 2;
        while (true) {
            while (bytes.u8(at) != 0xFF || bytes.u8(at + 1) == 0xFF || bytes.u8(at + 1) == 0) {
                at++;
            }
            int marker = bytes.u8(at + 1);
            at += 2;
            if (marker == 0xD9) {
                break;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                continue;
            }
            int length = bytes.u16be(at);
            if (length < 2) {
                throw Refused.damaged(TITLE, "segment %02X has the length %d".formatted(marker, length));
            }
            if (isFrame(marker)) {
                if (header != null) {
                    throw Refused.damaged(TITLE, "it has two frame headers");
                }
                header = PictureHeader.checked(
                        Kind.JPEG,
                        "image/jpeg",
                        bytes.u16be(at + 5),
                        bytes.u16be(at + 3),
                        8L * bytes.u8(at + 7),
                        bytes,
                        limits);
            } else if (marker == 0xE1 && bytes.has(at + 2, "Exif\0\0")) {
                orientation = Orientation.ofExif(exif(bytes, at + 8, at + length));
            } else if (marker == 0xDA && ++scans > MAX_SCANS) {
                throw new Refused(
                        "is %s with more than %d scans, the most that are taken.".formatted(TITLE, MAX_SCANS),
                        "save it anew, not progressively.");
            }
            at += length;
        }
        if (header == null || scans == 0) {
            throw Refused.damaged(TITLE, "it holds no pixels");
        }
        return header.turned(orientation);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Returns the value of the orientation tag in the first directory, or 0. */
    private static int exif(Bytes bytes, long tiff, long end) throws IOException {
        boolean little = bytes.has(tiff, "II*\0");
        if (end - tiff < 14 || (!little && !bytes.has(tiff, "MM\0*"))) {
            return 0;
        }
        long directory = tiff + (little ? bytes.u32le(tiff + 4) : bytes.u32be(tiff + 4));
        if (directory + 2 > end) {
            return 0;
        }
        int entries = little ? bytes.u16le(directory) : bytes.u16be(directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return 0;
            }
            if ((little ? bytes.u16le(entry) : bytes.u16be(entry)) == 0x0112) {
                return little ? bytes.u16le(entry + 8) : bytes.u16be(entry + 8);
            }
        }
        return 0;
    }
}
