package dev.polyphony.tools.anytoany.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Component;
import dev.polyphony.tools.anytoany.pipeline.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokenizer of a language model: a {@code tokenizer.json} for words, and tokens that were added behind its vocabulary. What
 * stands between two added tokens is tokenized for itself, without the blanks around it, as the slow tokenizer of LLaMA does.
 * Thread-safe.
 */
public final class ExportedTokenizer implements Tokenizer, Component {
    private static final char BROKEN = '\uFFFD';

    private final TextTokenizer words;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> added = new HashMap<>();
    private final int vocabulary;
    private final Pattern mark;

    /**
     * Reads {@code file}, {@code vocabulary} (tokens in the file), and {@code added} (names of more, numbered from there on).
     *
     * @throws RegistrationException if the file holds another number of tokens, or an added one already
     */
    public ExportedTokenizer(Bundle bundle, Part part) {
        String json = bundle.text(part.file());
        read(json, part.file());
        vocabulary = part.size("vocabulary");
        if (ids.size() != vocabulary) {
            throw new RegistrationException(
                    "%s of %s holds %d tokens; model.json says %d.\nMaybe it is the tokenizer of another model."
                            .formatted(part.file(), bundle.name(), ids.size(), vocabulary));
        }
        for (String token : part.has("added") ? part.texts("added") : List.<String>of()) {
            if (ids.containsKey(token)) {
                throw new RegistrationException("%s of %s holds \"%s\" already.\nMaybe it has been resized before."
                        .formatted(part.file(), bundle.name(), token));
            }
            added.put(token, vocabulary + added.size());
        }
        mark = Pattern.compile(added.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
        words = new TextTokenizer(bundle, part.file());
    }

    private void read(String json, String file) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new RegistrationException("%s is no JSON.\nMaybe it is cut off.".formatted(file), e);
        }
        JsonNode model = root.path("model").path("vocab");
        if (model.isArray()) {
            for (int i = 0; i < model.size(); i++) {
                ids.put(model.get(i).path(0).asText(), i);
            }
        } else {
            model.fields()
                    .forEachRemaining(
                            token -> ids.put(token.getKey(), token.getValue().asInt()));
        }
        root.path("added_tokens")
                .forEach(token ->
                        ids.put(token.path("content").asText(), token.path("id").asInt()));
    }

    @Override
    public List<Integer> encode(String text) {
        return text.isEmpty() ? List.of() : words.encode(text, false);
    }

    /** Returns the tokens of a text in which added tokens stand for themselves. */
    public List<Integer> encodeMarked(String text) {
        List<Integer> all = new ArrayList<>();
        Matcher matcher = mark.matcher(text);
        int at = 0;
        while (!added.isEmpty() && matcher.find()) {
            String before = text.substring(at, matcher.start());
            all.addAll(encode(at == 0 ? before.stripTrailing() : before.strip()));
            all.add(id(matcher.group()));
            at = matcher.end();
        }
        String rest = text.substring(at);
        all.addAll(encode(at == 0 ? rest : rest.stripLeading()));
        return all;
    }

    @Override
    public int id(String token) {
        Integer id = added.getOrDefault(token, ids.get(token));
        if (id == null) {
            throw new RegistrationException("the tokenizer has no token \"%s\" among its %d.\nMaybe it was not added."
                    .formatted(token, size()));
        }
        return id;
    }

    @Override
    public int size() {
        return vocabulary + added.size();
    }

    @Override
    public Decoding decoding() {
        List<Integer> seen = new ArrayList<>();
        int[] given = new int[1];
        return id -> {
            if (id >= vocabulary) {
                return "";
            }
            seen.add(id);
            String text = words.decode(seen);
            if (text.length() <= given[0] || text.charAt(text.length() - 1) == BROKEN) {
                return "";
            }
            String more = text.substring(given[0]);
            given[0] = text.length();
            return more;
        };
    }

    @Override
    public void close() {
        words.close();
    }
}
