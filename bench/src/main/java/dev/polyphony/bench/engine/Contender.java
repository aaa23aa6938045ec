package dev.polyphony.bench.engine;

import java.io.IOException;

/** A system that is measured. Its language model is the mock. Thread-safe. */
interface Contender extends AutoCloseable {
    /** Returns the name of the system, as it stands in the results. */
    String name();

    /** Returns true if it can serve this scenario at all. */
    boolean serves(String scenarioId);

    /**
     * Serves one request to its end. Blocks.
     *
     * @throws Exception if the answer is not the one that the mock gives
     */
    void serve(Scenario scenario, String words) throws Exception;

    /** Returns how often its tools have been called so far. */
    long toolCalls() throws IOException, InterruptedException;

    /** Returns true if it runs in this process, so that the processor's time of this process is its own. */
    default boolean inThisProcess() {
        return true;
    }

    /** Returns how often it is asked at most in one measurement, where it takes much longer than the others. */
    default int mostRounds() {
        return Integer.MAX_VALUE;
    }

    /** Sets it up for a scenario, outside of what is timed. */
    default void prepare(Scenario scenario) throws IOException, InterruptedException {}

    @Override
    void close();
}
