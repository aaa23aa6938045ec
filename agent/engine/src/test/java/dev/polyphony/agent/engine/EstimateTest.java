package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector.Observation;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Observations;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans would take, and what they took, on virtual time. */
class EstimateTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(1);
    private final List<Tool> tools = List.of(
            local("say.slow", 4_000, builder -> {}),
            local("say.quick", 1_000, ToolBuilder::pure),
            Tool.named("say.far")
                    .does("Says it far away.")
                    .takes("word", TEXT)
                    .takes(Port.optional("hint", TEXT))
                    .servedBy("cloud")
                    .costing(0.002)
                    .alsoServedBy(new Binding("here", true, null, call -> work(call, 100)))
                    .gives(Port.one("text", TEXT))
                    .by(call -> {
                        call.tokens(30, 0);
                        call.tokens(10, 7);
                        return work(call, 2_000);
                    }),
            Tool.named("say.never").does("Fails.").takes("word", TEXT).gives(TEXT, call -> {
                call.tokens(5, 1);
                throw new ProviderUnavailableException("down.\nMaybe wait.");
            }));

    private Tool local(String name, int millis, Consumer<ToolBuilder> more) {
        ToolBuilder builder = Tool.named(name).does("Says it.").takes("word", TEXT);
        more.accept(builder);
        return builder.gives(Port.one("text", TEXT)).by(call -> work(call, millis));
    }

    private Outputs work(ToolCall call, int millis) {
        time.pause(Duration.ofMillis(millis));
        return Outputs.of("text", new Value.Text(call.text("word")));
    }

    private static Task task(String id, String tool, Input word) {
        return Task.of(id, tool, Map.of("word", word));
    }

    private static final Draft PLAN = Draft.of(List.of(
            task("t1", "say.quick", new Input.Literal("one")),
            task("t2", "say.slow", Input.Made.by("t1", "text")),
            task("t3", "say.far", Input.Made.by("t1", "text"))));

    private VirtualRig rig(Consumer<EngineBuilder> settings) {
        return new VirtualRig(time, new FolderStore(folder), tools, request -> PLAN, settings);
    }

    private static Estimate estimate(VirtualRig rig) {
        Proposal proposal = rig.engine.plan(Request.of("say it", List.of()));
        Estimate estimate = proposal.estimate();
        assertThat(estimate).isNotNull();
        return estimate;
    }

    @Test
    void knowsPricesAndWhatLeavesTheMachineBeforeTheFirstCall() {
        Estimate estimate = estimate(rig(builder -> {}));
        assertThat(estimate.time()).isZero();
        assertThat(estimate.costUsd()).isEqualTo(0.002);
        assertThat(estimate.tasks())
                .containsExactly(
                        new Estimate.OfTask("t1", "local", null, 0, false, List.of(), List.of()),
                        new Estimate.OfTask("t2", "local", null, 0, false, List.of(), List.of()),
                        new Estimate.OfTask("t3", "cloud", null, 0.002, false, List.of("word"), List.of("cloud")));
    }

    @Test
    void addsUpTheUsualTimesAlongTheCriticalPath() {
        VirtualRig rig = rig(builder -> {});
        rig.run(PLAN);
        Estimate estimate = estimate(rig);
        assertThat(estimate.time()).isCloseTo(Duration.ofSeconds(5), Duration.ofMillis(50));
        assertThat(estimate.tasks().get(2).time()).isCloseTo(Duration.ofSeconds(2), Duration.ofMillis(20));
        assertThat(estimate(rig)).isEqualTo(estimate);
    }

    @Test
    void takesNoTimeForWhatIsThereAlready() {
        VirtualRig rig = rig(builder -> builder.cache(new MemoryCache()));
        rig.run(PLAN);
        Estimate estimate = estimate(rig);
        assertThat(estimate.tasks().get(0).cached()).isTrue();
        assertThat(estimate.time()).isCloseTo(Duration.ofSeconds(4), Duration.ofMillis(40));
    }

    @Test
    void beginsWithWhatEarlierProgramsSaw() {
        List<Observation> kept = new ArrayList<>();
        Observations observations = new Observations() {
            @Override
            public void add(Observation observation) {
                kept.add(observation);
            }

            @Override
            public List<Observation> earlier() {
                return List.copyOf(kept);
            }
        };
        kept.add(new Observation("say.gone", "local", Duration.ofSeconds(9), true));
        rig(builder -> builder.observations(observations)).run(PLAN);
        assertThat(kept).hasSize(4);
        Estimate estimate = estimate(rig(builder -> builder.observations(observations)));
        assertThat(estimate.time()).isCloseTo(Duration.ofSeconds(5), Duration.ofMillis(50));
    }

    @Test
    void tellsOfEachTaskWhatItTook() {
        List<JournalEntry> entries = rig(builder -> {}).run(PLAN);
        Map<String, RunEvent.Usage> usages = usages(entries);
        assertThat(usages.get("t1")).isEqualTo(new RunEvent.Usage("t1", null, null, 1.0, null, 3L));
        RunEvent.Usage far = usages.get("t3");
        assertThat(far).isEqualTo(new RunEvent.Usage("t3", 40L, 7L, far.seconds(), 0.002, 3L));
        assertThat(far.seconds()).isCloseTo(2.0, within(1e-9));
    }

    @Test
    void tellsOfTokensThatAFailureTookAndOfNoPrice() {
        List<JournalEntry> entries =
                rig(builder -> {}).run(Draft.of(List.of(task("t1", "say.never", new Input.Literal("one")))));
        assertThat(usages(entries).get("t1")).isEqualTo(new RunEvent.Usage("t1", 5L, 1L, 0.0, null, null));
    }

    private static Map<String, RunEvent.Usage> usages(List<JournalEntry> entries) {
        Map<String, RunEvent.Usage> usages = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.Usage usage) {
                usages.put(String.valueOf(usage.task()), usage);
            }
        }
        return usages;
    }
}
