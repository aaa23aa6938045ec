package dev.polyphony.tools.local;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.polyphony.tools.media.AudioClip;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;

/** Speaks English with the voice kevin16 of FreeTTS. A voice speaks one text at a time; others wait. Thread-safe. */
final class FreeTtsVoice implements AutoCloseable {
    private static final String NAME = "kevin16";

    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Voice voice;

    /**
     * Returns the text as speech at 16,000 Hz.
     *
     * @param cancelled asked between pieces of sound
     */
    AudioClip speak(String text, BooleanSupplier cancelled) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Collector collector = new Collector(cancelled);
            Voice loaded = voice();
            loaded.setAudioPlayer(collector);
            loaded.speak(text);
            Cancels.check(cancelled);
            return collector.clip();
        } finally {
            lock.unlock();
        }
    }

    /** Loads the voice unless it is loaded; it is only to be called by whoever holds the lock. */
    private Voice voice() {
        if (voice == null) {
            voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
                    .filter(v -> v.getName().equals(NAME))
                    .findFirst()
                    .orElseThrow();
            voice.allocate();
        }
        return voice;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (voice != null) {
                voice.deallocate();
                voice = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes sound instead of a loudspeaker. */
    private static final class Collector implements AudioPlayer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BooleanSupplier cancelled;
        private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

        Collector(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        AudioClip clip() {
            ByteBuffer pcm = ByteBuffer.wrap(bytes.toByteArray())
                    .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            FloatBuffer samples = FloatBuffer.allocate(pcm.remaining() / 2);
            while (samples.hasRemaining()) {
                samples.put(pcm.getShort() / 32_768f);
            }
            return new AudioClip(samples.flip(), (int) format.getSampleRate());
        }

        @Override
        public boolean write(byte[] audio, int offset, int size) {
            bytes.write(audio, offset, size);
            return !cancelled.getAsBoolean();
        }

        @Override
        public boolean write(byte[] audio) {
            return write(audio, 0, audio.length);
        }

        @Override
        public void setAudioFormat(AudioFormat newFormat) {
            format = newFormat;
        }

        @Override
        public AudioFormat getAudioFormat() {
            return format;
        }

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public boolean end() {
            return true;
        }

        @Override
        public float getVolume() {
            return 1;
        }

        @Override
        public long getTime() {
            return 0;
        }

        @Override
        public void begin(int size) {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void reset() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public void setVolume(float volume) {}

        @Override
        public void resetTime() {}

        @Override
        public void startFirstSampleTimer() {}

        @Override
        public void showMetrics() {}
    }
}
