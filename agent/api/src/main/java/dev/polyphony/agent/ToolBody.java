package dev.polyphony.agent;

/** The work of a tool. Called on a worker thread, by several threads at once for different tasks. */
@FunctionalInterface
public interface ToolBody {
    /**
     * Runs one attempt. Blocks; a cancelled or timed-out attempt is interrupted.
     *
     * @throws Exception if the work failed: a {@link PolyphonyException} as it is, anything else becomes
     *     {@link ToolFailedException} with its cause kept
     */
    Outputs run(ToolCall call) throws Exception;
}
