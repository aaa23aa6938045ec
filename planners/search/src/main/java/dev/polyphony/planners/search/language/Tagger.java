package dev.polyphony.planners.search.language;

import java.util.List;

/** Cuts text into sentences of tagged words. Thread-safe. */
public interface Tagger {
    /** Returns the sentences in order, each a list of words. */
    List<List<Word>> read(String text);

    /** Returns a tagger for English that loads its models at first use. */
    static Tagger english() {
        return new EnglishTagger();
    }
}
