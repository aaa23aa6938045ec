package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.PolyphonyException;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code polyphony serve}: the server with the chat page, until it is stopped. */
@Command(name = "serve", description = "Starts the server with the chat page.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen (default: 8080, or QUARKUS_HTTP_PORT).")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: 127.0.0.1, or QUARKUS_HTTP_HOST).")
    private @Nullable String host;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (port != null) {
            System.setProperty("quarkus.http.port", String.valueOf(port));
        }
        if (host != null) {
            System.setProperty("quarkus.http.host", host);
        }
        Config config = ConfigProvider.getConfig();
        String address = config.getValue("quarkus.http.host", String.class);
        String fault = faultOf(address, config.getValue("quarkus.http.port", Integer.class));
        if (fault != null) {
            terminal.err().println("polyphony: " + fault);
            return Cli.FAILED;
        }
        AtomicInteger code = new AtomicInteger();
        Quarkus.run(Serving.class, (ended, error) -> {
            code.set(error == null ? ended : Cli.FAILED);
            if (error != null) {
                terminal.err().println("polyphony: " + messageOf(error));
            }
        });
        return code.get();
    }

    /** Returns what is wrong with an address, or null. */
    static @Nullable String faultOf(String host, int port) {
        if (port < 0 || port > 65_535) {
            return "port %d must be in [0, 65535].\nMaybe --port 8080".formatted(port);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return null;
        } catch (BindException e) {
            return String.valueOf(e.getMessage()).contains("in use")
                    ? "port %d is in use.\nMaybe --port %d".formatted(port, port < 65_535 ? port + 1 : 8080)
                    : "port %d on %s can't be used: %s.\nMaybe --port 8080".formatted(port, host, e.getMessage());
        } catch (IOException e) {
            return "\"%s\" is no address of this machine: %s.\nMaybe --host 127.0.0.1".formatted(host, e.getMessage());
        }
    }

    private static String messageOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PolyphonyException known) {
                return known.getMessage();
            }
        }
        return "the server did not start: %s.\nMaybe look at what is logged above.".formatted(error);
    }
}
