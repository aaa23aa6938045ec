package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.RunEvent;

/** Shows how a run goes, up to its answer. Events come one after the other. */
interface RunView extends AutoCloseable {
    /** Shows an event. */
    void show(RunEvent event);

    /** Ends what moves on the screen; what was shown stays. */
    @Override
    void close();

    /** Returns the view that fits a terminal. */
    static RunView on(Terminal terminal) {
        return terminal.live() ? new ScreenView(terminal) : new LineView(terminal);
    }
}
