package dev.polyphony.tools.local;

import dev.polyphony.tools.local.Language.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names, places, times and numbers in a sentence. */
final class Spans {
    private static final Set<String> PLACING = Set.of(
            "in",
            "at",
            "on",
            "near",
            "to",
            "from",
            "into",
            "under",
            "behind",
            "beside",
            "above",
            "below",
            "between",
            "through",
            "inside",
            "outside",
            "opposite");
    private static final Set<String> LINKING = Set.of("of", "the", "de", "van", "von", "da", "di", "&", "and");
    private static final Set<String> PASSIVE = Set.of("is", "are", "was", "were", "be", "been", "being");
    private static final Set<String> TITLES = Set.of("mr.", "mrs.", "ms.", "dr.", "prof.");
    private static final String MONTH =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    private static final String DAY_OF_MONTH = "\\d{1,2}(?:st|nd|rd|th)?";
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}"
            + "|" + DAY_OF_MONTH + " (?:of )?" + MONTH + "(?:,? \\d{4})?"
            + "|" + MONTH + " " + DAY_OF_MONTH + "\\b(?:, ?\\d{4})?"
            + "|(?:the )?(?:spring|summer|autumn|fall|winter|end|beginning) of (?:\\d{4}|" + MONTH + ")"
            + "|" + MONTH + "(?: \\d{4})?"
            + "|(?:the )?\\d{1,2}(?:st|nd|rd|th) century"
            + "|\\b(?:1\\d{3}|20\\d{2})\\b"
            + "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?: (?:morning|afternoon|evening|night))?"
            + "|\\b\\d{1,2}(?:[:.]\\d{2})? ?(?:am|pm|a\\.m\\.|p\\.m\\.|o'clock)"
            + "|\\b\\d{1,2}:\\d{2}\\b"
            + "|\\b(?:yesterday|today|tomorrow|tonight|noon|midnight|(?:next|last) (?:week|month|year))\\b");
    private static final Pattern TIME_LINK = Pattern.compile("[, ]*(?:at|on|in|from|to|until|and)?[, ]*");

    private Spans() {}

    /**
     * Returns the span of the asked kind that stands nearest to the words of the question, or null if there is none.
     *
     * @param wanted the stems of the question's words, which an answer does not repeat
     */
    static @Nullable String best(String sentence, List<Word> words, Asked asked, Set<String> wanted) {
        if (asked == Asked.WHEN) {
            return time(sentence);
        }
        List<int[]> spans = switch (asked) {
            case AMOUNT -> amounts(words);
            case WHERE -> places(words);
            default -> names(words);
        };
        return spans.stream()
                .filter(span -> isNew(words, span, wanted, asked))
                .min(Comparator.comparingDouble(span -> distance(words, span, wanted, asked)))
                .map(span -> sentence.substring(
                        words.get(span[0]).start(), words.get(span[1] - 1).end()))
                .orElse(null);
    }

    /** Returns the first time, together with what follows closely: a day and its hour. */
    private static @Nullable String time(String sentence) {
        Matcher matcher = TIME.matcher(sentence);
        if (!matcher.find()) {
            return null;
        }
        int start = matcher.start();
        int end = matcher.end();
        while (matcher.find()
                && TIME_LINK.matcher(sentence.substring(end, matcher.start())).matches()) {
            end = matcher.end();
        }
        return sentence.substring(start, end);
    }

    private static List<int[]> names(List<Word> words) {
        List<int[]> spans = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).tag().equals("PROPN")) {
                int end = endOfName(words, i);
                spans.add(new int[] {i, end});
                i = end;
            }
        }
        return spans;
    }

    private static int endOfName(List<Word> words, int start) {
        int end = start + 1;
        while (end < words.size()) {
            Word next = words.get(end);
            boolean linked = !next.text().equals("and")
                    && LINKING.contains(next.text())
                    && end + 1 < words.size()
                    && words.get(end + 1).tag().equals("PROPN");
            if (!linked && !next.tag().equals("PROPN")) {
                break;
            }
            end++;
        }
        return end;
    }

    /** A preposition of place with the noun phrase behind it, and what "of" adds to that. */
    private static List<int[]> places(List<Word> words) {
        List<int[]> spans = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (PLACING.contains(lower(words.get(i))) && words.get(i).tag().equals("ADP")) {
                int end = endOfNouns(words, i + 1);
                while (end > i + 1
                        && end + 1 < words.size()
                        && (lower(words.get(end)).equals("of") || isComma(words, end))) {
                    int more = endOfNouns(words, end + 1);
                    if (more == end + 1) {
                        break;
                    }
                    end = more;
                }
                if (end > i + 1 && !TIME.matcher(text(words, i + 1, end)).lookingAt()) {
                    spans.add(new int[] {i, end});
                }
            }
        }
        return spans;
    }

    /** "Paris, France": a comma between two names. */
    private static boolean isComma(List<Word> words, int at) {
        return words.get(at).text().equals(",")
                && words.get(at - 1).tag().equals("PROPN")
                && words.get(at + 1).tag().equals("PROPN");
    }

    /** Returns the end of a noun phrase, or its start if no noun ends it. */
    private static int endOfNouns(List<Word> words, int start) {
        int end = start;
        for (int i = start; i < words.size(); i++) {
            switch (words.get(i).tag()) {
                case "NOUN", "PROPN" -> end = i + 1;
                case "DET", "ADJ", "NUM" -> {
                    if (end > start) {
                        return end;
                    }
                }
                default -> {
                    return end;
                }
            }
        }
        return end;
    }

    /** Numbers with a currency or the like before them, and the noun behind them. */
    private static List<int[]> amounts(List<Word> words) {
        List<int[]> spans = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).tag().equals("NUM")) {
                int start = i > 0 && words.get(i - 1).tag().equals("SYM") ? i - 1 : i;
                while (i < words.size() && words.get(i).tag().equals("NUM")) {
                    i++;
                }
                int end = i;
                while (end < words.size()
                        && Set.of("NOUN", "SYM", "PROPN")
                                .contains(words.get(end).tag())) {
                    end++;
                }
                if (end == i && end + 1 < words.size() && words.get(end).tag().equals("ADJ")) {
                    end = words.get(end + 1).tag().equals("NOUN") ? end + 2 : end + 1;
                }
                spans.add(new int[] {start, end});
            }
        }
        return spans;
    }

    /** An amount may name what was asked to be counted; anything else must not only repeat the question. */
    private static boolean isNew(List<Word> words, int[] span, Set<String> wanted, Asked asked) {
        if (asked == Asked.AMOUNT) {
            return true;
        }
        for (int i = span[0]; i < span[1]; i++) {
            Word word = words.get(i);
            if (Set.of("PROPN", "NOUN").contains(word.tag())
                    && !TIME.matcher(word.text()).matches()
                    && !TITLES.contains(lower(word))
                    && !wanted.contains(Answerer.stem(word.text()))) {
                return true;
            }
        }
        return false;
    }

    /** Mean distance, in words, to what the question named; a maker is named behind "by". */
    private static double distance(List<Word> words, int[] span, Set<String> wanted, Asked asked) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < words.size(); i++) {
            if (wanted.contains(Answerer.stem(words.get(i).text()))) {
                boolean inside = i >= span[0] && i < span[1];
                sum += inside ? 0 : i < span[0] ? span[0] - i : i - span[1] + 1;
                count++;
            }
        }
        boolean maker = asked == Asked.WHO && isMaker(words, span[0]);
        return (count == 0 ? span[0] : sum / count) - (maker ? words.size() : 0);
    }

    /** "was written by …": a form of "be" stands shortly before the "by". */
    private static boolean isMaker(List<Word> words, int start) {
        return start > 0
                && lower(words.get(start - 1)).equals("by")
                && words.subList(Math.max(0, start - 5), start - 1).stream()
                        .anyMatch(word -> PASSIVE.contains(lower(word)));
    }

    private static String text(List<Word> words, int from, int to) {
        StringBuilder text = new StringBuilder();
        words.subList(from, to)
                .forEach(word -> text.append(text.isEmpty() ? "" : " ").append(word.text()));
        return text.toString();
    }

    private static String lower(Word word) {
        return word.text().toLowerCase(Locale.ROOT);
    }
}
