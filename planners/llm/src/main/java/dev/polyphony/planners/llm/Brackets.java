package dev.polyphony.planners.llm;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An object cut out of a text by its brackets, with the one that may be missing put in. More than one missing bracket means
 * that the text was cut short: an object made of its beginning could be a smaller plan that nobody wanted.
 *
 * @param object from its first bracket to its last
 * @param end where it ends in the text
 * @param missing how many brackets had to be put in
 * @param whole false if the text ends inside a string, or too many brackets are missing
 */
record Brackets(String object, int end, int missing, boolean whole) {
    private static final int MOST_MISSING = 1;

    /** @param from the place of an opening bracket */
    static Brackets of(String text, int from) {
        StringBuilder out = new StringBuilder();
        Deque<Character> open = new ArrayDeque<>();
        int missing = 0;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                out.append(c).append(text.charAt(++i));
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                open.push(c == '{' ? '}' : ']');
            } else if (!quoted && (c == '}' || c == ']')) {
                if (open.peek() != c && open.contains(c)) {
                    out.append(open.pop());
                    missing++;
                }
                if (open.peek() != c) {
                    return new Brackets("", i, missing, false);
                }
                open.pop();
            }
            out.append(c);
            if (open.isEmpty()) {
                return new Brackets(out.toString(), i + 1, missing, missing <= MOST_MISSING);
            }
        }
        missing += open.size();
        open.forEach(out::append);
        return new Brackets(out.toString(), text.length(), missing, !quoted && missing <= MOST_MISSING);
    }
}
