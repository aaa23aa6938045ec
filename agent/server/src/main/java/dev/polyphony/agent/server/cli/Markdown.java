package dev.polyphony.agent.server.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little Markdown that answers are written in, for a terminal. */
final class Markdown {
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private Markdown() {}

    /** Returns the text with bold words as the terminal shows them. What would steer the terminal is taken out. */
    static String inTerminal(Terminal terminal, String text) {
        String harmless = CONTROL.matcher(text).replaceAll("");
        String bold = BOLD.matcher(harmless).replaceAll(m -> Matcher.quoteReplacement(terminal.bold(m.group(1))));
        return bold.lines().map(String::stripTrailing).collect(java.util.stream.Collectors.joining("\n"));
    }
}
