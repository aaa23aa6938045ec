/**
 * Pictures, sound and video: told by their content, held against limits, decoded, changed and encoded. Pictures and WAV
 * need the JDK alone, every other container FFmpeg.
 */
@NullMarked
package dev.polyphony.tools.media;

import org.jspecify.annotations.NullMarked;
