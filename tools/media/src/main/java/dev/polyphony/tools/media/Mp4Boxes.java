package dev.polyphony.tools.media;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;

/** The outermost boxes of MP4, which tell whether the file is whole. */
final class Mp4Boxes {
    private static final String TITLE = Kind.MP4.title();
    private static final int MAX_BOXES = 200_000;
    private static final Set<String> PICTURES = Set.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1");

    private Mp4Boxes() {}

    /** Walks over the boxes and returns the brand. */
    static String brand(Bytes bytes) throws IOException {
        String brand = bytes.ascii(8, 4);
        if (PICTURES.contains(brand) || brand.startsWith("avi")) {
            throw new Refused(
                    "is %s picture, which is not taken.".formatted(brand.startsWith("avi") ? "an AVIF" : "a HEIC"),
                    "save it as JPEG or PNG.");
        }
        boolean described = false;
        boolean filled = false;
        long at = 0;
        for (int boxes = 0; at < bytes.size(); boxes++) {
            if (boxes == MAX_BOXES) {
                throw Refused.damaged(TITLE, "it has more than %d boxes".formatted(MAX_BOXES));
            }
            String type = bytes.ascii(at + 4, 4);
            described |= type.equals("moov");
            filled |= type.equals("mdat") || type.equals("moof");
            at = end(bytes, at, type);
        }
        if (!described || !filled) {
            throw Refused.cutOff(TITLE, "its box \"%s\" is missing".formatted(described ? "mdat" : "moov"));
        }
        return brand;
    }

    private static long end(Bytes bytes, long at, String type) throws IOException {
        long length = bytes.u32be(at);
        if (length == 0) {
            return bytes.size();
        }
        boolean wide = length == 1;
        if (wide) {
            length = bytes.i64be(at + 8);
        }
        if (length < (wide ? 16 : 8)) {
            throw Refused.damaged(
                    TITLE, "its box \"%s\" has the length %d".formatted(type.replaceAll("[^ -~]", "?"), length));
        }
        if (length > bytes.size() - at) {
            throw new EOFException("its box \"%s\" needs %d bytes and %d are there"
                    .formatted(type.replaceAll("[^ -~]", "?"), length, bytes.size() - at));
        }
        return at + length;
    }
}
