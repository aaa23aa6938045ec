package dev.polyphony.tools.anytoany.nano;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * How media are cut into the tokens of the nets, and put together again. Pictures are films of one frame: a token is a patch
 * of 8 x 8 pixels, red, green, blue, over a number of frames; values are -1 to 1.
 *
 * @param frames of the medium
 * @param side of the square pictures, pixels
 * @param depth frames of a patch
 */
record Patches(int frames, int side, int depth) {
    static final Patches PICTURE = new Patches(1, 64, 1);
    static final Patches FILM = new Patches(8, 32, 2);

    private static final int PATCH = 8;
    private static final int COLOURS = 3;
    private static final int SOUND_FRAMES = 8;
    private static final int SOUND_BINS = 32;

    /** Takes one colour of one pixel: where it lies in the tokens, and where in the pictures. */
    private interface Each {
        void at(int token, int value, int frame, int row, int column, int colour);
    }

    private void each(Each each) {
        int across = side / PATCH;
        for (int frame = 0; frame < frames; frame++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int token = (frame / depth * across + row / PATCH) * across + column / PATCH;
                    int pixel = (frame % depth * PATCH + row % PATCH) * PATCH + column % PATCH;
                    for (int colour = 0; colour < COLOURS; colour++) {
                        each.at(token, pixel * COLOURS + colour, frame, row, column, colour);
                    }
                }
            }
        }
    }

    /** Returns how many tokens there are. */
    int tokens() {
        int across = side / PATCH;
        return frames / depth * across * across;
    }

    /** Returns how many values a token has. */
    int values() {
        return depth * PATCH * PATCH * COLOURS;
    }

    /** Returns the tokens of pictures of this size, as many as there are frames. */
    float[][] cut(List<BufferedImage> pictures) {
        float[][] tokens = new float[tokens()][values()];
        each((token, value, frame, row, column, colour) -> {
            int rgb = pictures.get(frame).getRGB(column, row);
            tokens[token][value] = (rgb >> 16 - 8 * colour & 0xff) / 127.5f - 1;
        });
        return tokens;
    }

    /** Returns pictures of tokens; values beyond -1 to 1 are cut off. */
    List<BufferedImage> join(float[][] tokens) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            pictures.add(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB));
        }
        each((token, value, frame, row, column, colour) -> {
            float level = Math.max(-1, Math.min(1, tokens[token][value]));
            BufferedImage picture = pictures.get(frame);
            int rgb = picture.getRGB(column, row) & 0xffffff;
            picture.setRGB(column, row, rgb | Math.round((level + 1) * 127.5f) << 16 - 8 * colour);
        });
        return pictures;
    }

    /** Returns a spectrogram, one frame a row, as patches of 8 frames by 32 bins: time by time, low bins first. */
    static float[][] ofSound(float[][] frames) {
        int across = frames[0].length / SOUND_BINS;
        float[][] patches = new float[frames.length / SOUND_FRAMES * across][SOUND_FRAMES * SOUND_BINS];
        for (int i = 0; i < patches.length; i++) {
            for (int f = 0; f < SOUND_FRAMES; f++) {
                System.arraycopy(
                        frames[i / across * SOUND_FRAMES + f],
                        i % across * SOUND_BINS,
                        patches[i],
                        f * SOUND_BINS,
                        SOUND_BINS);
            }
        }
        return patches;
    }
}
