package dev.polyphony.agent.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polyphony.tools.anytoany.AnyToAnyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        PackagedServer server = PackagedServer.start(home.resolve("polyphony"), Map.of());
        try {
            Path log = home.resolve("browser.log");
            ProcessBuilder browser = new ProcessBuilder("node", "--test", program)
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            browser.environment().put("POLYPHONY_URL", server.address());
            int code = browser.start().waitFor();
            String said = Files.readString(log);
            assertThat(code).as(said).isZero();
            assertThat(said).contains("pass 1").contains("skipped 0");
        } finally {
            server.process().destroy();
            server.process().waitFor(20, TimeUnit.SECONDS);
        }
    }
}
