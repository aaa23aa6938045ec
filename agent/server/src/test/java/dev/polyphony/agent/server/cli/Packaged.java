package dev.polyphony.agent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged program, as the launcher starts it.
 *
 * @param folder where its home and what it says is put
 * @param properties system properties, without {@code polyphony.}
 * @param environment variables that it sees besides
 */
record Packaged(Path folder, Map<String, String> properties, Map<String, String> environment) {
    private static final Pattern RUN = Pattern.compile("Run (\\S+), ");

    /** Runs a command and returns all that it says. */
    String run(int code, String... args) throws IOException, InterruptedException {
        Path jar = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        assertThat(jar).as("the packaged application").exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true"));
        properties.forEach((name, value) -> command.add("-Dpolyphony." + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        Path log = Files.createTempFile(folder, "said", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("POLYPHONY_HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        int ended = builder.start().waitFor();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended).as(said).isEqualTo(code);
        return said;
    }

    /** Returns the events of the run that a command told of. */
    List<JsonNode> eventsOf(String said, int code) throws IOException, InterruptedException {
        Matcher run = RUN.matcher(said);
        assertThat(run.find()).as(said).isTrue();
        List<JsonNode> events = new ArrayList<>();
        String lines = run(code, "run", run.group(1), "--json");
        for (String line : lines.lines().filter(l -> l.startsWith("{")).toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }
}
