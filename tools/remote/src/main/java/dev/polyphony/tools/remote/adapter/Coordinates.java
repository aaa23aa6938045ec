package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the coordinates that language models write among their words. Forms: {@code [x1,y1,x2,y2]},
 * {@code [[x1,y1,x2,y2;…]]}, {@code <box>(x1,y1),(x2,y2)</box>}, {@code {<x1><y1><x2><y2>}}, a list of JSON with
 * {@code bbox_2d} or {@code point_2d}, points {@code [x,y]}, {@code (x,y)} and {@code <point x="…" y="…">}. A point is a box
 * without a size. Models tell no score, so it is 1.
 */
final class Coordinates {
    private static final int MOST = 1_000;
    private static final double TOLERANCE = 1.02;
    private static final Map<String, Double> SCALES = Map.of("1", 1.0, "100", 100.0, "999", 999.0, "1000", 1_000.0);

    private static final String N = "\\s*(\\d{1,5}(?:\\.\\d{1,6})?)\\s*";
    private static final Pattern FORMS = Pattern.compile(String.join(
            "|",
            "\\(" + N + "," + N + "\\)\\s*,\\s*\\(" + N + "," + N + "\\)",
            "<" + N + "><" + N + "><" + N + "><" + N + ">",
            "(?<=[\\[;])" + N + "," + N + "," + N + "," + N + "(?=[];])",
            "[\\[(]" + N + "," + N + "[])]",
            "<point[^<>]{0,40}?\\bx=\"" + N + "\"[^<>]{0,40}?\\by=\"" + N + "\"[^<>]{0,200}>"));
    private static final Pattern NAMED =
            Pattern.compile("<(?:ref|p)>([^<>]{1,200})</(?:ref|p)>[^<>]{0,20}(?:<box>)?[{\\[(\\s]*$");
    private static final Pattern ALT = Pattern.compile("\\balt=\"([^\"]{1,200})\"");
    private static final Pattern LAST_WORDS =
            Pattern.compile("((?:[\\p{L}\\p{N}'-]+ ){0,3}[\\p{L}\\p{N}'-]+)[\\s:={\\[(<]*$");
    private static final Pattern FENCE = Pattern.compile("(?s)^\\s*```(?:json)?\\s*(.*?)\\s*```\\s*$");
    private static final Pattern NOTHING = Pattern.compile("(?i)\\W*(?:none|nothing|no\\b.{0,120}|\\[\\s*])\\W*");

    private final double scaleX;
    private final double scaleY;
    private final int width;
    private final int height;
    private final String asked;
    private final List<Value.Box> boxes = new ArrayList<>();

    private Coordinates(String scale, int width, int height, String asked) {
        boolean pixels = scale.equals("pixels");
        Double greatest = SCALES.get(scale);
        if (!pixels && greatest == null) {
            throw new RegistrationException(
                    "coordinates (%s) is none of 1, 100, 999, 1000, pixels.\nMaybe 1000?".formatted(scale));
        }
        scaleX = greatest == null ? width : greatest;
        scaleY = greatest == null ? height : greatest;
        this.width = width;
        this.height = height;
        this.asked = asked;
    }

    /**
     * Returns what the words mark, in pixels.
     *
     * @param scale what the right and the lower edge are called: {@code 1}, {@code 100}, {@code 999}, {@code 1000}, or {@code pixels}
     * @param width of the picture, pixels
     * @param height of the picture, pixels
     * @param asked what was asked for: the label of what has none of its own; empty if nothing was
     * @throws InvalidOutputException if there are no coordinates, and no word that there is nothing, or one beyond the scale
     */
    static Value.Boxes read(String text, String scale, int width, int height, String asked)
            throws InvalidOutputException {
        Coordinates reader = new Coordinates(scale, width, height, asked.strip());
        Matcher fence = FENCE.matcher(text);
        String words = fence.matches() ? fence.group(1) : text;
        if (!reader.json(words)) {
            reader.forms(words);
        }
        if (reader.boxes.isEmpty() && !NOTHING.matcher(words).matches()) {
            throw new InvalidOutputException("wrote no coordinates");
        }
        return new Value.Boxes(width, height, reader.boxes);
    }

    private boolean json(String words) throws InvalidOutputException {
        if (!words.contains("\"bbox") && !words.contains("\"point") && !words.contains("\"box")) {
            return false;
        }
        int from = words.indexOf('[');
        int object = words.indexOf('{');
        JsonNode root = Json.parse(words.substring(from < 0 || (object >= 0 && object < from) ? object : from));
        for (JsonNode row : root.isArray() ? root : List.of(root)) {
            JsonNode found = first(row, "bbox_2d", "bbox", "box", "box_2d", "point_2d", "point");
            List<Double> numbers = new ArrayList<>();
            found.forEach(number -> numbers.add(number.asDouble(Double.NaN)));
            JsonNode label = first(row, "label", "name");
            add(numbers, label.isTextual() ? label.textValue() : null);
        }
        return true;
    }

    private static JsonNode first(JsonNode row, String... names) {
        for (String name : names) {
            if (row.has(name)) {
                return row.path(name);
            }
        }
        return row.path(names[0]);
    }

    private void forms(String words) throws InvalidOutputException {
        Matcher form = FORMS.matcher(words);
        int end = 0;
        String last = null;
        while (form.find()) {
            List<Double> numbers = new ArrayList<>();
            for (int group = 1; group <= form.groupCount(); group++) {
                if (form.group(group) != null) {
                    numbers.add(Double.parseDouble(form.group(group)));
                }
            }
            String label = label(words.substring(end, form.start()), form.group());
            last = label == null ? last : label;
            add(numbers, last);
            end = form.end();
        }
    }

    private @Nullable String label(String before, String form) {
        Matcher alt = ALT.matcher(form);
        if (alt.find()) {
            return alt.group(1);
        }
        Matcher named = NAMED.matcher(before);
        if (named.find()) {
            return named.group(1).strip();
        }
        Matcher last = LAST_WORDS.matcher(before);
        return asked.isEmpty() && last.find() ? last.group(1) : null;
    }

    private void add(List<Double> numbers, @Nullable String label) throws InvalidOutputException {
        if (numbers.size() != 2 && numbers.size() != 4) {
            throw new InvalidOutputException("wrote %d coordinates in place of 4".formatted(numbers.size()));
        }
        if (boxes.size() == MOST) {
            throw new InvalidOutputException("wrote more than %d boxes".formatted(MOST));
        }
        double x1 = on(numbers.get(0), scaleX, width);
        double y1 = on(numbers.get(1), scaleY, height);
        double x2 = numbers.size() == 2 ? x1 : on(numbers.get(2), scaleX, width);
        double y2 = numbers.size() == 2 ? y1 : on(numbers.get(3), scaleY, height);
        boxes.add(new Value.Box(
                label != null ? label : asked.isEmpty() ? "thing" : asked,
                1,
                Math.min(x1, x2),
                Math.min(y1, y2),
                Math.abs(x2 - x1),
                Math.abs(y2 - y1)));
    }

    private static double on(double number, double scale, int pixels) throws InvalidOutputException {
        if (!(number >= 0 && number <= scale * TOLERANCE)) {
            throw new InvalidOutputException(
                    "wrote the coordinate %s, which is not in [0, %s]".formatted(number, scale));
        }
        return Math.min(number, scale) / scale * pixels;
    }
}
