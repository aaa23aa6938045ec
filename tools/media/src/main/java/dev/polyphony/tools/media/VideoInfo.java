package dev.polyphony.tools.media;

import dev.polyphony.agent.Measures;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a video say.
 *
 * @param measures the size of the upright pictures, the playing time, and the sound's rate and channels, if there is any
 * @param videoCodec FFmpeg's name of how the pictures are coded: {@code h264}
 * @param soundCodec FFmpeg's name of how the sound is coded; null if there is none
 */
public record VideoInfo(
        Measures measures, String videoCodec, @Nullable String soundCodec) {}
