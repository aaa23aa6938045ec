package dev.polyphony.tools.anytoany.schedule;

/**
 * One run from noise to content. For each call in turn: {@link #input} gives what the net is to see, the net answers,
 * {@link #step} moves x on. The values of x are independent of each other, so it may have any shape. Not thread-safe.
 */
public interface Sampler {
    /** Returns how often the net is called; some samplers call it once more than there are steps. */
    int calls();

    /** Returns the time that the net is told at a call, in the net's own unit. */
    double time(int call);

    /** Returns what standard normal noise is multiplied by before the first call. */
    default double noiseScale() {
        return 1;
    }

    /** Writes what the net sees at a call to {@code into}, which may be x itself. */
    default void input(int call, float[] x, float[] into) {
        if (x != into) {
            System.arraycopy(x, 0, into, 0, x.length);
        }
    }

    /** Moves x on, in place, by what the net said at a call. Calls come in order, from 0 on. */
    void step(int call, float[] said, float[] x);
}
