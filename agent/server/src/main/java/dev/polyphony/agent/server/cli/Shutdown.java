package dev.polyphony.agent.server.cli;

/** Shutdown hooks that are no longer needed. */
final class Shutdown {
    private Shutdown() {}

    /** Removes a hook, unless the program is ending already and the hook runs. */
    static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Then the hook does its work.
        }
    }
}
