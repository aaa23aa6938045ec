package dev.polyphony.tools.media;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.ToolFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Videos: looked into, and taken apart into pictures and sound; {@link VideoComposer} makes them. Thread-safe; an interrupt
 * of the thread ends whatever takes long with a {@link java.util.concurrent.CancellationException}. Everything throws {@link
 * InvalidRequestException} for what is no video, or is cut off, damaged or beyond {@link MediaLimits#DEFAULT}.
 */
public final class Videos {
    private static final int MAX_FRAMES = 1_000;

    private Videos() {}

    /** What is done with an open video. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Path file, Kind kind, Container container);
    }

    /** Returns what the headers of a video say. */
    public static VideoInfo info(Media video) {
        return use(video, (file, kind, container) -> {
            Measures measures = ContainerProbe.read(kind, container, file, MediaLimits.DEFAULT)
                    .measures();
            try (Demuxer demuxer = Demuxer.open(file, kind.title(), container, MediaLimits.DEFAULT, Guard.none())) {
                AVStream pictures = demuxer.video();
                AVStream sound = demuxer.audio();
                if (pictures == null) {
                    throw new Refused("is %s without pictures.".formatted(kind.title()), "give a video.");
                }
                return new VideoInfo(measures, codec(pictures), sound == null ? null : codec(sound));
            }
        });
    }

    private static String codec(AVStream stream) {
        return avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
    }

    /** Returns the picture that is shown at a time; the last one for a time behind the end. */
    public static VideoFrame frameAt(Media video, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time (%s) is negative.\nMaybe use Duration.ZERO.".formatted(time));
        }
        return use(video, (file, kind, container) -> {
            try (FrameReader reader = FrameReader.open(file, kind, container, MediaLimits.DEFAULT, Guard.none())) {
                return reader.at(time);
            }
        });
    }

    /** Returns the picture in the middle of a video. */
    public static VideoFrame middleFrame(Media video) {
        return frames(video, 1).get(0);
    }

    /**
     * Returns pictures from all over a video, in order: it is cut into so many equal parts, and each gives the picture in
     * its middle. All are in memory at once.
     *
     * @param count 1 to 1,000; a video with fewer pictures gives some of them twice
     */
    public static List<VideoFrame> frames(Media video, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        forEachFrame(video, count, () -> false, frames::add);
        return List.copyOf(frames);
    }

    /**
     * Passes pictures from all over a video on, one at a time, as {@link #frames}.
     *
     * @param cancelled is asked often; once it is true, this ends with a CancellationException
     */
    public static void forEachFrame(Media video, int count, BooleanSupplier cancelled, Consumer<VideoFrame> consumer) {
        if (count < 1 || count > MAX_FRAMES) {
            throw new IllegalArgumentException(
                    "count (%d) must be in [1, %d].\nMaybe take 8.".formatted(count, MAX_FRAMES));
        }
        Guard guard = Guard.until(cancelled);
        use(video, (file, kind, container) -> {
            Duration length;
            try (Demuxer demuxer = Demuxer.open(file, kind.title(), container, MediaLimits.DEFAULT, guard)) {
                length = ContainerProbe.time(demuxer, MediaLimits.DEFAULT);
            }
            try (FrameReader reader = FrameReader.open(file, kind, container, MediaLimits.DEFAULT, guard)) {
                for (int i = 0; i < count; i++) {
                    guard.check();
                    consumer.accept(reader.at(length.multipliedBy(2L * i + 1).dividedBy(2L * count)));
                }
            }
            return true;
        });
    }

    /** Returns the sound track of a video, mono, at {@value Sounds#SPEECH_RATE_HZ} Hz. */
    public static AudioClip soundTrack(Media video) {
        return Sounds.read(video);
    }

    private static <T> T use(Media video, Use<T> use) {
        String name = Refused.nameOf(video.label());
        Kind kind = Kind.TEXT;
        try (LocalFile file = LocalFile.of(video);
                Bytes bytes = Bytes.of(file.path())) {
            kind = Kind.of(bytes);
            if (kind == Kind.TEXT || kind.isPicture()) {
                throw new Refused("is %s and no video.".formatted(kind.title()), "give an MP4 or WebM.");
            }
            return use.of(file.path(), kind, Container.of(kind, bytes));
        } catch (Refused e) {
            throw e.named(name);
        } catch (EOFException e) {
            throw Refused.cutOff(kind.title(), String.valueOf(e.getMessage())).named(name);
        } catch (IOException e) {
            throw Unreadable.error(name, e);
        } catch (OutOfMemoryError e) {
            throw new ToolFailedException(
                    "%s does not fit into memory when it is decoded.\nMaybe take fewer frames, or start Java with a larger -Xmx."
                            .formatted(name),
                    e);
        }
    }
}
