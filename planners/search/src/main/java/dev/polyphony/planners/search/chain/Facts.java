package dev.polyphony.planners.search.chain;

import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.match.Background;
import dev.polyphony.planners.search.match.Vectors;
import dev.polyphony.planners.search.match.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What tools that look things up tell, apart from what they tell it of: "cast and crew" for "retrieve the cast and crew of a
 * movie using its id"; and what they yield that another can take.
 */
final class Facts {
    /** Words that say that something is looked up, not what. */
    private static final Set<String> PLAIN = Set.of(
            "detail",
            "information",
            "info",
            "data",
            "get",
            "retrieve",
            "obtain",
            "fetch",
            "list",
            "return",
            "search",
            "find",
            "it",
            "id",
            "using",
            "based",
            "on",
            "a",
            "an",
            "the",
            "of",
            "for",
            "to",
            "in",
            "with",
            "by",
            "any",
            "are",
            "is",
            "that",
            "particular",
            "about",
            "detailed",
            "and",
            "their",
            "from",
            "user",
            "api",
            "tool");

    private static final Set<String> SEARCHING = Set.of("search", "find", "lookup", "query");
    private static final Set<String> ALIKE =
            Set.of("list", "similar", "recommend", "recommended", "recommendation", "related", "alike");

    private final ChainIndex index;
    private final Vectors vectors;
    private final Set<String> entities;
    private final List<String> facts = new ArrayList<>();
    private final List<Set<String>> factStems = new ArrayList<>();
    private final List<List<String>> nameWords = new ArrayList<>();
    private final List<Set<String>> allWords = new ArrayList<>();
    private final List<float[]> sides;
    private final double[] everyday;
    private final Map<String, Double> rarity = new HashMap<>();

    Facts(ChainIndex index, Vectors vectors) {
        this.index = index;
        this.vectors = vectors;
        this.entities = index.needs().words();
        for (int t = 0; t < size(); t++) {
            Signature tool = index.cards().get(t).signature();
            nameWords.add(Label.words(tool.name()));
            Set<String> all = new HashSet<>(nameWords.get(t));
            all.addAll(Label.words(tool.does()));
            allWords.add(all);
            List<String> left = new ArrayList<>();
            for (String word : (Words.ofName(tool.name()) + " " + tool.does()).split("[^\\p{L}]+")) {
                String lower = word.toLowerCase(Locale.ROOT);
                Set<String> forms = Label.set(lower);
                if (!lower.isEmpty() && !Label.meet(forms, entities) && !Label.meet(forms, PLAIN)) {
                    left.add(lower);
                }
            }
            facts.add(String.join(" ", left));
            factStems.add(Words.stems(facts.get(t)));
        }
        factStems.forEach(set -> set.forEach(stem -> rarity.merge(stem, 1.0, Double::sum)));
        rarity.replaceAll((stem, n) -> Math.log(1 + size() / n));
        sides = vectors.of(facts.stream().map(f -> f.isEmpty() ? "nothing" : f).toList());
        everyday = new double[size()];
        List<float[]> talk = vectors.of(Background.lines());
        for (int t = 0; t < size(); t++) {
            for (float[] line : talk) {
                everyday[t] += Vectors.cosine(line, sides.get(t)) / talk.size();
            }
        }
    }

    private int size() {
        return index.cards().size();
    }

    /** Returns all words for things that are known by id. */
    Set<String> entities() {
        return entities;
    }

    /** Returns for some words how like they are to what each tool tells. */
    List<double[]> scores(List<String> texts) {
        List<double[]> rows = new ArrayList<>();
        for (float[] asked : vectors.of(texts)) {
            double[] row = new double[size()];
            for (int t = 0; t < row.length; t++) {
                row[t] = Vectors.cosine(asked, sides.get(t)) - everyday[t];
            }
            rows.add(row);
        }
        return rows;
    }

    /** Returns the share of the words, weighed by rarity, that say what the tool tells. */
    double overlap(Set<String> stems, int tool) {
        double all = 2;
        double shared = 0;
        for (String stem : stems) {
            all += rarity.getOrDefault(stem, 2.0);
            shared += factStems.get(tool).contains(stem) ? rarity.getOrDefault(stem, 0.0) : 0;
        }
        return shared / all;
    }

    /** Returns true if the words say what the tool tells. */
    boolean isSaid(Set<String> stems, int tool) {
        return stems.stream().anyMatch(factStems.get(tool)::contains);
    }

    /** Returns true for a tool that tells all there is: "details of a person". */
    boolean isPlain(int tool) {
        return facts.get(tool).isEmpty() && index.needs().of(tool) != null;
    }

    /** Returns true for a tool that finds things by their names. */
    boolean isSearch(int tool) {
        return index.needs().of(tool) == null && nameWords.get(tool).stream().anyMatch(SEARCHING::contains);
    }

    /** Returns true for a tool that finds more of the kind that it is given. */
    boolean isAlike(int tool) {
        return index.needs().of(tool) != null && Label.meet(allWords.get(tool), ALIKE);
    }

    /** Returns true if the name of the tool speaks of one of these. */
    boolean isNamed(int tool, Set<String> words) {
        return nameWords.get(tool).stream().anyMatch(words::contains);
    }

    /** Returns how surely the tool yields what another needs: 0 if it does not, 1 if its name says so. */
    double yields(int tool, String need) {
        Set<String> wanted = Label.set(need);
        String own = index.needs().of(tool);
        if (own != null && Label.match(own, need)) {
            return isAlike(tool) ? 0.5 : 0;
        }
        if (isNamed(tool, wanted)) {
            return 1;
        }
        if (Label.meet(wanted, allWords.get(tool))) {
            return 0.8;
        }
        if (own != null) {
            return 0.4;
        }
        return !isSearch(tool) && !Label.meet(allWords.get(tool), entities) ? 0.5 : 0;
    }

    /** Returns true if the tool makes one of these out of something else. */
    boolean turnsInto(int tool, Set<String> words) {
        String own = index.needs().of(tool);
        return own != null && !Label.meet(Label.set(own), words) && isNamed(tool, words);
    }
}
