package dev.polyphony.agent;

import java.util.Locale;

/** The kinds of content that travel between tools: the type system of plans. */
public enum Modality {
    /** Words, UTF-8. */
    TEXT,
    /** One still picture. */
    IMAGE,
    /** Sound without pictures. */
    AUDIO,
    /** Moving pictures, with or without sound. */
    VIDEO,
    /** Labelled rectangles on a picture: {@link Value.Boxes}. */
    BOXES,
    /** A picture whose grey values mark a region of another picture. */
    MASK,
    /** Labels with scores, best first: {@link Value.Labels}. */
    LABELS,
    /** A point in a vector space: {@link Value.Embedding}. */
    EMBEDDING,
    /** Rows under named columns: {@link Value.Table}. */
    TABLE;

    /** Returns true if content of this kind is bytes in a media format: a picture, a mask, sound or video. */
    public boolean isMedia() {
        return this == IMAGE || this == MASK || this == AUDIO || this == VIDEO;
    }

    /** Returns the name in lower case, as it is used for an only output port: {@code image}. */
    public String portName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
