package dev.polyphony.tools.local;

import dev.polyphony.agent.Value.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Composes English sentences from what was detected in a picture; nothing is added to it. */
final class SceneWriter {
    private static final double LIKELY = 0.5;
    private static final double LEGIBLE = 0.8;
    private static final int MOST_KINDS = 6;
    private static final int MOST_LINES = 3;
    private static final int MOST_LETTERS = 120;
    private static final int PAGE_LINES = 8;

    private final int width;
    private final int height;

    SceneWriter(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Returns what the picture shows, what it says and its colours, and ends with how that was found out.
     *
     * @param objects best first
     * @param lines of text, in reading order
     * @param colours names, the widest first
     */
    String write(List<Box> objects, List<Box> lines, List<String> colours) {
        List<Box> seen = distinct(objects);
        List<Box> legible = lines.stream()
                .filter(line -> line.score() >= LEGIBLE && line.label().length() > 1)
                .toList();
        List<String> sentences = new ArrayList<>();
        sentences.add(shown(seen, legible));
        if (!legible.isEmpty()) {
            sentences.add(said(legible, seen.isEmpty()));
        }
        sentences.add(
                (colours.size() == 1 ? "The main colour is " : "The main colours are ") + English.list(colours) + ".");
        sentences.add("(Composed from detected objects, text and colours.)");
        return String.join(" ", sentences);
    }

    private String shown(List<Box> seen, List<Box> legible) {
        if (seen.isEmpty()) {
            return legible.isEmpty()
                    ? "The picture shows no object that was recognised."
                    : legible.size() >= PAGE_LINES
                            ? "The picture shows a page of text."
                            : "The picture shows some text.";
        }
        Map<String, List<Box>> kinds = new LinkedHashMap<>();
        seen.forEach(box ->
                kinds.computeIfAbsent(box.label(), unused -> new ArrayList<>()).add(box));
        List<String> phrases = new ArrayList<>();
        kinds.forEach((kind, boxes) -> {
            if (phrases.size() < MOST_KINDS) {
                phrases.add(phrase(kind, boxes));
            }
        });
        return "The picture shows " + English.list(phrases) + ".";
    }

    /** "a dog on the left", "two cars", "possibly a bench". */
    private String phrase(String kind, List<Box> boxes) {
        boolean sure = boxes.stream().anyMatch(box -> box.score() >= LIKELY);
        String noun = English.counted(boxes.size(), kind);
        String place = boxes.size() == 1 ? place(boxes.get(0)) : "";
        return (sure ? "" : "possibly ") + noun + place;
    }

    /** Returns where in the picture a box lies, or nothing if it fills the picture. */
    private String place(Box box) {
        double share = box.width() * box.height() / ((double) width * height);
        if (share > 0.6) {
            return "";
        }
        double x = (box.x() + box.width() / 2) / width;
        double y = (box.y() + box.height() / 2) / height;
        String across = x < 0.36 ? "left" : x > 0.64 ? "right" : "";
        String down = box.height() > 0.66 * height ? "" : y < 0.33 ? "top" : y > 0.67 ? "bottom" : "";
        if (across.isEmpty() && down.isEmpty()) {
            return " in the middle";
        }
        if (down.isEmpty()) {
            return " on the " + across;
        }
        return across.isEmpty() ? " at the " + down : " at the " + down + " " + across;
    }

    private static String said(List<Box> lines, boolean alone) {
        List<String> quotes = new ArrayList<>();
        int letters = 0;
        for (Box line : lines) {
            letters += line.label().length();
            if (quotes.size() == MOST_LINES || (letters > MOST_LETTERS && !quotes.isEmpty())) {
                break;
            }
            quotes.add("“" + line.label() + "”");
        }
        String more = lines.size() > quotes.size() ? ", and goes on" : "";
        return (alone ? "It reads " : "Text in it reads ") + English.list(quotes) + more + ".";
    }

    /** Leaves out a box that covers a better one of another kind almost wholly: one thing that was taken for two. */
    private static List<Box> distinct(List<Box> objects) {
        List<Box> kept = new ArrayList<>();
        for (Box box : objects) {
            if (kept.stream().noneMatch(k -> Overlaps.overlap(k, box) > 0.75)) {
                kept.add(box);
            }
        }
        return kept;
    }
}
