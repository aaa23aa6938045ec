package dev.polyphony.tools.media;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Sound: read from any medium that holds some, changed, and written as WAV. Thread-safe; an interrupt of the thread ends
 * whatever takes long with a {@link java.util.concurrent.CancellationException}.
 */
public final class Sounds {
    /** The sample rate that speech models want, Hz. */
    public static final int SPEECH_RATE_HZ = 16_000;

    private static final int WAV_HEADER = 44;

    private Sounds() {}

    /**
     * Returns the sound of a medium, mixed down to mono, at {@value #SPEECH_RATE_HZ} Hz.
     *
     * @param media sound, or a video with a sound track
     * @throws InvalidRequestException if it holds no sound, or is cut off, damaged or beyond {@link MediaLimits#DEFAULT}
     */
    public static AudioClip read(Media media) {
        return read(media, SPEECH_RATE_HZ);
    }

    /** Returns the sound of a medium, mixed down to mono, at a rate of 8,000 to 192,000 Hz; as {@link #read(Media)}. */
    public static AudioClip read(Media media, int sampleRateHz) {
        try (LocalFile file = LocalFile.of(media)) {
            return read(file.path(), Refused.nameOf(media.label()), sampleRateHz, MediaLimits.DEFAULT);
        }
    }

    /** Returns the sound of a file, as {@link #read(Media)}. */
    public static AudioClip read(Path file) {
        return read(file, Refused.nameOf(String.valueOf(file.getFileName())), SPEECH_RATE_HZ, MediaLimits.DEFAULT);
    }

    static AudioClip read(Path file, String name, int sampleRateHz, MediaLimits limits) {
        checkRate(sampleRateHz);
        Kind kind = Kind.TEXT;
        try (Bytes bytes = Bytes.of(file)) {
            kind = Kind.of(bytes);
            FloatCollector collector = new FloatCollector();
            if (kind == Kind.WAV) {
                WavHeader wav = WavHeader.read(bytes, limits);
                WavReader.read(
                        bytes, wav, Resampler.between(wav.sampleRateHz(), sampleRateHz, collector), Guard.none());
            } else if (kind == Kind.TEXT || kind.isPicture()) {
                throw new Refused("is %s and holds no sound.".formatted(kind.title()), "give a sound or a video.");
            } else {
                SoundTrack.read(file, kind, Container.of(kind, bytes), sampleRateHz, collector, limits);
            }
            return collector.clip(sampleRateHz);
        } catch (Refused e) {
            throw e.named(name);
        } catch (EOFException e) {
            throw Refused.cutOff(kind.title(), String.valueOf(e.getMessage())).named(name);
        } catch (IOException e) {
            throw Unreadable.error(name, e);
        } catch (OutOfMemoryError e) {
            throw new ToolFailedException(
                    "%s does not fit into memory when it is decoded.\nMaybe cut it, or start Java with a larger -Xmx."
                            .formatted(name),
                    e);
        }
    }

    /** Returns the clip as a WAV of 16 bits, mono; its frames are rounded to the nearest of 65,536 steps. */
    public static Media wav(AudioClip clip) {
        FloatBuffer samples = clip.samples();
        int bytes = Math.multiplyExact(samples.remaining(), 2);
        ByteBuffer wav = ByteBuffer.allocate(Math.addExact(WAV_HEADER, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(latin("RIFF"))
                .putInt(WAV_HEADER - 8 + bytes)
                .put(latin("WAVEfmt "))
                .putInt(16);
        wav.putShort((short) 1).putShort((short) 1);
        wav.putInt(clip.sampleRate()).putInt(clip.sampleRate() * 2);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put(latin("data")).putInt(bytes);
        while (samples.hasRemaining()) {
            wav.putShort(pcm16(samples.get()));
        }
        return Media.of(Modality.AUDIO, wav.array());
    }

    private static byte[] latin(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static short pcm16(float sample) {
        return (short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
    }

    /** Returns the clip at another rate, 8,000 to 192,000 Hz; the same one if it has it. */
    public static AudioClip resample(AudioClip clip, int sampleRateHz) {
        checkRate(sampleRateHz);
        if (clip.sampleRate() == sampleRateHz) {
            return clip;
        }
        FloatCollector collector = new FloatCollector();
        FloatSink sink = Resampler.between(clip.sampleRate(), sampleRateHz, collector);
        FloatBuffer samples = clip.samples();
        float[] block = new float[4_096];
        while (samples.hasRemaining()) {
            int count = Math.min(block.length, samples.remaining());
            samples.get(block, 0, count);
            sink.accept(block, count);
        }
        sink.end();
        return collector.clip(sampleRateHz);
    }

    /** Returns the clips one after the other, at the rate of the first. */
    public static AudioClip concatenate(List<AudioClip> clips) {
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("clips is empty.\nMaybe use Sounds.silence.");
        }
        int rate = clips.get(0).sampleRate();
        List<AudioClip> alike = clips.stream().map(clip -> resample(clip, rate)).toList();
        long count =
                alike.stream().mapToLong(clip -> clip.samples().remaining()).sum();
        FloatBuffer all = FloatBuffer.allocate(Math.toIntExact(count));
        alike.forEach(clip -> all.put(clip.samples()));
        return new AudioClip(all.flip(), rate);
    }

    /** Returns silence of a length, at least one frame of it. */
    public static AudioClip silence(Duration length, int sampleRateHz) {
        return new AudioClip(FloatBuffer.allocate((int) Math.max(1, frame(length, sampleRateHz))), sampleRateHz);
    }

    /**
     * Returns what is heard from one time to another; an end behind the clip's is the clip's.
     *
     * @throws IllegalArgumentException if nothing lies between them
     */
    public static AudioClip slice(AudioClip clip, Duration from, Duration to) {
        FloatBuffer samples = clip.samples();
        long start = frame(from, clip.sampleRate());
        long end = Math.min(samples.limit(), frame(to, clip.sampleRate()));
        if (start < 0 || start >= end) {
            throw new IllegalArgumentException("nothing lies between %s and %s of a clip of %s.\nMaybe swap them."
                    .formatted(SoundCheck.clock(from), SoundCheck.clock(to), SoundCheck.clock(clip.duration())));
        }
        return new AudioClip(samples.position((int) start).limit((int) end), clip.sampleRate());
    }

    private static long frame(Duration time, int sampleRateHz) {
        return Math.round(time.toNanos() / 1e9 * sampleRateHz);
    }

    private static void checkRate(int sampleRateHz) {
        if (sampleRateHz < AudioClip.MIN_RATE || sampleRateHz > AudioClip.MAX_RATE) {
            throw new IllegalArgumentException("sampleRateHz (%d) must be in [%d, %d].\nMaybe use 16000."
                    .formatted(sampleRateHz, AudioClip.MIN_RATE, AudioClip.MAX_RATE));
        }
    }
}
