package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One token a word: lower case, single digits, single marks; words that are not in the vocabulary are all the same one. */
final class WordTokenizer implements Tokenizer {
    private static final String MARK = "\\[(?:IMG|AUD|VID)[0-9]\\]|</?Img>";
    private static final Pattern CASED = Pattern.compile(MARK + "|[^\\[<]+|.", Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("\\[[A-Z]+[0-9]\\]|<[a-z]+>|</?Img>|[a-z]+#?|[0-9]|(?U:[^\\sa-z0-9])");
    private static final Pattern SPECIAL = Pattern.compile("\\[[A-Z]+[0-9]\\]|<[a-z]+>|</?Img>");
    private static final String CLOSES = ".,?!:'";

    private final List<String> words;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int unknown;

    WordTokenizer(Bundle bundle, Part part) {
        words = bundle.text(part.file()).lines().toList();
        if (words.size() != part.size("words") || words.size() > part.size("rows")) {
            throw new RegistrationException("%s has %d words; model.json says %d, and %d rows.\nMaybe fetch both again."
                    .formatted(part.file(), words.size(), part.size("words"), part.size("rows")));
        }
        for (String word : words) {
            ids.put(word, ids.size());
        }
        if (ids.size() < words.size()) {
            throw new RegistrationException("%s has a word twice.\nMaybe fetch it again.".formatted(part.file()));
        }
        unknown = id(part.text("unknown"));
    }

    @Override
    public List<Integer> encode(String text) {
        return encode(text, false);
    }

    /** @param special whether special tokens in the text count as such */
    List<Integer> encode(String text, boolean special) {
        List<Integer> encoded = new ArrayList<>();
        Matcher word = WORD.matcher(lowered(text));
        while (word.find()) {
            boolean known = special || !SPECIAL.matcher(word.group()).matches();
            encoded.add(known ? ids.getOrDefault(word.group(), unknown) : Integer.valueOf(unknown));
        }
        return encoded;
    }

    @Override
    public List<String> unknown(String text) {
        List<String> strange = new ArrayList<>();
        Matcher word = Pattern.compile("[\\p{L}\\p{N}#]+").matcher(text);
        while (word.find()) {
            if (encode(word.group()).contains(unknown) && !strange.contains(word.group())) {
                strange.add(word.group());
            }
        }
        return strange;
    }

    private static String lowered(String text) {
        return CASED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().matches(MARK)
                                ? found.group()
                                : found.group().toLowerCase(Locale.ROOT)));
    }

    @Override
    public int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new RegistrationException(
                    "the vocabulary has no token \"%s\".\nMaybe it belongs to another version of the model."
                            .formatted(token));
        }
        return id;
    }

    @Override
    public int size() {
        return words.size();
    }

    /** Words are joined by blanks, marks close up to the word before them; special tokens have no words. */
    @Override
    public Decoding decoding() {
        StringBuilder before = new StringBuilder();
        return id -> {
            String word = words.get(id);
            if (SPECIAL.matcher(word).matches()) {
                return "";
            }
            boolean closed = before.isEmpty()
                    || CLOSES.contains(word)
                    || before.toString().equals("'");
            before.setLength(0);
            before.append(word);
            return closed ? word : " " + word;
        };
    }
}
