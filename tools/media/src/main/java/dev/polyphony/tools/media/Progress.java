package dev.polyphony.tools.media;

/** Is told how far some work is. Called by the thread that does the work. */
@FunctionalInterface
public interface Progress {
    /** So much of the total is done, in frames. */
    void at(double done, double total);
}
