package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.server.Settings;
import java.util.function.Supplier;

/**
 * What the commands of one call of the program share.
 *
 * @param terminal where they write
 * @param agents makes the agent of commands that plan or run something; the command closes it
 * @param readers makes the agent of commands that only look into the journal
 * @param configured reads the settings
 */
record Shell(
        Terminal terminal, Supplier<Polyphony> agents, Supplier<Polyphony> readers, Supplier<Settings> configured) {
    Polyphony agent() {
        return agents.get();
    }

    Polyphony reader() {
        return readers.get();
    }

    Settings settings() {
        return configured.get();
    }
}
