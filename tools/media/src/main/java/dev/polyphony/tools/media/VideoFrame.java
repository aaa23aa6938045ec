package dev.polyphony.tools.media;

import java.awt.image.BufferedImage;
import java.time.Duration;

/**
 * One picture of a video.
 *
 * @param time since the beginning of the video
 * @param picture upright, sRGB; the receiver owns it
 */
public record VideoFrame(Duration time, BufferedImage picture) {}
