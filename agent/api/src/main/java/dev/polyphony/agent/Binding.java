package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/**
 * One way to serve a tool: a model in this process, or an endpoint with a model id. A tool has one or more.
 *
 * @param id unique within the tool: {@code local}, {@code hf:stabilityai/sdxl}
 * @param local true if no content leaves this machine
 * @param model the model or engine with its version, for provenance; null if there is none
 * @param body the work
 * @param atOnce most attempts under way at the same time in this process; 0 for no limit
 * @param costUsd what one call costs; 0 if nothing
 */
public record Binding(String id, boolean local, @Nullable String model, ToolBody body, int atOnce, double costUsd) {

    /** @throws RegistrationException if the limit or the price is negative */
    public Binding {
        if (atOnce < 0 || !(costUsd >= 0)) {
            throw new RegistrationException(
                    "binding \"%s\": atOnce (%d) and costUsd (%s) must be at least 0.\nMaybe 0 for no limit, and for free."
                            .formatted(id, atOnce, costUsd));
        }
    }

    /** Returns a binding without a limit that costs nothing. */
    public Binding(String id, boolean local, @Nullable String model, ToolBody body) {
        this(id, local, model, body, 0, 0);
    }

    /** Returns this binding with at most so many attempts under way at the same time. */
    public Binding atMost(int attempts) {
        return new Binding(id, local, model, body, attempts, costUsd);
    }

    /** Returns this binding with a price for each call, in US dollars. */
    public Binding costing(double usd) {
        return new Binding(id, local, model, body, atOnce, usd);
    }
}
