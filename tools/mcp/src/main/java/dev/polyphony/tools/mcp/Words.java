package dev.polyphony.tools.mcp;

import dev.polyphony.agent.RegistrationException;
import java.util.ArrayList;
import java.util.List;

/** Splits a command line at blanks; quotes keep blanks together. No shell is involved: nothing else has a meaning. */
final class Words {
    private Words() {}

    /** @throws RegistrationException if a quote is not closed */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new RegistrationException(
                    "the command line has a quote %s that is not closed.\nMaybe add it at the end.".formatted(quote));
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
