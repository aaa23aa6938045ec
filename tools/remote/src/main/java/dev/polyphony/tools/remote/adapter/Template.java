package dev.polyphony.tools.remote.adapter;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words with named gaps: {@code {text}}. What fills a gap is not looked at for gaps again. */
final class Template {
    private static final Pattern GAP = Pattern.compile("\\{(\\w{1,40})}");

    private Template() {}

    /** Returns the template with its gaps filled; a gap that nothing is known for stays. */
    static String fill(String template, Map<String, String> values) {
        return GAP.matcher(template)
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
    }
}
