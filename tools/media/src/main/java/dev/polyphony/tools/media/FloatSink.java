package dev.polyphony.tools.media;

/** Takes mono samples piece by piece. */
interface FloatSink {
    /** Takes the first so many samples of the array, which the caller may reuse. */
    void accept(float[] samples, int count);

    /** Is told once that no more samples come. */
    default void end() {}
}
