package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tasks in a plan that comes piece by piece: hands on each object of the list of tasks as soon as its last bracket
 * is there. It is a guess at a text that is not whole; what counts is the plan that is read from the whole text in the end.
 * Not thread-safe.
 */
final class PlanStream {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LIST = Pattern.compile("\"tasks\"\\s*:\\s*\\[");
    /** Of the name of the list and its bracket, with some space between. */
    private static final int LONGEST_OPENING = 40;

    private static final int MOST_CHARS = 256 << 10;

    private final Consumer<JsonNode> out;
    private final StringBuilder text = new StringBuilder();
    private boolean inList;
    private boolean past;
    private int at;
    private int begin;
    private int depth;
    private boolean quoted;

    /** @param out takes the tasks in order */
    PlanStream(Consumer<JsonNode> out) {
        this.out = out;
    }

    void accept(String piece) {
        if (past || text.length() + piece.length() > MOST_CHARS) {
            past = true;
            return;
        }
        int before = Math.max(0, text.length() - LONGEST_OPENING);
        text.append(piece);
        if (!inList) {
            Matcher list = LIST.matcher(text);
            if (!list.find(before)) {
                return;
            }
            inList = true;
            at = list.end();
        }
        while (at < text.length() && !past) {
            if (quoted && text.charAt(at) == '\\') {
                // The next character is part of this one, also if it is still to come.
                at += 2;
            } else {
                step(text.charAt(at++));
            }
        }
    }

    private void step(char c) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '{' || c == '[')) {
            if (depth++ == 0) {
                begin = at - 1;
            }
        } else if (!quoted && (c == '}' || c == ']')) {
            if (depth == 0) {
                past = true;
            } else if (--depth == 0) {
                handOn(text.substring(begin, at));
            }
        }
    }

    private void handOn(String task) {
        try {
            out.accept(JSON.readTree(task));
        } catch (JsonProcessingException e) {
            // What is no JSON may be mended once the whole text is there.
            past = true;
        }
    }
}
