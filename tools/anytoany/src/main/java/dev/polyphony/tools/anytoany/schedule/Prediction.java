package dev.polyphony.tools.anytoany.schedule;

/** What a net says about a noisy x. */
public enum Prediction {
    /** The noise in it. */
    EPSILON,
    /** The velocity of a variance-preserving process: {@code sqrt(a) noise - sqrt(1 - a) content}. */
    V,
    /** The content in it. */
    SAMPLE,
    /** The velocity of a straight path: {@code noise - content}. */
    VELOCITY
}
