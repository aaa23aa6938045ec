package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that chooses the binding with the best record of those it is told: least seconds for a success. One without calls
 * comes first, so that each gets a record.
 */
final class Choosing {
    private static final Pattern CARD = Pattern.compile(
            "\\{\"id\": \"([^\"]+)\".*?\"calls\": \"(?:(\\d+), of which (\\d+) succeeded, in ([\\d.]+|\\?) s on average|none so far)\"}");

    private Choosing() {}

    /** Returns the choice, as the model writes it. */
    static String among(String request) {
        Matcher card = CARD.matcher(request);
        String best = null;
        double least = Double.POSITIVE_INFINITY;
        while (card.find()) {
            double seconds = card.group(2) == null ? -1 : secondsForASuccess(card);
            if (best == null || seconds < least) {
                best = card.group(1);
                least = seconds;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("a choice is asked for and no model is named: " + request);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", best)
                .put("reason", "best record")
                .toString();
    }

    private static double secondsForASuccess(Matcher card) {
        double calls = Double.parseDouble(card.group(2));
        double successes = Double.parseDouble(card.group(3));
        return successes == 0 ? Double.MAX_VALUE : Double.parseDouble(card.group(4)) * calls / successes;
    }
}
