package dev.polyphony.tools.media;

import java.io.IOException;

/** The kinds of content that are taken, told by their first bytes. */
enum Kind {
    PNG("a PNG picture"),
    JPEG("a JPEG picture"),
    GIF("a GIF picture"),
    BMP("a BMP picture"),
    WEBP("a WebP picture"),
    WAV("a WAV sound"),
    MP3("an MP3 sound"),
    FLAC("a FLAC sound"),
    OGG("an Ogg file"),
    MATROSKA("a WebM file"),
    MP4("an MP4 file"),
    TEXT("a text");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** Returns what a message calls it, with its article. */
    String title() {
        return title;
    }

    /** Returns true for a still or moving picture. */
    boolean isPicture() {
        return compareTo(WEBP) <= 0;
    }

    /** Returns what the bytes begin like; whatever is no medium and no known foreign format is taken for text. */
    static Kind of(Bytes bytes) throws IOException {
        if (bytes.size() == 0) {
            throw new Refused("is empty: 0 bytes.", "choose another file, or save it anew.");
        }
        if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (bytes.has(0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
            return GIF;
        }
        if (bytes.has(0, "RIFF")) {
            return riff(bytes);
        }
        if (bytes.has(0, "fLaC")) {
            return FLAC;
        }
        if (bytes.has(0, "OggS")) {
            return OGG;
        }
        if (bytes.has(0, "\u001a\u0045\u00df\u00a3")) {
            return MATROSKA;
        }
        if (bytes.has(4, "ftyp")) {
            return MP4;
        }
        if (bytes.has(0, "ID3") || Mp3Sync.at(bytes, 0)) {
            return MP3;
        }
        if (bytes.has(0, "BM") && BmpHeader.fits(bytes)) {
            return BMP;
        }
        Foreign.refuse(bytes);
        return TEXT;
    }

    private static Kind riff(Bytes bytes) throws IOException {
        if (bytes.has(8, "WAVE")) {
            return WAV;
        }
        if (bytes.has(8, "WEBP")) {
            return WEBP;
        }
        if (bytes.size() < 12) {
            throw Refused.cutOff("a RIFF file", "it ends after %d bytes".formatted(bytes.size()));
        }
        throw bytes.has(8, "AVI ")
                ? new Refused("is an AVI video, which is not taken.", "save it as MP4.")
                : new Refused(
                        "is a RIFF file of the kind \"%s\", which is not taken."
                                .formatted(bytes.ascii(8, 4).replaceAll("[^ -~]", "?")),
                        "save it as WAV, WebP or MP4.");
    }
}
