package dev.polyphony.tools.remote.adapter;

import dev.polyphony.agent.Outputs;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import java.io.IOException;
import java.util.Set;

/** Speaks one wire family. Stateless and thread-safe. */
public interface Adapter {
    /** Returns the tasks that it can ask for, by their Hugging Face names: {@code text-to-image}. */
    Set<String> tasks();

    /**
     * Runs one attempt.
     *
     * @throws InvalidOutputException if what came is no result; it may be asked for once more
     * @throws dev.polyphony.agent.PolyphonyException if the server refused or failed
     * @throws InterruptedException if the thread was interrupted; the server was told, if it can be
     */
    Outputs run(Service service, Attempt attempt) throws IOException, InvalidOutputException, InterruptedException;
}
