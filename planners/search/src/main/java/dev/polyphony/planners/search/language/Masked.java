package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request whose literals are replaced by single words, so that what is quoted is not read as a request.
 *
 * @param text with one stand-in word for each literal
 * @param literals in order of mention
 */
record Masked(String text, List<Literal> literals) {
    private static final String STAND_IN = "Literal";
    private static final Pattern LITERAL = Pattern.compile(
            "(?<address>(?:https?://|www\\.|(?<![\\w@./-])(?:[a-z0-9-]+\\.)+(?:com|org|net|edu|gov|io)/)[^\\s'\"`<>]+)"
                    + "|(?<=[:,]\\s{0,2})['\u2018](?<q5>[^\\n]{80,})['\u2019](?=\\s*[.!?]?\\s*$)"
                    + "|`(?<name>[^`\\n]+)`"
                    + "|\"(?<q1>[^\"\\n]+)\"|\u201c(?<q2>[^\u201d\\n]+)\u201d|\u00ab(?<q3>[^\u00bb\\n]+)\u00bb"
                    + "|(?<![\\p{L}\\p{N}])['\u2018](?<q4>[^\\n]{1,6000}?)['\u2019](?![\\p{L}\\p{N}])"
                    + "|(?<file>(?<![\\w.])[\\w/\\\\-]+(?:\\.[\\w-]+)*\\.(?:" + String.join("|", Nouns.endings())
                    + ")(?![\\w]))",
            Pattern.CASE_INSENSITIVE);

    static Masked of(String request) {
        List<Literal> literals = new ArrayList<>();
        Matcher found = LITERAL.matcher(request);
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (found.find()) {
            text.append(request, from, found.start())
                    .append(' ')
                    .append(standIn(literals.size()))
                    .append(' ');
            literals.add(literal(found));
            from = found.end();
        }
        text.append(request.substring(from));
        return new Masked(text.toString(), literals);
    }

    private static Literal literal(Matcher found) {
        String address = found.group("address");
        if (address != null) {
            return new Literal(Literal.Kind.ADDRESS, address.replaceAll("[.,;:!?)]+$", ""), null);
        }
        String name = found.group("name");
        if (name != null) {
            return new Literal(Literal.Kind.NAME, name, Nouns.modalityOf(name));
        }
        String file = found.group("file");
        if (file != null) {
            return new Literal(Literal.Kind.FILE, file, Nouns.modalityOfFile(file));
        }
        String quoted = quoted(found);
        Modality modality = quoted.contains(" ") || !quoted.contains(".") ? null : Nouns.modalityOfFile(quoted);
        return new Literal(modality == null ? Literal.Kind.QUOTE : Literal.Kind.FILE, quoted, modality);
    }

    private static String quoted(Matcher found) {
        for (String group : List.of("q1", "q2", "q3", "q4", "q5")) {
            String text = found.group(group);
            if (text != null) {
                return text.strip();
            }
        }
        throw new IllegalStateException("no quotation in " + found.group());
    }

    /** A word of letters alone, which no tokenizer splits. */
    private static String standIn(int index) {
        return STAND_IN + (char) ('a' + index / 26 % 26) + (char) ('a' + index % 26);
    }

    @Nullable
    Literal literalAt(String word) {
        if (word.length() != STAND_IN.length() + 2 || !word.startsWith(STAND_IN)) {
            return null;
        }
        String index = word.substring(STAND_IN.length()).toLowerCase(Locale.ROOT);
        int at = (index.charAt(0) - 'a') * 26 + index.charAt(1) - 'a';
        return at >= 0 && at < literals.size() ? literals.get(at) : null;
    }
}
