package dev.polyphony.planners.search.language;

import java.util.List;
import java.util.regex.Pattern;

/** Writes out what people shorten when they type in haste, and says each way of declining something in one way. */
final class Spelling {
    private record Change(Pattern written, String meant) {
        static Change of(String written, String meant) {
            return new Change(
                    Pattern.compile("(?i)(?<![\\p{L}\\p{N}_-])(?:" + written + ")(?![\\p{L}\\p{N}_-])"), meant);
        }
    }

    private static final List<Change> CHANGES = List.of(
            Change.of("(what|who|where|when|how)s", "$1 is"),
            Change.of("(who|where|when)['\u2019]s", "$1 is"),
            Change.of("(do|does|did|is|are|was|would|could|should)nt", "$1 not"),
            Change.of("cant", "can not"),
            Change.of("(?-i:u)(?!\\.)", "you"),
            Change.of("(?-i:ur)", "your"),
            Change.of("(?-i:r)(?= (?:you|u|they|these|those|there)\\b)|(?<=\\b(?:what|where|who|how|why) )r", "are"),
            Change.of("p(?:l[sz]|lease|lz)", "please"),
            Change.of("th?a?n?x", "thanks"),
            Change.of("teh|hte", "the"),
            Change.of("vid(s?)", "video$1"),
            Change.of("gimme", "give me"),
            Change.of("lemme", "let me"),
            Change.of("wat", "what"),
            Change.of("(?:there(?:['\u2019]s| is) )?no need (?:to|for)", "do not"),
            Change.of(
                    "(?:i|you|we) (?:do not|don['\u2019]t) (?:(?:want|need|wish)(?: you)?(?: to)?|have to)", "do not"),
            Change.of("without(?= \\w+ing\\b)", ", do not"));

    private Spelling() {}

    /** Returns a request as it is meant. */
    static String meant(String text) {
        String meant = text;
        for (Change change : CHANGES) {
            meant = change.written().matcher(meant).replaceAll(change.meant());
        }
        return meant;
    }
}
