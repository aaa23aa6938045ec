package dev.polyphony.planners.llm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes keys out of a text: the one that is known, and what looks like one. Immutable. */
record Secrets(@Nullable String key) {
    private static final String PUT = "[secret]";
    private static final List<Pattern> LOOKS = List.of(
            Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=_.~-]{12,}"),
            Pattern.compile("\\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}"),
            Pattern.compile("\\b(?:hf|gh[pousr]|glpat|xox[abprs])[-_][A-Za-z0-9_-]{16,}"),
            Pattern.compile("\\bAKIA[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*"),
            Pattern.compile("(?<=://)[^\\s/@:\"']+:[^\\s/@\"']+(?=@)"));

    String without(String text) {
        String clean = key == null ? text : text.replace(key, PUT);
        for (Pattern look : LOOKS) {
            clean = look.matcher(clean).replaceAll(Matcher.quoteReplacement(PUT));
        }
        return clean;
    }

    /** Returns all settings of this but the key. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
