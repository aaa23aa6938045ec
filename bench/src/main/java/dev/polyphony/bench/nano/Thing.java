package dev.polyphony.bench.nano;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something of the nano model's world, known by its attributes.
 *
 * @param kind {@code image}, {@code video}, {@code note}, {@code chord}, {@code effect} or {@code digit}
 * @param caption the words that the model uses for it
 * @param attributes by name
 */
record Thing(String kind, String caption, Map<String, String> attributes) {
    static final List<String> SHAPES = List.of("circle", "square", "triangle", "cross");
    static final List<String> COLORS = List.of("red", "green", "blue", "yellow", "purple", "orange");
    static final List<String> BACKGROUNDS = List.of("white", "black", "gray");
    static final List<String> ROWS = List.of("top", "middle", "bottom");
    static final List<String> COLUMNS = List.of("left", "center", "right");
    static final List<String> SIZES = List.of("small", "large");
    static final List<String> PITCHES = List.of("c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b");
    static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    static final List<String> EFFECTS =
            List.of("white noise", "a rising sweep", "a falling sweep", "slow clicks", "fast clicks");
    static final List<String> MOTIONS =
            List.of("moving left", "moving right", "moving up", "moving down", "growing", "shrinking", "blinking");

    private static final Map<String, String> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("image", "a {size} {color} {shape} at the {row} {column} on a {background} background");
        FORMS.put("video", "a {color} {shape} {motion} on a {background} background");
        FORMS.put("note", "the note {pitch} {octave} as a {timbre} tone");
        FORMS.put("chord", "the chord {pitch} {mode} as a {timbre} tone");
        FORMS.put("digit", "the digit {digit} in a {voice} voice");
        FORMS.put("effect", "the sound of {effect}");
    }

    Thing {
        attributes = Map.copyOf(attributes);
    }

    /** Returns the thing that the model's words stand for. */
    static Thing of(String caption) {
        for (Map.Entry<String, String> form : FORMS.entrySet()) {
            Pattern pattern = Pattern.compile(form.getValue()
                    .replace("{motion}", "(?<motion>" + String.join("|", MOTIONS) + ")")
                    .replace("{effect}", "(?<effect>" + String.join("|", EFFECTS) + ")")
                    .replaceAll("\\{(\\w+)\\}", "(?<$1>[a-z0-9#]+)"));
            Matcher matcher = pattern.matcher(caption);
            if (matcher.matches()) {
                Map<String, String> attributes = new LinkedHashMap<>();
                Matcher name = Pattern.compile("\\{(\\w+)\\}").matcher(form.getValue());
                while (name.find()) {
                    attributes.put(name.group(1), matcher.group(name.group(1)));
                }
                return new Thing(form.getKey(), caption, attributes);
            }
        }
        throw new IllegalArgumentException("\"%s\" names nothing of this world".formatted(caption));
    }

    /** Returns the things of a list of captions, parted by {@code |}. */
    static List<Thing> all(String captions) {
        return captions.isEmpty()
                ? List.of()
                : Arrays.stream(captions.split(" \\| ")).map(Thing::of).toList();
    }

    /** Returns the value of an attribute that things of this kind have. */
    String get(String attribute) {
        String value = attributes.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException("a thing of kind \"%s\" has no \"%s\"".formatted(kind, attribute));
        }
        return value;
    }

    /** Returns its modality: {@code image}, {@code video} or {@code audio}. */
    String modality() {
        return kind.equals("image") || kind.equals("video") ? kind : "audio";
    }

    /** Returns its frequency, if it is a note: equal temperament, a 4 = 440 Hz. */
    double hertz() {
        return hertz(PITCHES.indexOf(get("pitch")), Integer.parseInt(get("octave")));
    }

    /** Returns the frequency of a pitch, 0 for c. */
    static double hertz(int pitch, int octave) {
        return 440 * Math.pow(2, (pitch - 9) / 12.0 + octave - 4);
    }
}
