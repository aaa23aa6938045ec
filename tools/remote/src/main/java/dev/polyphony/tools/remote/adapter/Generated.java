package dev.polyphony.tools.remote.adapter;

import java.util.Set;

/** Tasks by what they make. */
final class Generated {
    /** Tasks that paint. */
    static final Set<String> PICTURES = Set.of("text-to-image", "image-to-image", "controlled-text-to-image");

    /** Tasks that make a medium of words, or of a picture and words. */
    static final Set<String> MEDIA = Set.of(
            "text-to-image",
            "image-to-image",
            "controlled-text-to-image",
            "control-map",
            "text-to-video",
            "image-to-video",
            "text-to-audio",
            "text-to-music",
            "text-to-speech");

    private Generated() {}
}
