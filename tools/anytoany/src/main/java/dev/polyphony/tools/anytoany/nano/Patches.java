package dev.polyphony.tools.anytoany.nano;

/** How media are cut into the tokens of the nets, and put together again. */
final class Patches {
    /** Frames and bins of a patch of a sound, as the encoder sees it. */
    private static final int FRAMES = 8;

    private static final int BINS = 32;

    private Patches() {}

    /** Returns a spectrogram, one frame a row, as patches of 8 frames by 32 bins: time by time, low bins first. */
    static float[][] ofSound(float[][] frames) {
        int across = frames[0].length / BINS;
        float[][] patches = new float[frames.length / FRAMES * across][FRAMES * BINS];
        for (int i = 0; i < patches.length; i++) {
            for (int f = 0; f < FRAMES; f++) {
                System.arraycopy(frames[i / across * FRAMES + f], i % across * BINS, patches[i], f * BINS, BINS);
            }
        }
        return patches;
    }
}
