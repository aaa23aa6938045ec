package dev.polyphony.planners.search.language;

import java.util.Locale;

/** Parts of speech, as the Universal Dependencies name them. */
public enum Tag {
    ADJ,
    ADP,
    ADV,
    AUX,
    CCONJ,
    DET,
    INTJ,
    NOUN,
    NUM,
    PART,
    PRON,
    PROPN,
    PUNCT,
    SCONJ,
    SYM,
    VERB,
    X;

    static Tag of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return X;
        }
    }

    boolean isNominal() {
        return this == NOUN || this == PROPN;
    }
}
