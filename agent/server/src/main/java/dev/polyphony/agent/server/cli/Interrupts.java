package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Run;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * What Ctrl-C, and the wish of the system that the program ends, do: the first one asks what goes on to end, the second one
 * ends the program at once. Handling the signal keeps the Java machine alive meanwhile: once it shuts down, it closes things
 * under those who still use them.
 */
final class Interrupts {
    private Interrupts() {}

    /** Lets them cancel this run, which then ends as such. */
    static void cancel(Run run, Terminal terminal) {
        handle(terminal, run::cancel);
    }

    /** Lets them do this, on a thread of its own. */
    static void handle(Terminal terminal, Runnable ending) {
        AtomicBoolean asked = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    if (asked.getAndSet(true)) {
                        Runtime.getRuntime().halt(Cli.CANCELLED);
                    }
                    terminal.err().println("polyphony: stopping; again to stop at once");
                    ending.run();
                });
            } catch (IllegalArgumentException unknownHere) {
                // Then the signal ends the program, and the next start ends the run as interrupted.
            }
        }
    }
}
