package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Traits;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.prompts.PlanPool;
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
import org.junit.jupiter.api.Test;

/** The examples that ship with the prompts are plans over the tools that ship as well. */
class PlanPoolTest {
    @Test
    void everyLineIsAPlanThatTheToolsOfThisProjectRun() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        String catalogue = Files.readString(Path.of("../../src/main/resources").resolve(RemoteTools.CATALOGUE));
        TaskType.ofHuggingGpt(catalogue)
                .forEach(type -> type.settings()
                        .forEach(s -> settings.put(s, s.endsWith("api-key") ? "k" : "http://localhost:9")));
        try (LocalTools local = LocalTools.available();
                RemoteTools remote = RemoteTools.from(settings, catalogue, Clock.systemUTC())) {
            Toolbox all = Toolbox.of(
                    JoinedTools.of(List.of(
                            Stream.concat(local.tools().stream(), missing(local))
                                    .toList(),
                            remote.tools())),
                    List.of());
            assertThat(PlanPool.over(all).stream().map(PlanExample::request).toList())
                    .containsExactlyElementsOf(PlanPool.requests());
        }
    }

    /** Tools whose programs this machine lacks have the same ports. */
    private static Stream<Tool> missing(LocalTools local) {
        return local.absent().stream().map(AbsentTool::signature).map(PlanPoolTest::planned);
    }

    private static Tool planned(Signature signature) {
        return new Tool(signature, Traits.DEFAULT, List.of(new Binding("none", true, null, call -> {
            throw new UnsupportedOperationException("planned, never called");
        })));
    }
}
