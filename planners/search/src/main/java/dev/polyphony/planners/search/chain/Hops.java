package dev.polyphony.planners.search.chain;

import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Literal;
import dev.polyphony.planners.search.language.Phrase;
import dev.polyphony.planners.search.language.Reading;
import dev.polyphony.planners.search.language.Tag;
import dev.polyphony.planners.search.language.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request as steps from thing to thing, in the order of doing: "the birthday of the lead actor of the movie X" is X, then
 * its lead actor, then the birthday.
 *
 * @param hops innermost first within a clause
 * @param names what is called by its name
 */
record Hops(List<Hop> hops, List<Name> names) {
    private static final Set<String> BETWEEN = Set.of("the", "called", "named", "titled", "\"", "a", "an");
    private static final Set<String> WITHIN = Set.of("of", "the", "and");
    private static final Set<String> BARE = Set.of("the", "a", "an", "some", "one", "any");
    /** Other words for things. */
    private static final Map<String, String> ALSO = Map.of(
            "film",
            "movie",
            "show",
            "tv",
            "series",
            "tv",
            "television",
            "tv",
            "actor",
            "person",
            "actress",
            "person",
            "director",
            "person",
            "writer",
            "person",
            "singer",
            "artist");

    static Hops of(Reading reading, Set<String> entities) {
        List<Hop> hops = new ArrayList<>();
        List<Name> names = new ArrayList<>();
        for (Clause clause : reading.clauses()) {
            boolean[] named = named(clause.words(), entities);
            List<Hop> own = hops(clause, named);
            Collections.reverse(own);
            hops.addAll(own);
            names.addAll(names(clause.words(), named));
        }
        return new Hops(List.copyOf(hops), List.copyOf(names));
    }

    private static boolean[] named(List<Word> words, Set<String> entities) {
        boolean[] named = new boolean[words.size()];
        for (int i = 0; i < named.length; i++) {
            Word word = words.get(i);
            boolean capital = i > 0 && Character.isUpperCase(word.text().charAt(0)) && !word.is("i");
            boolean quoted = word.literal() != null && word.literal().kind() == Literal.Kind.QUOTE;
            named[i] = quoted || capital && !entities.contains(word.lower());
        }
        for (int i = 1; i + 1 < named.length; i++) {
            named[i] |=
                    named[i - 1] && named[i + 1] && WITHIN.contains(words.get(i).lower());
        }
        return named;
    }

    private static List<Hop> hops(Clause clause, boolean[] named) {
        List<Phrase> phrases =
                clause.phrases().stream().filter(p -> !p.isPronoun()).toList();
        List<Hop> hops = new ArrayList<>();
        for (int p = 0; p < phrases.size(); p++) {
            Phrase phrase = phrases.get(p);
            int from = phrase.start();
            String core =
                    join(clause.words(), named, from, from + phrase.words().size(), false);
            boolean bare = core.isBlank()
                    || List.of(core.toLowerCase(Locale.ROOT).split(" ")).stream()
                            .allMatch(BARE::contains);
            if (!bare) {
                Phrase next = p + 1 < phrases.size() ? phrases.get(p + 1) : null;
                int end = next == null
                        ? clause.words().size()
                        : next.start() + next.words().size();
                hops.add(new Hop(
                        core,
                        join(clause.words(), named, from, end, true),
                        join(clause.words(), named, hops.isEmpty() && p == 0 ? 0 : from, end, false)));
            }
        }
        if (hops.isEmpty() && !clause.words().isEmpty()) {
            hops.add(new Hop(
                    clause.text(),
                    clause.text(),
                    join(clause.words(), named, 0, clause.words().size(), false)));
        }
        return hops;
    }

    private static String join(List<Word> words, boolean[] named, int from, int end, boolean names) {
        List<String> said = new ArrayList<>();
        for (int i = from; i < end; i++) {
            if (names || !named[i]) {
                said.add(words.get(i).meaning());
            }
        }
        return String.join(" ", said);
    }

    private static List<Name> names(List<Word> words, boolean[] named) {
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < named.length; i++) {
            if (named[i]) {
                int end = i;
                while (end < named.length && named[end]) {
                    end++;
                }
                names.add(name(words, i, end));
                i = end;
            }
        }
        return names;
    }

    private static Name name(List<Word> words, int from, int end) {
        String text = words.subList(from, end).stream()
                .map(w -> w.literal() == null ? w.text() : w.literal().text())
                .collect(Collectors.joining(" "));
        boolean owns =
                text.endsWith("'s") || end < words.size() && words.get(end).is("'s", "\u2019s", "'");
        int before = from - 1;
        while (before >= 0 && BETWEEN.contains(words.get(before).lower())) {
            before--;
        }
        boolean by = before >= 0 && words.get(before).is("by");
        Set<String> kind = new LinkedHashSet<>();
        if (before >= 0 && words.get(before).is(Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.X)) {
            Label.words(words.get(before).text()).forEach(w -> kind.add(ALSO.getOrDefault(w, w)));
        }
        return new Name(text.replaceAll("['\u2019]s$", ""), owns || by, kind);
    }
}
