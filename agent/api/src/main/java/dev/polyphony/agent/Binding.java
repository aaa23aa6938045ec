package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/**
 * One way to serve a tool: a model in this process, or an endpoint with a model id. A tool has one or more.
 *
 * @param id unique within the tool: {@code local}, {@code hf:stabilityai/sdxl}
 * @param local true if no content leaves this machine
 * @param model the model or engine with its version, for provenance; null if there is none
 * @param body the work
 */
public record Binding(String id, boolean local, @Nullable String model, ToolBody body) {}
