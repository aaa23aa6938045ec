package dev.polyphony.agent.server.cli;

import static dev.polyphony.testkit.EndpointAnswer.json;
import static dev.polyphony.testkit.EndpointAnswer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.server.Settings;
import dev.polyphony.testkit.EndpointAsk;
import dev.polyphony.testkit.FakeEndpoint;
import dev.polyphony.testkit.ScriptedLlm;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {
    private static final String CANARY = "canary-51b2e0c4";

    @TempDir
    Path home;

    private final FakeEndpoint server = FakeEndpoint.start();
    private final ScriptedLlm llm = ScriptedLlm.start();
    private final StringWriter out = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
        llm.close();
    }

    private int doctor(String... settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("polyphony.home", home.toString(), "polyphony.llm.timeout", "60s"));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return doctor(() -> Settings.of(new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(application(), "application", 100),
                        new PropertiesConfigSource(all, "test", 500))
                .addDefaultInterceptors()
                .build()));
    }

    private int doctor(Supplier<Settings> settings) {
        Terminal terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(out, true));
        return Cli.run(
                new Shell(
                        terminal,
                        () -> {
                            throw new AssertionError("doctor asks for no agent");
                        },
                        () -> {
                            throw new AssertionError("doctor reads no journal");
                        },
                        settings),
                "doctor");
    }

    private static Map<String, String> application() {
        java.util.Properties properties = new java.util.Properties();
        try (var in = java.nio.file.Files.newInputStream(Path.of("../../src/main/resources/application.properties"))) {
            properties.load(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> all = new HashMap<>();
        properties.forEach((key, value) -> all.put((String) key, (String) value));
        return all;
    }

    @Test
    void tellsWhatIsHereAndWhatWouldBringTheRest() {
        assertThat(doctor()).isEqualTo(Cli.OK);

        assertThat(out.toString())
                .contains("✓ java: ", "✓ home: " + home, " GB free", "✓ embedded tools: ")
                .contains("– language model: none is set", "→ set POLYPHONY_LLM_BASE_URL and POLYPHONY_LLM_MODEL")
                .contains("– endpoints: none is set", "image.paint")
                .contains("What is set works.");
    }

    @Test
    void asksWhatIsSetWithoutCallingAnyTool() {
        server.on("GET /", json("{}"));
        llm.serves("llama3.1");

        assertThat(doctor(
                        "polyphony.remote.diffusers.base-url=" + server.baseUrl(),
                        "polyphony.llm.base-url=" + llm.baseUrl(),
                        "polyphony.llm.model=llama3.1"))
                .as("%s", out)
                .isEqualTo(Cli.OK);

        assertThat(out.toString())
                .contains("✓ diffusers: " + server.baseUrl(), "polyphony-diffusers; image.paint", "answered in ")
                .contains("✓ language model: llama3.1 at " + llm.baseUrl());
        assertThat(server.asked()).extracting(EndpointAsk::method).containsOnly("GET");
        assertThat(llm.asked()).isEmpty();
    }

    @Test
    void namesWhatIsSetAndDoesNotAnswerWithTheSettingToLookAt() {
        server.on("GET /", status(503));
        server.on("GET /v1/models", status(401));

        assertThat(doctor(
                        "polyphony.remote.diffusers.base-url=http://127.0.0.1:1",
                        "polyphony.remote.a1111.base-url=" + server.baseUrl(),
                        "polyphony.remote.a1111.api-key=" + CANARY,
                        "polyphony.llm.base-url=" + server.baseUrl() + "/v1",
                        "polyphony.llm.api-key=" + CANARY,
                        "polyphony.llm.model=llama3.1"))
                .isEqualTo(Cli.FAILED);

        assertThat(out.toString())
                .contains("✗ diffusers: http://127.0.0.1:1 can't be reached: nobody listens there")
                .contains("→ look at polyphony.remote.diffusers.base-url")
                .contains("✗ a1111: " + server.baseUrl() + " answers 503")
                .contains("✗ language model: " + server.baseUrl() + "/v1 refuses the key (401)")
                .contains("3 of what is set does not work.")
                .doesNotContain(CANARY);
        assertThat(server.asked("GET /").toString()).doesNotContain(CANARY);
    }

    @Test
    void namesTheModelsThatThereAre() {
        llm.serves("qwen3", "phi4");

        assertThat(doctor("polyphony.llm.base-url=" + llm.baseUrl(), "polyphony.llm.model=llama3.1"))
                .isEqualTo(Cli.FAILED);

        assertThat(out.toString()).contains("does not have llama3.1", "one that it has: qwen3, phi4");
    }

    @Test
    void passesOnWhatIsWrongWithSettings() {
        assertThat(doctor("polyphony.remote.fal.apikey=x")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ endpoints: polyphony.remote.fal.apikey is no setting", "→ one of");
        assertThat(doctor("polyphony.llm.model=x")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ language model: only the model is set", "set POLYPHONY_LLM_BASE_URL");
        assertThat(doctor(() -> {
                    throw new RegistrationException("it is all wrong.\nMaybe mend it.");
                }))
                .isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ settings: it is all wrong.", "→ mend it.");
    }

    @Test
    void readsDevicesAndKeysOfFiles() throws java.io.IOException {
        llm.serves("llama3.1").requiresKey(CANARY);
        Path key = java.nio.file.Files.writeString(home.resolve("key"), CANARY + "\n");
        assertThat(doctor(
                        "polyphony.llm.base-url=" + llm.baseUrl(),
                        "polyphony.llm.model=llama3.1",
                        "polyphony.llm.api-key-file=" + key,
                        "polyphony.local.device=cpu:0,cpu:1",
                        "polyphony.local.memory=500M"))
                .as("%s", out)
                .isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("on device cpu:0,cpu:1").doesNotContain(CANARY);
        assertThat(doctor("polyphony.local.device=tpu")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ settings: device \"tpu\"", "→ auto?");
        assertThat(doctor("polyphony.local.memory=much")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("polyphony.local.memory (much) is no size.", "→ 500M");
    }

    @Test
    void tellsOfMcpServersThatDoNotStart() {
        assertThat(doctor("polyphony.mcp.files.command=/nowhere/server")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("✗ mcp files: ");
        assertThat(List.of(out.toString().split("\n"))).anyMatch(line -> line.startsWith("  → "));
    }
}
