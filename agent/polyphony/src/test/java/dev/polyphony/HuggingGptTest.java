package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.llm.JarvisTasks;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.remote.RemoteTools;
import dev.polyphony.tools.remote.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 35 task types of HuggingGPT, as its planner writes them, over the tools of this project. */
class HuggingGptTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CATALOGUE = Path.of("../../src/main/resources").resolve(RemoteTools.CATALOGUE);
    private static final List<Artifact> FILES = List.of(
            artifact('a', Modality.IMAGE, "image/jpeg", "a.jpg"),
            artifact('b', Modality.AUDIO, "audio/wav", "b.wav"),
            artifact('c', Modality.TABLE, "text/csv", "c.csv"));

    /** What each type takes besides what all of its kind take. */
    private static final Map<String, String> ARGS = Map.of(
            "question-answering", "{\"text\":\"Who came?\",\"context\":\"Ann came.\"}",
            "sentence-similarity", "{\"text1\":\"A dog runs.\",\"text2\":\"A dog is running.\"}",
            "tabular-classification", "{\"text\":\"c.csv\"}",
            "visual-question-answering", "{\"image\":\"a.jpg\",\"text\":\"What is it?\"}",
            "document-question-answering", "{\"image\":\"a.jpg\",\"text\":\"What is it?\"}");

    private static LocalTools local;
    private static RemoteTools remote;
    private static Toolbox toolbox;

    private static Artifact artifact(char id, Modality kind, String type, String label) {
        return new Artifact(String.valueOf(id).repeat(64), kind, type, 1, label, Measures.NONE);
    }

    @BeforeAll
    static void open() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        TaskType.ofHuggingGpt(Files.readString(CATALOGUE))
                .forEach(type -> type.settings()
                        .forEach(s -> settings.put(s, s.endsWith("api-key") ? "k" : "http://localhost:9")));
        local = LocalTools.available();
        remote = RemoteTools.from(settings, Files.readString(CATALOGUE), Clock.systemUTC());
        toolbox = Toolbox.of(JoinedTools.of(List.of(local.tools(), remote.tools())), List.of());
    }

    @AfterAll
    static void close() {
        local.close();
        remote.close();
    }

    static Stream<JarvisTasks.Type> types() {
        return HuggingGpt.types().stream();
    }

    @Test
    void thereAre35() {
        assertThat(HuggingGpt.types())
                .hasSize(35)
                .extracting(JarvisTasks.Type::name)
                .doesNotHaveDuplicates();
    }

    private static String args(String type) {
        if (ARGS.containsKey(type)) {
            return ARGS.get(type);
        }
        if (type.startsWith("audio-") || type.equals("automatic-speech-recognition")) {
            return "{\"audio\":\"b.wav\"}";
        }
        if (type.endsWith("-text-to-image")) {
            return "{\"text\":\"a castle\",\"image\":\"a.jpg\"}";
        }
        boolean picture = type.startsWith("image-")
                || type.endsWith("-control")
                || type.equals("object-detection")
                || type.equals("depth-estimation");
        return picture ? "{\"image\":\"a.jpg\"}" : "{\"text\":\"Ann came to Paris.\"}";
    }

    @ParameterizedTest
    @MethodSource("types")
    void isReadAsAPlanThatRunsAndWrittenAsItWas(JarvisTasks.Type type) throws IOException {
        JarvisTasks tasks = HuggingGpt.tasks(toolbox);
        String json = "[{\"task\":\"%s\",\"id\":0,\"dep\":[-1],\"args\":%s}]".formatted(type.name(), args(type.name()));

        Draft draft = tasks.read(json, FILES);

        assertThat(draft.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.tool()).isEqualTo(type.tool()));
        assertThat(PlanCheck.check(draft, toolbox, FILES, PlanLimits.DEFAULT).findings())
                .as("%s", draft)
                .isEmpty();
        assertThat(JSON.readTree(tasks.write(draft, FILES))).isEqualTo(JSON.readTree(json));
    }

    @Test
    void aToolThatIsMissingIsReadAllTheSame() {
        JarvisTasks tasks = HuggingGpt.tasks(Toolbox.of(List.of(), RemoteTools.missing()));

        Draft draft = tasks.read(
                "[{\"task\":\"text-to-image\",\"id\":0,\"dep\":[-1],\"args\":{\"text\":\"a horse\"}}]", List.of());

        assertThat(draft.tasks().get(0).inputs()).containsOnlyKeys("text");
    }
}
