package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Run;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What Ctrl-C does while a run goes on: the first one cancels the run, which then ends as such; the second one ends the
 * program at once.
 */
final class Interrupts {
    private Interrupts() {}

    /** Lets Ctrl-C, and the wish of the system that the program ends, cancel this run. */
    static void cancel(Run run, Terminal terminal) {
        AtomicBoolean asked = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    if (asked.getAndSet(true)) {
                        Runtime.getRuntime().halt(Cli.CANCELLED);
                    }
                    terminal.err().println("polyphony: stopping; again to stop at once");
                    run.cancel();
                });
            } catch (IllegalArgumentException unknownHere) {
                // Then the signal ends the program, and the next start ends the run as interrupted.
            }
        }
    }
}
