package dev.polyphony.agent.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The server as it is packaged, in a process of its own.
 *
 * @param process the process
 * @param address where it listens
 */
record PackagedServer(Process process, String address) {
    /** Starts it on a port of its own, with these further variables, and waits until it listens. */
    static PackagedServer start(Path home, Map<String, String> environment) throws IOException {
        Path jar = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        assertThat(jar).as("the packaged application").exists();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-Djava.awt.headless=true",
                        "-jar",
                        jar.toString(),
                        "serve"))
                .redirectErrorStream(true);
        builder.environment().put("POLYPHONY_HOME", home.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new PackagedServer(process, addressOf(process));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the line that tells the address, and goes on reading so that the server never blocks on its output. */
    private static String addressOf(Process server) throws IOException {
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            int at = line.indexOf("Polyphony is at ");
            if (at >= 0) {
                Thread drain = new Thread(() -> output.lines().forEach(rest -> {}), "server-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(at + "Polyphony is at ".length()).trim();
            }
        }
        throw new AssertionError("the server ended before it listened:\n" + said);
    }
}
