package dev.polyphony.tools.media;

import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import java.io.IOException;

/**
 * What the headers of a picture say.
 *
 * @param width pixels as stored, positive
 * @param height pixels as stored, positive
 * @param rawBytes what all its pixels take when they are unpacked, in the file's own depth
 * @param orientation how a camera was held: EXIF's 1 to 8, 1 is upright
 */
record PictureHeader(Kind kind, String mediaType, int width, int height, long rawBytes, Orientation orientation) {

    /** Below this size no compression is suspicious: a blank page is. */
    private static final long SMALL = 16L << 20;

    /** Reads the headers and walks through the file to its end, without unpacking a pixel. */
    static PictureHeader read(Kind kind, Bytes bytes, MediaLimits limits) throws IOException {
        return switch (kind) {
            case PNG -> PngHeader.read(bytes, limits);
            case JPEG -> JpegHeader.read(bytes, limits);
            case GIF -> GifHeader.read(bytes, limits);
            case BMP -> BmpHeader.read(bytes, limits);
            case WEBP -> WebpHeader.read(bytes, limits);
            default -> throw new IllegalArgumentException("%s is no kind of picture".formatted(kind));
        };
    }

    /** Returns a header that is within the limits; more is unknown yet. */
    static PictureHeader checked(
            Kind kind, String mediaType, long width, long height, long bitsPerPixel, Bytes bytes, MediaLimits limits) {
        if (width <= 0 || height <= 0) {
            throw Refused.damaged(kind.title(), "its size is %d x %d pixels".formatted(width, height));
        }
        if (width > limits.pixels() || height > limits.pixels() || width * height > limits.pixels()) {
            throw new Refused(
                    "is %s of %d x %d pixels; at most %s are taken."
                            .formatted(kind.title(), width, height, megapixels(limits.pixels())),
                    "make it smaller.");
        }
        long raw = (width * bitsPerPixel + 7) / 8 * height;
        if (raw > SMALL && raw / limits.ratio() > bytes.size()) {
            throw new Refused(
                    "is %s of %d x %d pixels in %d bytes; one byte may unpack to at most %d."
                            .formatted(kind.title(), width, height, bytes.size(), limits.ratio()),
                    "make it smaller: it looks like a file made to fill the memory.");
        }
        return new PictureHeader(kind, mediaType, (int) width, (int) height, raw, Orientation.UPRIGHT);
    }

    static void checkFrames(Kind kind, long frames, MediaLimits limits) {
        if (frames > limits.frames()) {
            throw new Refused(
                    "is %s with more than %d frames, the most that are taken.".formatted(kind.title(), limits.frames()),
                    "send it as an MP4 video.");
        }
    }

    private static String megapixels(long pixels) {
        return pixels % 1_000_000 == 0 ? pixels / 1_000_000 + " megapixels" : pixels + " pixels";
    }

    PictureHeader turned(Orientation newOrientation) {
        return new PictureHeader(kind, mediaType, width, height, rawBytes, newOrientation);
    }

    /** Returns what a probe says of it: the size is that of the upright picture. */
    Probe.Result result() {
        boolean swapped = orientation.swapsSides();
        return new Probe.Result(
                Modality.IMAGE, mediaType, Measures.ofPicture(swapped ? height : width, swapped ? width : height));
    }
}
