package dev.polyphony.bench.engine;

/** A system that is measured. Its tools work in this process; its language model is the mock. Thread-safe. */
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
    long toolCalls();

    @Override
    void close();
}
