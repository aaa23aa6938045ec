package dev.polyphony.tools.remote.catalogue;

/**
 * A system that plans over tools.
 *
 * @param does what it does
 * @param plans how it plans and runs
 * @param here what of Polyphony does the same
 */
public record ToolSystem(String name, String does, String plans, String here) {}
