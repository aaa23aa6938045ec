package dev.polyphony.agent.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.tools.anytoany.AnyToAnyModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with its real models, and its page in a real browser. */
@Timeout(300)
class PageIT {
    private static final Path WEB = Path.of("../../web").toAbsolutePath().normalize();

    @TempDir
    Path home;

    @Test
    void thePageShowsAPhotosPlanBoxesAndSoundThroughAReloadInMidRun() throws IOException, InterruptedException {
        drive("e2e/server.e2e.mjs");
    }

    @Test
    void thePageShowsFiveTurnsWithTheAnyToAnyModel() throws IOException, InterruptedException {
        assumeTrue(AnyToAnyModel.shipped().isPresent(), "no any-to-any model is shipped");
        drive("e2e/anytoany.e2e.mjs");
    }

    /** Runs a program that drives the page, on a server of its own. */
    private void drive(String program) throws IOException, InterruptedException {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        assumeTrue(Files.isExecutable(chromium), "no Chromium at " + chromium);
        assumeTrue(Files.isDirectory(WEB.resolve("node_modules/playwright-core")), "the page was built without Node");
        Process server = serve();
        try {
            String address = addressOf(server);
            Path log = home.resolve("browser.log");
            ProcessBuilder browser = new ProcessBuilder("node", "--test", program)
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            browser.environment().put("POLYPHONY_URL", address);
            int code = browser.start().waitFor();
            String said = Files.readString(log);
            assertThat(code).as(said).isZero();
            assertThat(said).contains("pass 1").contains("skipped 0");
        } finally {
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private Process serve() throws IOException {
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
        builder.environment().put("POLYPHONY_HOME", home.resolve("polyphony").toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
        return builder.start();
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
