package dev.polyphony.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the journal of a run, from which one reader reads on at its own pace: events wait in the journal, so a slow
 * reader holds up nobody and loses nothing. For use by one thread at a time.
 */
public interface EventReader {
    /** Returns the next entries that are there already, at most this many; does not block. */
    List<JournalEntry> poll(int most);

    /** Returns the next entry and waits for it if need be; null after the last one. */
    @Nullable
    JournalEntry next() throws InterruptedException;

    /** Returns true once the last event has been read. */
    boolean ended();

    /**
     * Calls back whenever entries were added, on the thread that added them, so it must only wake somebody up. It is called
     * at least once after it was set, and replaces the one set before.
     */
    void onMore(Runnable wakeUp);
}
