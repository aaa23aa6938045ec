package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoComposer;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/** Media of what the nano model makes: PNG, MP4 of one second, WAV. */
final class MediaWriter {
    /** A pixel of the model is a square of so many. */
    private static final int ZOOM = 4;

    private static final int FRAMES_PER_SECOND = 8;
    private static final int ROUNDS = 40;

    private MediaWriter() {}

    static Media write(Modality modality, float[][] tokens, Making making) {
        return switch (modality) {
            case IMAGE -> Pictures.png(zoomed(Patches.PICTURE.join(tokens).get(0)));
            case VIDEO -> film(Patches.FILM.join(tokens), making);
            default -> Sounds.wav(clip(Spectrogram.wave(tokens, ROUNDS, making.seed())));
        };
    }

    private static Media film(List<BufferedImage> frames, Making making) {
        Path file = making.folder().resolve("film-%x.mp4".formatted(making.seed()));
        return VideoComposer.ofFrames(frames.size(), i -> zoomed(frames.get(i)), FRAMES_PER_SECOND)
                .cancelled(making.cancelled())
                .writeTo(file);
    }

    private static AudioClip clip(float[] wave) {
        FloatBuffer samples = FloatBuffer.allocate(wave.length);
        for (float sample : wave) {
            samples.put(Math.max(-1, Math.min(1, sample)));
        }
        return new AudioClip(samples.flip(), Spectrogram.RATE_HZ);
    }

    private static BufferedImage zoomed(BufferedImage small) {
        BufferedImage large =
                new BufferedImage(small.getWidth() * ZOOM, small.getHeight() * ZOOM, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < large.getHeight(); y++) {
            for (int x = 0; x < large.getWidth(); x++) {
                large.setRGB(x, y, small.getRGB(x / ZOOM, y / ZOOM));
            }
        }
        return large;
    }
}
