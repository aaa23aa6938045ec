package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.server.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** The server while it runs: says where it is, and waits to be stopped. */
public final class Serving implements QuarkusApplication {
    private final Config config;
    private final Polyphony agent;
    private final Settings settings;

    /** @param config knows the port that was taken, where any was allowed */
    @Inject
    public Serving(Config config, Polyphony agent, Settings settings) {
        this.config = config;
        this.agent = agent;
        this.settings = settings;
    }

    @Override
    public int run(String... args) {
        Terminal terminal = Terminal.system();
        String host = config.getValue("quarkus.http.host", String.class);
        String shown = host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host;
        int port = config.getValue("quarkus.http.port", Integer.class);
        terminal.out()
                .println("Polyphony is at http://%s:%d"
                        .formatted(shown.contains(":") ? "[" + shown + "]" : shown, port));
        terminal.out().println(terminal.dim("Ctrl-C stops it."));
        Interrupts.handle(terminal, () -> {
            if (!settings.drain().isZero() && !agent.drain(settings.drain())) {
                terminal.err().println("polyphony: some runs did not end in time and are interrupted");
            }
            Quarkus.asyncExit(Cli.OK);
        });
        Quarkus.waitForExit();
        return Cli.OK;
    }
}
