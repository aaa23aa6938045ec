package dev.polyphony.agent;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A typed input or output of a tool. An input with choices, a range or a default is a <em>parameter</em>: it is set by a
 * literal or left at its default, and is never fed by another task.
 *
 * @param name unique among the tool's inputs or outputs: a lower-case letter, then letters, digits and {@code _}
 * @param modality what it holds
 * @param cardinality how many
 * @param description one phrase for people and planners; may be empty
 * @param choices the only values allowed, in order; empty if free
 * @param min least number allowed; null if the parameter is no number
 * @param max greatest number allowed; null if the parameter is no number
 * @param defaultValue what an absent parameter means; null if none
 */
public record Port(
        String name,
        Modality modality,
        Cardinality cardinality,
        String description,
        List<String> choices,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable String defaultValue) {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");

    /** @throws RegistrationException if the name is malformed or a choice, range and default contradict each other */
    public Port {
        choices = List.copyOf(choices);
        if (!NAME.matcher(name).matches()) {
            throw new RegistrationException(
                    "port \"%s\" must be a lower-case letter followed by letters, digits or _.\nMaybe \"picture\"?"
                            .formatted(name));
        }
        if (defaultValue != null && !choices.isEmpty() && !choices.contains(defaultValue)) {
            throw new RegistrationException(
                    "port \"%s\": the default (%s) is none of its choices %s.\nMaybe add it to them."
                            .formatted(name, defaultValue, choices));
        }
        if (min != null && max != null && min > max) {
            throw new RegistrationException(
                    "port \"%s\": the range [%s, %s] is empty.\nMaybe swap its ends.".formatted(name, min, max));
        }
    }

    /** Returns a port that holds exactly one value. */
    public static Port one(String name, Modality modality) {
        return new Port(name, modality, Cardinality.ONE, "", List.of(), null, null, null);
    }

    /** Returns a port that may stay empty. */
    public static Port optional(String name, Modality modality) {
        return new Port(name, modality, Cardinality.OPTIONAL, "", List.of(), null, null, null);
    }

    /** Returns a port that holds a list of one or more. */
    public static Port many(String name, Modality modality) {
        return new Port(name, modality, Cardinality.MANY, "", List.of(), null, null, null);
    }

    /** Returns a port that holds a list, which may be empty. */
    public static Port any(String name, Modality modality) {
        return new Port(name, modality, Cardinality.ANY, "", List.of(), null, null, null);
    }

    /** Returns a parameter that is one of some words; the first one is the default. */
    public static Port choice(String name, String... choices) {
        return new Port(name, Modality.TEXT, Cardinality.OPTIONAL, "", List.of(choices), null, null, choices[0]);
    }

    /** Returns a parameter that is a number in {@code [min, max]}. */
    public static Port number(String name, double defaultValue, double min, double max) {
        return new Port(
                name, Modality.TEXT, Cardinality.OPTIONAL, "", List.of(), min, max, Numbers.plain(defaultValue));
    }

    /** Returns this port with a phrase that says what it is for. */
    public Port describedAs(String phrase) {
        return new Port(name, modality, cardinality, phrase, choices, min, max, defaultValue);
    }

    /** Returns true if only a literal can fill this port. */
    public boolean isParameter() {
        return !choices.isEmpty() || min != null || max != null || defaultValue != null;
    }

    /** Returns true if a task that leaves this port empty is wrong. */
    public boolean isRequired() {
        return cardinality == Cardinality.ONE || cardinality == Cardinality.MANY;
    }

    /** Returns true if this port holds more than one value where there are more. */
    public boolean isList() {
        return cardinality == Cardinality.MANY || cardinality == Cardinality.ANY;
    }

    /** Returns what is wrong with a literal for this port, or null if it fits. */
    public @Nullable String faultOf(String literal) {
        if (!choices.isEmpty() && !choices.contains(literal)) {
            return "\"%s\" is none of %s".formatted(literal, choices);
        }
        if (min == null && max == null) {
            return null;
        }
        Double number = Numbers.parse(literal);
        if (number == null || (min != null && number < min) || (max != null && number > max)) {
            return "\"%s\" must be a number in [%s, %s]".formatted(literal, Numbers.plain(min), Numbers.plain(max));
        }
        return null;
    }
}
