package dev.polyphony.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.polyphony.tools.remote.RemoteTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What images and compose files name is there: files, settings, other services. */
class DockerTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/polyphony/Dockerfile",
                "docker/polyphony/cuda.Dockerfile",
                "docker/model-server/Dockerfile"
            })
    void imagesRunAsAUserOfTheirOwnAndTellWhetherTheyAreWell(String file) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(file));
        assertThat(lines).contains("USER 10001");
        assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK "));
        assertThat(lines.indexOf("USER 10001"))
                .as("the program is started by that user")
                .isLessThan(lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith("ENTRYPOINT"))
                        .findFirst()
                        .orElseThrow()));
        for (String line : lines) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                String[] words = line.split("\\s+");
                Stream.of(words)
                        .skip(1)
                        .limit(words.length - 2)
                        .filter(source -> !source.equals("."))
                        .forEach(source ->
                                assertThat(ROOT.resolve(source)).as(line).exists());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "docker/compose.tiny.yaml", "docker/compose.gpu.yaml"})
    void composeFilesNameImagesSettingsAndServicesThatThereAre(String more) throws IOException {
        JsonNode base = services("docker/compose.yaml");
        JsonNode services = more.isEmpty() ? base : services(more);
        Set<String> names = new TreeSet<>();
        base.fieldNames().forEachRemaining(names::add);
        services.fieldNames().forEachRemaining(names::add);
        services.properties().forEach(service -> {
            JsonNode build = service.getValue().path("build");
            if (!build.isMissingNode()) {
                Path context =
                        ROOT.resolve("docker").resolve(build.path("context").asText());
                assertThat(context.resolve(build.path("dockerfile").asText())).exists();
            } else if (!base.has(service.getKey())) {
                assertThat(service.getValue().path("image").asText())
                        .as("a pinned image")
                        .containsPattern(":v?\\d");
            }
            service.getValue().path("environment").properties().forEach(variable -> {
                if (variable.getKey().startsWith("POLYPHONY_")) {
                    assertThat(variables()).contains(variable.getKey());
                }
                Matcher host = Pattern.compile("^http://([a-z]+):")
                        .matcher(variable.getValue().asText());
                if (host.find()) {
                    assertThat(names).contains(host.group(1));
                }
            });
        });
    }

    @Test
    void theServerListensOnThisMachineAloneAndWaitsForItsModels() throws IOException {
        JsonNode polyphony = services("docker/compose.yaml").path("polyphony");
        assertThat(polyphony.path("ports"))
                .hasSize(1)
                .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
        assertThat(polyphony.path("depends_on").path("models").path("condition").asText())
                .isEqualTo("service_healthy");
    }

    private static JsonNode services(String file) throws IOException {
        return YAML.readTree(ROOT.resolve(file).toFile()).path("services");
    }

    /** The variables that stand for settings. */
    private static Set<String> variables() {
        Set<String> settings = new TreeSet<>();
        RemoteTools.settingNames().forEach(name -> settings.add("polyphony.remote." + name));
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(ROOT.resolve("src/main/resources/application.properties"))) {
            in.lines().map(line -> line.replaceFirst("^#(?=polyphony\\.)", "")).forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0 && line.startsWith("polyphony.")) {
                    properties.put(line.substring(0, equals), "");
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        properties.stringPropertyNames().forEach(settings::add);
        Set<String> variables = new TreeSet<>();
        settings.forEach(name -> variables.add(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
        return variables;
    }
}
