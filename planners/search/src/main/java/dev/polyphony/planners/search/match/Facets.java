package dev.polyphony.planners.search.match;

import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.language.Nouns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sides of a tool to which a request can be like: what it does, its name, its examples; and its words.
 *
 * @param texts what is embedded: the sentence, the name, then the examples
 * @param stems the words of all of them
 * @param actions the words that say what is done: the first of the sentence and of each example, and the name's last
 */
record Facets(List<String> texts, Set<String> stems, Set<String> actions) {
    private static final int MOST_EXAMPLES = 24;
    private static final Pattern RESULT = Pattern.compile(
            "(?i)^(?:(?:give me|show me|tell me|make|what is|i need|get) )?(?:the|an?) ([\\w -]+?) of\\b");
    private static final Set<String> VAGUE =
            Words.stems("make find take get give put turn do use show tell write have set show text image audio video");

    static Facets of(Signature signature) {
        List<String> texts = new ArrayList<>();
        texts.add(signature.does());
        texts.add(Words.ofName(signature.name()));
        signature.examples().stream().limit(MOST_EXAMPLES).forEach(texts::add);
        Set<String> stems = new HashSet<>();
        texts.forEach(text -> stems.addAll(Words.stems(text)));
        Set<String> actions = new HashSet<>(Words.stems(texts.get(0).split("\\s+")[0]));
        actions.addAll(Words.stems(signature.name().substring(signature.name().lastIndexOf('.') + 1)));
        signature.examples().forEach(e -> actions.addAll(Words.stems(e.split("\\s+")[0])));
        signature.examples().forEach(e -> actions.addAll(Words.stems(result(e))));
        actions.removeAll(VAGUE);
        return new Facets(texts, stems, actions);
    }

    /** "the gist" of "what is the gist of the report": what is asked for by a verb that says nothing; empty if there is none. */
    private static String result(String example) {
        Matcher asked = RESULT.matcher(example);
        return asked.find()
                ? Arrays.stream(asked.group(1).split("\\s+"))
                        .filter(word -> Nouns.modalityOf(word) == null)
                        .collect(Collectors.joining(" "))
                : "";
    }
}
