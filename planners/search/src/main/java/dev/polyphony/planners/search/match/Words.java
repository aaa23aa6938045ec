package dev.polyphony.planners.search.match;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import opennlp.tools.stemmer.PorterStemmer;

/** Words as they are compared: without endings, without words that carry no meaning. */
public final class Words {
    private static final Pattern SPLIT =
            Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^\\p{L}\\p{N}]+");
    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "of",
            "in",
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "with",
            "and",
            "or",
            "is",
            "are",
            "be",
            "was",
            "it",
            "its",
            "this",
            "that",
            "these",
            "those",
            "me",
            "my",
            "i",
            "you",
            "your",
            "we",
            "us",
            "our",
            "them",
            "they",
            "their",
            "as",
            "into",
            "what",
            "which",
            "who",
            "how",
            "do",
            "does",
            "did",
            "can",
            "could",
            "will",
            "would",
            "please",
            "s",
            "t",
            "there",
            "any",
            "all",
            "if",
            "then",
            "about",
            "up",
            "out",
            "one",
            "so",
            "has",
            "have",
            "had",
            "not",
            "no",
            "also",
            "some",
            "given",
            "using",
            "used",
            "based",
            "tool",
            "api",
            "get",
            "give",
            "tell",
            "user",
            "users",
            "model",
            "models",
            "task",
            "such",
            "retrieve");
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("spoken", "speak"),
            Map.entry("spoke", "speak"),
            Map.entry("speech", "speak"),
            Map.entry("said", "say"),
            Map.entry("written", "write"),
            Map.entry("wrote", "write"),
            Map.entry("writing", "write"),
            Map.entry("made", "make"),
            Map.entry("found", "find"),
            Map.entry("sent", "send"),
            Map.entry("bought", "buy"),
            Map.entry("sold", "sell"),
            Map.entry("told", "tell"),
            Map.entry("heard", "hear"),
            Map.entry("seen", "see"),
            Map.entry("saw", "see"),
            Map.entry("shown", "show"),
            Map.entry("drawn", "draw"),
            Map.entry("drew", "draw"),
            Map.entry("taken", "take"),
            Map.entry("took", "take"),
            Map.entry("built", "build"),
            Map.entry("cut", "cut"),
            Map.entry("larger", "large"),
            Map.entry("bigger", "big"),
            Map.entry("smaller", "small"),
            Map.entry("shorter", "short"),
            Map.entry("shorten", "short"),
            Map.entry("enlarge", "large"),
            Map.entry("photo", "picture"),
            Map.entry("photos", "picture"),
            Map.entry("photograph", "picture"),
            Map.entry("photographs", "picture"),
            Map.entry("image", "picture"),
            Map.entry("images", "picture"),
            Map.entry("clip", "video"),
            Map.entry("clips", "video"),
            Map.entry("film", "video"),
            Map.entry("movie", "movie"),
            Map.entry("sound", "audio"),
            Map.entry("sounds", "audio"),
            Map.entry("thought", "think"),
            Map.entry("paid", "pay"),
            Map.entry("analyse", "analyze"),
            Map.entry("analysis", "analyze"),
            Map.entry("summarise", "summarize"),
            Map.entry("summary", "summarize"),
            Map.entry("summaries", "summarize"),
            Map.entry("description", "describe"),
            Map.entry("descriptions", "describe"),
            Map.entry("translation", "translate"),
            Map.entry("transcript", "transcribe"),
            Map.entry("transcription", "transcribe"),
            Map.entry("similarity", "similar"),
            Map.entry("booking", "book"),
            Map.entry("reservation", "reserve"),
            Map.entry("inquiry", "query"),
            Map.entry("inquire", "query"),
            Map.entry("flew", "fly"));

    private Words() {}

    /** Returns the stems of the words that carry meaning, in order of first mention. */
    public static Set<String> stems(String text) {
        PorterStemmer stemmer = new PorterStemmer();
        Set<String> stems = new LinkedHashSet<>();
        for (String word : SPLIT.split(text)) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.length() > 1 && !EMPTY.contains(lower)) {
                stems.add(stemmer.stem(IRREGULAR.getOrDefault(lower, lower)));
            }
        }
        return stems;
    }

    /** Returns the words of a tool's name: {@code GetTVDetail} as "get tv detail". */
    public static String ofName(String name) {
        return String.join(" ", List.of(SPLIT.split(name)))
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
