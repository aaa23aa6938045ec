package dev.polyphony.prompts;

import java.util.Arrays;
import java.util.Locale;

/** How much a planner tells a model, and how much the model must write. */
public enum Profile {
    /** All rules, tools with every input and output, whole plans: for models of some billion parameters and up. */
    STANDARD(6),
    /** A few rules, a line a tool, a plan as a list of tools: for small models whose answers are held to a schema. */
    SHORT(4);

    private final int examples;

    Profile(int examples) {
        this.examples = examples;
    }

    /** Returns how many examples a prompt shows at most. */
    public int examples() {
        return examples;
    }

    /**
     * Returns the profile of this name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Profile of(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the profile of prompts (%s) must be one of %s.\nMaybe %s."
                                .formatted(name, names(), STANDARD.name().toLowerCase(Locale.ROOT))));
    }

    private static String names() {
        return Arrays.stream(values())
                .map(p -> p.name().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }
}
