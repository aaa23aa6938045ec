package dev.polyphony.planners.search.match;

import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells a request that is talk and nothing else, by likeness to a few sayings of each kind. */
public final class SmallTalk {
    /** Kinds of talk. */
    public enum Kind {
        /** Asks for something. */
        NONE,
        /** "hello" */
        GREETING,
        /** "thank you" */
        THANKS,
        /** "goodbye" */
        FAREWELL,
        /** "what can you do?" */
        ABILITIES
    }

    private static final Map<Kind, List<String>> SAYINGS = new LinkedHashMap<>();
    private static final double LIKE = 0.62;
    private static final double LIKE_ENOUGH = 0.5;
    private static final double TOOL_IS_FAR = 2;
    private static final double TOOL_FITS = 3.5;
    private static final int LONGEST = 12;

    static {
        SAYINGS.put(
                Kind.GREETING,
                List.of(
                        "hello",
                        "hi there",
                        "hey",
                        "good morning",
                        "good evening",
                        "how are you",
                        "how are you doing today",
                        "nice to meet you",
                        "what's up"));
        SAYINGS.put(
                Kind.THANKS,
                List.of(
                        "thanks",
                        "thank you very much",
                        "great job",
                        "that was great",
                        "well done",
                        "awesome, thanks"));
        SAYINGS.put(Kind.FAREWELL, List.of("bye", "goodbye", "see you later", "good night"));
        SAYINGS.put(
                Kind.ABILITIES,
                List.of(
                        "what can you do",
                        "what are you able to do",
                        "how can you help me",
                        "who are you",
                        "what are you",
                        "help",
                        "what are your abilities",
                        "which tools do you have",
                        "what tools are there",
                        "introduce yourself"));
    }

    private final Vectors vectors;

    /** Compares with this model. */
    public SmallTalk(Vectors vectors) {
        this.vectors = vectors;
    }

    /** Returns the kind of talk; NONE as soon as one clause is like a tool, or like no saying. */
    public Kind kind(Reading reading, ToolIndex index) {
        int words = reading.clauses().stream().mapToInt(c -> c.words().size()).sum();
        if (words > LONGEST || !reading.literals().isEmpty()) {
            return Kind.NONE;
        }
        List<String> texts = new ArrayList<>();
        texts.add(reading.text().strip());
        reading.clauses().stream().map(Clause::text).forEach(texts::add);
        double fit = index.scores(texts).stream()
                .mapToDouble(row -> Arrays.stream(row).max().orElse(0))
                .max()
                .orElse(0);
        if (fit >= TOOL_FITS) {
            return Kind.NONE;
        }
        List<float[]> said = vectors.of(texts);
        Kind best = Kind.NONE;
        double likest = fit < TOOL_IS_FAR ? LIKE_ENOUGH : LIKE;
        for (Map.Entry<Kind, List<String>> kind : SAYINGS.entrySet()) {
            for (float[] saying : vectors.of(kind.getValue())) {
                double like = said.stream()
                        .mapToDouble(v -> Vectors.cosine(v, saying))
                        .max()
                        .orElse(0);
                if (like > likest) {
                    likest = like;
                    best = kind.getKey();
                }
            }
        }
        return best;
    }
}
