package dev.polyphony.agent;

/**
 * An output port of a task in the same plan.
 *
 * @param taskId the task
 * @param port one of its tool's output ports
 */
public record OutputRef(String taskId, String port) {}
