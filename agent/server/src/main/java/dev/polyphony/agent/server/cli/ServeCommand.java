package dev.polyphony.agent.server.cli;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code polyphony serve}: the server with the chat page, until it is stopped. */
@Command(name = "serve", description = "Starts the server with the chat page.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Cli cli;

    @Option(names = "--port", description = "Port (default: ${DEFAULT-VALUE}).", defaultValue = "8080")
    private int port;

    @Option(
            names = "--host",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Override
    public Integer call() {
        Terminal terminal = Objects.requireNonNull(cli).terminal();
        String fault = faultOfAddress();
        if (fault != null) {
            terminal.err().println("polyphony: " + fault);
            return Cli.FAILED;
        }
        System.setProperty("quarkus.http.port", String.valueOf(port));
        System.setProperty("quarkus.http.host", host);
        Quarkus.run();
        return Cli.OK;
    }

    private @Nullable String faultOfAddress() {
        if (port < 0 || port > 65_535) {
            return "port %d must be in [0, 65535].\nMaybe --port 8080".formatted(port);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return null;
        } catch (IOException e) {
            return "port %d on %s can't be used: %s.\nMaybe --port %d".formatted(port, host, e.getMessage(), port + 1);
        }
    }
}
