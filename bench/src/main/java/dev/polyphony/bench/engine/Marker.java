package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words by which the mock model knows which scenario a request belongs to: {@code [SCN S2 llm=200 tool=500]}. */
final class Marker {
    private static final Pattern FORM = Pattern.compile("\\[SCN (S\\d(?:-\\d+)?) llm=(\\d+) tool=(\\d+)]");

    private Marker() {}

    static String of(String id, Duration llm, Duration tool) {
        return "[SCN %s llm=%d tool=%d]".formatted(id, llm.toMillis(), tool.toMillis());
    }

    /** Returns the scenario that a text speaks of. */
    static Optional<Scenario> in(String text) {
        Matcher found = FORM.matcher(text);
        return found.find()
                ? Optional.of(Scenarios.of(found.group(1), millis(found.group(2)), millis(found.group(3))))
                : Optional.empty();
    }

    private static Duration millis(String digits) {
        return Duration.ofMillis(Long.parseLong(digits));
    }
}
