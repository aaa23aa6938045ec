package dev.polyphony.agent;

/** How many values a port holds. */
public enum Cardinality {
    /** Exactly one. */
    ONE,
    /** None or one. */
    OPTIONAL,
    /** A list of one or more, in order. */
    MANY,
    /** A list that may be empty, in order. */
    ANY
}
