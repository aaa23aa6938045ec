package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.exported.OnnxNet;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.AudioClip;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoComposer;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns latents into media: a picture as PNG, a film as MP4 frame by frame, a sound as WAV through a vocoder. Thread-safe. */
final class LatentDecoder implements AutoCloseable {
    private static final int FRAMES_PER_SECOND = 8;

    private final Modality modality;
    private final OnnxNet net;
    private final @Nullable OnnxNet vocoder;
    private final int rate;
    private final double seconds;

    LatentDecoder(Bundle bundle, Modality modality, Part part, Hardware hardware) {
        this.modality = modality;
        boolean sounds = modality == Modality.AUDIO;
        rate = sounds ? part.size("rate") : 1;
        seconds = sounds ? part.number("seconds") : 0;
        net = OnnxNet.of(bundle, part.text("decoder"), hardware);
        vocoder = sounds ? OnnxNet.of(bundle, part.text("vocoder"), hardware) : null;
    }

    Media media(Tensor latents, Making making) {
        return switch (modality) {
            case IMAGE -> Pictures.png(picture(decoded(latents)));
            case VIDEO -> film(latents, making);
            default -> Sounds.wav(clip(wave(latents)));
        };
    }

    /** Returns what the decoder makes of latents, without the batch. */
    Tensor decoded(Tensor latents) {
        int[] shape = latents.shape().stream().mapToInt(Integer::intValue).toArray();
        Tensor decoded = net.apply("latents", latents.reshape(1, shape[0], shape[1], shape[2]));
        int[] out = decoded.shape().stream().mapToInt(Integer::intValue).toArray();
        return decoded.reshape(out[1], out[2], out[3]);
    }

    /** Returns the colours of a frame, [3, height, width]. */
    Tensor frame(Tensor latents, int frame) {
        int channels = latents.shape().get(0);
        int frames = latents.shape().get(1);
        int height = latents.shape().get(2);
        int width = latents.shape().get(3);
        Tensor one = Tensor.zeros(channels, height, width);
        for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(
                    latents.values(),
                    (channel * frames + frame) * height * width,
                    one.values(),
                    channel * height * width,
                    height * width);
        }
        return decoded(one);
    }

    private Media film(Tensor latents, Making making) {
        return VideoComposer.ofFrames(
                        latents.shape().get(1),
                        i -> {
                            Cancels.check(making.cancelled());
                            return picture(frame(latents, i));
                        },
                        FRAMES_PER_SECOND)
                .cancelled(making.cancelled())
                .writeTo(making.folder().resolve("film-%x.mp4".formatted(making.seed())));
    }

    static BufferedImage picture(Tensor colours) {
        int height = colours.shape().get(1);
        int width = colours.shape().get(2);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int pixel = 0;
            for (int colour = 0; colour < 3; colour++) {
                float value = colours.values()[colour * height * width + i] / 2 + 0.5f;
                pixel = pixel << 8 | (int) Math.rint(Math.max(0, Math.min(1, value)) * 255.0);
            }
            picture.setRGB(i % width, i / width, pixel);
        }
        return picture;
    }

    /** Returns the samples of a sound, not yet cut to its length. */
    float[] wave(Tensor latents) {
        Tensor spectrum = decoded(latents);
        return Objects.requireNonNull(vocoder)
                .apply("spectrum", spectrum.reshape(1, 1, spectrum.shape().get(1), spectrum.columns()))
                .values();
    }

    private AudioClip clip(float[] wave) {
        FloatBuffer samples = FloatBuffer.allocate((int) Math.min(wave.length, Math.round(seconds * rate)));
        while (samples.hasRemaining()) {
            samples.put(Math.max(-1, Math.min(1, wave[samples.position()])));
        }
        return new AudioClip(samples.flip(), rate);
    }

    @Override
    public void close() {
        net.close();
        if (vocoder != null) {
            vocoder.close();
        }
    }
}
