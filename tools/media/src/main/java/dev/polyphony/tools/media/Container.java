package dev.polyphony.tools.media;

import java.io.IOException;

/**
 * How FFmpeg opens a container. The format is always given and never guessed, so that no playlist or script format can be
 * reached by a crafted file.
 *
 * @param demuxer FFmpeg's name of the format
 * @param videoType the media type if there are moving pictures
 * @param audioType the media type if there is only sound
 */
record Container(String demuxer, String videoType, String audioType) {

    /** Reads the outermost structure, which must be whole. */
    static Container of(Kind kind, Bytes bytes) throws IOException {
        return switch (kind) {
            case WAV -> new Container("wav", "audio/wav", "audio/wav");
            case MP3 -> new Container("mp3", "audio/mpeg", "audio/mpeg");
            case FLAC -> new Container("flac", "audio/flac", "audio/flac");
            case OGG -> new Container("ogg", "video/ogg", "audio/ogg");
            case MATROSKA ->
                MatroskaHeader.isWebm(bytes)
                        ? new Container("matroska", "video/webm", "audio/webm")
                        : new Container("matroska", "video/x-matroska", "audio/x-matroska");
            case MP4 ->
                Mp4Boxes.brand(bytes).equals("qt  ")
                        ? new Container("mov", "video/quicktime", "audio/mp4")
                        : new Container("mov", "video/mp4", "audio/mp4");
            default -> throw new IllegalArgumentException("%s is no container".formatted(kind));
        };
    }
}
