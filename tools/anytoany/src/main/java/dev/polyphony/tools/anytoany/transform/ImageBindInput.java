package dev.polyphony.tools.anytoany.transform;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Media as ImageBind sees them: a picture as two equal frames; a film as five clips of two frames in three cuts each; a sound
 * as three clips of two seconds. The clips may overlap, or be the same in what is short; they begin where pytorchvideo 0.1.5
 * lets them begin, so that the last one ends before the end.
 */
public final class ImageBindInput {
    private static final int SIDE = 224;
    private static final double CLIP_SECONDS = 2;
    private static final int FILM_CLIPS = 5;
    private static final int CUTS = 3;
    private static final int SOUND_CLIPS = 3;
    private static final int BANDS = 128;
    private static final int FRAMES = 204;
    private static final float MEAN = -4.268f;
    private static final float SPREAD = 9.138f;
    private static final Duration BEFORE = Duration.ofMillis(1);
    private static final KaldiFbank FBANK = new KaldiFbank(BANDS);

    private ImageBindInput() {}

    /** Returns the clips of a medium: [n, 3, 2, 224, 224], or [3, 1, 128, 204] of a sound. */
    public static Tensor of(Media media) {
        return switch (media.modality()) {
            case IMAGE -> picture(Pictures.read(media));
            case VIDEO -> film(media);
            default -> sound(Sounds.read(media, KaldiFbank.RATE_HZ).toArray());
        };
    }

    /** Returns one clip of two equal frames, [1, 3, 2, 224, 224]. */
    public static Tensor picture(BufferedImage picture) {
        Tensor once = PictureTransform.imageBind().of(picture);
        Tensor clip = Tensor.zeros(1, 3, 2, SIDE, SIDE);
        int plane = SIDE * SIDE;
        for (int colour = 0; colour < 3; colour++) {
            for (int frame = 0; frame < 2; frame++) {
                System.arraycopy(once.values(), colour * plane, clip.values(), (2 * colour + frame) * plane, plane);
            }
        }
        return clip;
    }

    private static Tensor film(Media media) {
        Duration known = Videos.info(media).measures().duration();
        Duration length = known == null ? Duration.ZERO : known;
        double seconds = length.toNanos() / 1e9;
        List<Tensor> clips = new ArrayList<>();
        for (int i = 0; i < FILM_CLIPS; i++) {
            Duration start = time(i * Math.max(0, seconds - CLIP_SECONDS) / FILM_CLIPS);
            Duration end = start.plus(time(CLIP_SECONDS)).minus(BEFORE);
            BufferedImage first = Videos.frameAt(media, start).picture();
            clips.add(clip(first, Videos.frameAt(media, end).picture()));
        }
        return Tensor.stack(clips);
    }

    private static Duration time(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Returns a clip of two frames in three cuts, [3, 3, 2, 224, 224]: left, middle and right, or top, middle and bottom. */
    public static Tensor clip(BufferedImage first, BufferedImage last) {
        Tensor clip = Tensor.zeros(CUTS, 3, 2, SIDE, SIDE);
        int width = first.getWidth();
        int height = first.getHeight();
        int newWidth = width < height ? SIDE : (int) Math.floor((double) width / height * SIDE);
        int newHeight = width < height ? (int) Math.floor((double) height / width * SIDE) : SIDE;
        for (int frame = 0; frame < 2; frame++) {
            float[][] planes = planes(frame == 0 ? first : last, newWidth, newHeight);
            for (int cut = 0; cut < CUTS; cut++) {
                int x = offset(newWidth, cut, newHeight <= newWidth);
                int y = offset(newHeight, cut, newHeight > newWidth);
                for (int colour = 0; colour < 3; colour++) {
                    int to = ((cut * 3 + colour) * 2 + frame) * SIDE * SIDE;
                    for (int row = 0; row < SIDE; row++) {
                        System.arraycopy(
                                planes[colour], (y + row) * newWidth + x, clip.values(), to + row * SIDE, SIDE);
                    }
                }
            }
        }
        return clip;
    }

    private static int offset(int size, int cut, boolean moves) {
        return moves && cut != 1 ? (cut == 0 ? 0 : size - SIDE) : (size - SIDE + 1) / 2;
    }

    /** Returns the normalised colours, resized between neighbours, without a filter. */
    private static float[][] planes(BufferedImage picture, int newWidth, int newHeight) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = Pictures.opaque(picture).getRGB(0, 0, width, height, null, 0, width);
        float[][] planes = new float[3][newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            float atY = at(y, height, newHeight);
            int top = (int) atY;
            int bottom = Math.min(height - 1, top + 1);
            for (int x = 0; x < newWidth; x++) {
                float atX = at(x, width, newWidth);
                int left = (int) atX;
                int right = Math.min(width - 1, left + 1);
                for (int colour = 0; colour < 3; colour++) {
                    int shift = 16 - 8 * colour;
                    float high = between(pixels[top * width + left], pixels[top * width + right], shift, atX - left);
                    float low =
                            between(pixels[bottom * width + left], pixels[bottom * width + right], shift, atX - left);
                    planes[colour][y * newWidth + x] =
                            PictureTransform.Normal.CLIP.of(colour, high + (low - high) * (atY - top));
                }
            }
        }
        return planes;
    }

    private static float at(int place, int from, int to) {
        return Math.max(0, (place + 0.5f) * ((float) from / to) - 0.5f);
    }

    private static float between(int one, int other, int shift, float share) {
        float a = (one >> shift & 0xff) / 255f;
        return a + ((other >> shift & 0xff) / 255f - a) * share;
    }

    /** Returns three clips of a sound at 16 kHz, [3, 1, 128, 204]. */
    public static Tensor sound(float[] samples) {
        double seconds = (double) samples.length / KaldiFbank.RATE_HZ;
        Tensor clips = Tensor.zeros(SOUND_CLIPS, 1, BANDS, FRAMES);
        for (int i = 0; i < SOUND_CLIPS; i++) {
            double start = i * Math.max(0, seconds - CLIP_SECONDS) / SOUND_CLIPS;
            int from = (int) (start * KaldiFbank.RATE_HZ);
            int to = Math.min(samples.length, (int) ((start + CLIP_SECONDS) * KaldiFbank.RATE_HZ));
            spectrum(Arrays.copyOfRange(samples, from, to), clips.values(), i * BANDS * FRAMES);
        }
        return clips;
    }

    private static void spectrum(float[] clip, float[] into, int at) {
        double mean = 0;
        for (float sample : clip) {
            mean += sample;
        }
        mean /= Math.max(1, clip.length);
        for (int i = 0; i < clip.length; i++) {
            clip[i] -= (float) mean;
        }
        float[][] frames = FBANK.of(clip);
        for (int band = 0; band < BANDS; band++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                float energy = frame < frames.length ? frames[frame][band] : 0;
                into[at + band * FRAMES + frame] = (energy - MEAN) / SPREAD;
            }
        }
    }
}
