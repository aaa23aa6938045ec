package dev.polyphony.agent;

/** One request on its way from start to end. It goes on by itself, whether anybody reads its events or not. Thread-safe. */
public interface Run {
    /** Returns the run's id. */
    String id();

    /** Returns the id of the session that it belongs to. */
    String sessionId();

    /** Returns a reader of its events after this number; 0 reads from the first. Any number of readers may follow one run. */
    EventReader events(long afterSeq);

    /** Asks the run to stop, once or more often; tasks in flight end as cancelled. Returns at once. */
    void cancel();

    /**
     * Waits for the answer.
     *
     * @throws PolyphonyException why the run failed
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws InterruptedException if the waiting thread was interrupted; the run goes on
     */
    Answer answer() throws InterruptedException;
}
