package dev.polyphony.tools.media;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.TimedOutException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells pictures (PNG, JPEG, GIF, BMP, WebP), sound (WAV, MP3, Ogg, FLAC, M4A), video (MP4, WebM) and text by their
 * content. Everything else is refused by name, and so is what is empty, cut off, damaged or beyond a limit. No pixel and no
 * sample is decoded, but for the few frames by which FFmpeg tells the codecs of a container. Thread-safe and immutable.
 */
public final class MediaProbe implements Probe {
    private final MediaLimits limits;

    private MediaProbe(MediaLimits limits) {
        this.limits = limits;
    }

    /** Returns a probe with {@link MediaLimits#DEFAULT}. */
    public static MediaProbe create() {
        return new MediaProbe(MediaLimits.DEFAULT);
    }

    /** Returns a probe with these limits. */
    public static MediaProbe within(MediaLimits limits) {
        return new MediaProbe(limits);
    }

    /** Returns the limits that files are held against. */
    public MediaLimits limits() {
        return limits;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The size of a picture or video is that of the upright one. An interrupt of the thread ends it.
     *
     * @throws TimedOutException if it takes longer than the limits' patience
     */
    @Override
    public Result probe(Path file, @Nullable String name) {
        Kind kind = Kind.TEXT;
        try (Bytes bytes = Bytes.of(file)) {
            checkSize(bytes);
            kind = Kind.of(bytes);
            return read(kind, bytes, file);
        } catch (Refused e) {
            throw e.named(Refused.nameOf(name));
        } catch (EOFException e) {
            throw Refused.cutOff(kind.title(), String.valueOf(e.getMessage())).named(Refused.nameOf(name));
        } catch (ClosedByInterruptException e) {
            throw Unreadable.error(Refused.nameOf(name), e);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "%s could not be read: %s.\nMaybe it is not yours to read."
                            .formatted(Refused.nameOf(name), e.getMessage()),
                    e);
        }
    }

    private void checkSize(Bytes bytes) {
        if (bytes.size() > limits.bytes()) {
            throw new Refused(
                    "has %d bytes; at most %d are taken.".formatted(bytes.size(), limits.bytes()),
                    "make it smaller, or cut it into pieces.");
        }
    }

    private Result read(Kind kind, Bytes bytes, Path file) throws IOException {
        if (kind.isPicture()) {
            return PictureHeader.read(kind, bytes, limits).result();
        }
        return switch (kind) {
            case WAV -> {
                WavHeader wav = WavHeader.read(bytes, limits);
                yield new Result(
                        Modality.AUDIO,
                        "audio/wav",
                        Measures.ofSound(wav.duration(), wav.sampleRateHz(), wav.channels()));
            }
            case TEXT -> TextCheck.check(bytes, limits);
            default -> ContainerProbe.read(kind, Container.of(kind, bytes), file, limits);
        };
    }
}
