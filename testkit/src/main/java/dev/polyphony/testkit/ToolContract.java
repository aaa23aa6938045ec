package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Tool} keeps to, through its first binding. Extend it, say which tool, and give it inputs that fit. */
public abstract class ToolContract {
    @TempDir
    Path temp;

    /** Returns the tool; it may be the same for all tests. */
    protected abstract Tool tool();

    /** Returns inputs that fit, by port. Parameters that are left out get their defaults. */
    protected abstract Map<String, List<Value>> inputs();

    /** Returns inputs that the tool must refuse, by what is wrong with them; media ports with bytes of no format, if not overridden. */
    protected Map<String, Map<String, List<Value>>> badInputs() {
        Map<String, Map<String, List<Value>>> bad = new LinkedHashMap<>();
        for (Port port : tool().signature().inputs()) {
            if (port.modality().isMedia() && inputs().containsKey(port.name())) {
                byte[] junk = "this is no media file".getBytes(StandardCharsets.UTF_8);
                bad.put("empty " + port.name(), with(port, Media.of(port.modality(), new byte[0])));
                bad.put("broken " + port.name(), with(port, Media.of(port.modality(), junk)));
            }
        }
        return bad;
    }

    private Map<String, List<Value>> with(Port port, Value value) {
        Map<String, List<Value>> changed = new LinkedHashMap<>(inputs());
        changed.put(port.name(), List.of(value));
        return changed;
    }

    /** Returns how soon it must have stopped after a cancel. */
    protected Duration stopsWithin() {
        return Duration.ofSeconds(5);
    }

    private Outputs run(Map<String, List<Value>> given) throws Exception {
        return tool().bindings().get(0).body().run(call(given));
    }

    private FakeCall call(Map<String, List<Value>> given) throws IOException {
        Map<String, List<Value>> all = new LinkedHashMap<>(given);
        for (Port port : tool().signature().inputs()) {
            String byDefault = port.defaultValue();
            if (byDefault != null) {
                all.putIfAbsent(port.name(), List.of(new Value.Text(byDefault)));
            }
        }
        return FakeCall.of(all, Files.createTempDirectory(temp, "call"));
    }

    @Test
    void givesWhatItsSignaturePromises() throws Exception {
        Outputs outputs = run(inputs());
        for (Port port : tool().signature().outputs()) {
            List<Value> values = outputs.values().getOrDefault(port.name(), List.of());
            if (port.cardinality() == Cardinality.ONE) {
                assertThat(values).as(port.name()).hasSize(1);
            } else if (port.cardinality() == Cardinality.MANY) {
                assertThat(values).as(port.name()).isNotEmpty();
            }
            assertThat(values)
                    .as(port.name())
                    .allSatisfy(value -> assertThat(value.modality()).isEqualTo(port.modality()));
        }
        List<String> promised =
                tool().signature().outputs().stream().map(Port::name).toList();
        assertThat(outputs.values().keySet()).isSubsetOf(promised);
    }

    @Test
    void givesTheSameAgainIfItIsPure() throws Exception {
        if (tool().traits().pure()) {
            assertThat(contents(run(inputs()))).isEqualTo(contents(run(inputs())));
        }
    }

    @Test
    void runsOnSeveralThreadsAtOnce() throws Exception {
        List<List<Object>> all = Stopping.together(3, () -> contents(run(inputs())));
        assertThat(all).hasSize(3).doesNotContainNull();
    }

    @TestFactory
    Stream<DynamicTest> refusesBadInputWithAdvice() {
        return badInputs().entrySet().stream()
                .map(bad -> DynamicTest.dynamicTest(
                        bad.getKey(),
                        () -> assertThat(catchThrowable(() -> run(bad.getValue())))
                                .isInstanceOf(PolyphonyException.class)
                                .hasMessageContaining("\nMaybe ")));
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        FakeCall call = call(inputs());
        Stopping.check(() -> tool().bindings().get(0).body().run(call), call::cancel, stopsWithin());
    }

    /** Returns all values by port, media as their bytes, so that they can be compared. */
    private static List<Object> contents(Outputs outputs) throws IOException {
        List<Object> all = new ArrayList<>();
        for (Map.Entry<String, List<Value>> port : outputs.values().entrySet()) {
            all.add(port.getKey());
            for (Value value : port.getValue()) {
                all.add(value instanceof Media media ? FolderArtifactStore.idOf(media.bytes()) : value);
            }
        }
        return all;
    }
}
