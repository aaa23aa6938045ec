package dev.polyphony.planners.search.match;

import dev.polyphony.agent.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sides of a tool to which a request can be like: what it does, its name, its examples; and its words.
 *
 * @param texts what is embedded: the sentence, the name, then the examples
 * @param stems the words of all of them
 */
record Facets(List<String> texts, Set<String> stems) {
    private static final int MOST_EXAMPLES = 24;

    static Facets of(Signature signature) {
        List<String> texts = new ArrayList<>();
        texts.add(signature.does());
        texts.add(Words.ofName(signature.name()));
        signature.examples().stream().limit(MOST_EXAMPLES).forEach(texts::add);
        Set<String> stems = new HashSet<>();
        texts.forEach(text -> stems.addAll(Words.stems(text)));
        return new Facets(texts, stems);
    }
}
