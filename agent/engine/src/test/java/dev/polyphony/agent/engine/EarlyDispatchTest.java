package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On virtual time: a planner that writes one task a second, and tools that take a second. */
class EarlyDispatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(1);
    private final List<Tool> tools = List.of(
            tool("do.begin", builder -> builder),
            tool("do.next", builder -> builder.takes(Port.many("in", TEXT))),
            tool("do.write", ToolBuilder::writes),
            tool("do.buy", builder -> builder.costing(0.01)),
            tool(
                    "do.rent",
                    builder -> builder.alsoServedBy(
                            new Binding("shop", false, null, call -> Outputs.of("text", new Value.Text("")))
                                    .costing(0.01))),
            Tool.named("do.fail").does("Fails.").takes("key", TEXT).gives(TEXT, call -> {
                throw new IllegalStateException("it broke");
            }));

    private Tool tool(String name, Function<ToolBuilder, ToolBuilder> more) {
        return more.apply(Tool.named(name).does("Works.").takes("key", TEXT))
                .gives(Port.one("text", TEXT))
                .by(call -> {
                    time.pause(SECOND);
                    return Outputs.of("text", new Value.Text(call.text("key")));
                });
    }

    private static Task task(String id, String tool, String key, String... sources) {
        Input word = new Input.Literal(key);
        List<Input> made = new ArrayList<>();
        for (String source : sources) {
            made.add(Input.Made.by(source, "text"));
        }
        return Task.of(
                id, tool, made.isEmpty() ? Map.of("key", word) : Map.of("key", word, "in", new Input.Many(made)));
    }

    /** Writes these tasks, one a second, and then has that draft. */
    private Planner writer(List<Task> written, Function<PlanRequest, Draft> whole) {
        return new Planner() {
            @Override
            public String name() {
                return "writer";
            }

            @Override
            public Draft plan(PlanRequest request) {
                return plan(request, PlanListener.NONE);
            }

            @Override
            public Draft plan(PlanRequest request, PlanListener listener) {
                for (Task task : written) {
                    time.pause(SECOND);
                    time.whenThere(() -> listener.task(task));
                }
                return whole.apply(request);
            }
        };
    }

    private List<JournalEntry> run(Planner planner, Consumer<EngineBuilder> settings) {
        VirtualRig rig =
                new VirtualRig(time, new FolderStore(folder), tools, request -> Draft.of(List.of()), builder -> {
                    builder.planner(planner);
                    settings.accept(builder);
                });
        return rig.run("do it");
    }

    private List<JournalEntry> run(List<Task> written) {
        return run(writer(written, request -> Draft.of(written)), builder -> {});
    }

    /** Returns what happened to a task, with the second in which it did: "started 1, succeeded 2". */
    private static String story(List<JournalEntry> entries, String taskId) {
        List<String> words = new ArrayList<>();
        for (JournalEntry entry : entries) {
            long second = Duration.between(entries.get(0).at(), entry.at()).toSeconds();
            if (entry.event() instanceof RunEvent.OfTask ofTask
                    && ofTask.taskId().equals(taskId)) {
                String name = entry.event().getClass().getSimpleName().replace("Task", "");
                if (!name.equals("ArtifactCreated")) {
                    words.add(name.toLowerCase(java.util.Locale.ROOT) + " " + second);
                }
            }
        }
        return String.join(", ", words);
    }

    private static List<String> planned(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.event() instanceof RunEvent.PlanAccepted)
                .flatMap(entry -> ((RunEvent.PlanAccepted) entry.event()).plan().tasks().stream())
                .map(Task::id)
                .toList();
    }

    private static RunEvent last(List<JournalEntry> entries) {
        return entries.get(entries.size() - 1).event();
    }

    @Test
    void startsATaskAsSoonAsItIsWrittenAndItsInputsExist() {
        List<JournalEntry> entries = run(List.of(
                task("t1", "do.begin", "one"), task("t2", "do.next", "two", "t1"), task("t3", "do.begin", "three")));
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, succeeded 2");
        assertThat(story(entries, "t2")).isEqualTo("planned 2, started 2, succeeded 3");
        assertThat(story(entries, "t3")).isEqualTo("planned 3, started 3, succeeded 4");
        assertThat(last(entries)).isEqualTo(new RunEvent.RunCompleted(Duration.ofSeconds(4)));
    }

    @Test
    void waitsForTheWholePlanWhereThatIsSet() {
        List<Task> tasks = List.of(task("t1", "do.begin", "one"), task("t2", "do.next", "two", "t1"));
        List<JournalEntry> entries =
                run(writer(tasks, request -> Draft.of(tasks)), builder -> builder.earlyDispatch(false));
        assertThat(story(entries, "t1")).isEqualTo("started 2, succeeded 3");
        assertThat(last(entries)).isEqualTo(new RunEvent.RunCompleted(Duration.ofSeconds(4)));
    }

    @Test
    void neverStartsEarlyWhatWritesOrCosts() {
        List<JournalEntry> entries = run(List.of(
                task("w", "do.write", "one"),
                task("b", "do.buy", "two"),
                task("r", "do.rent", "three"),
                task("n", "do.next", "four", "w")));
        assertThat(story(entries, "w")).isEqualTo("planned 1, started 4, succeeded 5");
        assertThat(story(entries, "b")).isEqualTo("planned 2, started 4, succeeded 5");
        assertThat(story(entries, "r")).isEqualTo("planned 3, started 4, succeeded 5");
        assertThat(story(entries, "n")).isEqualTo("planned 4, started 5, succeeded 6");
    }

    @Test
    void cancelsWhatTheWholePlanDoesNotHold() {
        Task one = task("t1", "do.begin", "one");
        Task other = task("t2", "do.begin", "two");
        Task stillGoing = task("t3", "do.next", "three", "t2");
        List<JournalEntry> entries = run(
                writer(List.of(one, other, stillGoing), request -> {
                    time.pause(SECOND.dividedBy(2));
                    return new Draft(List.of(one, other, stillGoing), List.of(new OutputRef("t1", "text")), null);
                }),
                builder -> {});
        assertThat(planned(entries)).containsExactly("t1");
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, succeeded 2");
        assertThat(story(entries, "t2")).isEqualTo("planned 2, started 2, succeeded 3");
        assertThat(story(entries, "t3")).isEqualTo("planned 3, started 3, cancelled 3");
        assertThat(last(entries)).isInstanceOf(RunEvent.RunCompleted.class);
    }

    @Test
    void leavesAloneWhatIsNotCertain() {
        List<Task> tasks = List.of(
                task("t1", "do.next", "forward", "t2"),
                task("t2", "do.begin", "one"),
                task("t2", "do.begin", "twice"),
                task("t3", "no.tool", "none"),
                task("t4", "do.next", "of none", "t3"));
        List<JournalEntry> entries =
                run(writer(tasks, request -> Draft.of(List.of(tasks.get(0), tasks.get(1)))), builder -> {});
        assertThat(story(entries, "t1")).isEqualTo("started 5, succeeded 6");
        assertThat(story(entries, "t2")).isEqualTo("planned 2, started 2, succeeded 3");
        assertThat(story(entries, "t3")).isEmpty();
        assertThat(story(entries, "t4")).isEmpty();
    }

    @Test
    void keepsWhatGoesOnThroughASecondAsking() {
        Task good = task("t1", "do.begin", "one");
        Task bad = task("t2", "no.tool", "two");
        Planner second = Rig.planner("second", request -> {
            throw new AssertionError("the first one has it right in the end");
        });
        List<JournalEntry> entries = run(
                writer(
                        List.of(good, bad),
                        request -> Draft.of(
                                List.of(good, request.rejected() == null ? bad : task("t2", "do.next", "two", "t1")))),
                builder -> builder.fallback(second));
        assertThat(planned(entries)).containsExactly("t1", "t2");
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, succeeded 2");
        assertThat(story(entries, "t2")).isEqualTo("started 4, succeeded 5");
    }

    @Test
    void knowsATaskAgainUnderTheNameThatAnotherPlannerGivesIt() {
        Planner breaksOff = writer(List.of(task("t1", "do.begin", "one"), task("t2", "do.begin", "vain")), request -> {
            throw new ProviderUnavailableException("broken off.\nMaybe again.");
        });
        Planner fallback = Rig.planner(
                "second",
                request -> Draft.of(List.of(task("t2", "do.begin", "one"), task("t1", "do.next", "three", "t2"))));
        List<JournalEntry> entries = run(breaksOff, builder -> builder.fallback(fallback));
        assertThat(planned(entries)).containsExactly("t1", "t1-2");
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, succeeded 2");
        assertThat(story(entries, "t2")).isEqualTo("planned 2, started 2, cancelled 2");
        assertThat(story(entries, "t1-2")).isEqualTo("started 2, succeeded 3");
    }

    @Test
    void cancelsEverythingWhenThereIsNoPlanInTheEnd() {
        List<JournalEntry> entries = run(
                writer(List.of(task("t1", "do.begin", "one")), request -> Draft.of(List.of(task("t9", "no.tool", "")))),
                builder -> {});
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, cancelled 1");
        assertThat(last(entries)).isInstanceOf(RunEvent.RunFailed.class);
    }

    @Test
    void cancelsEverythingWhenTheWholePlanIsAnAnswer() {
        List<JournalEntry> entries = run(
                writer(List.of(task("t1", "do.begin", "one")), request -> Draft.answering("No need.")), builder -> {});
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, cancelled 1");
        assertThat(last(entries)).isInstanceOf(RunEvent.RunCompleted.class);
    }

    @Test
    void skipsWhatIsWrittenAfterThatOnWhichItDependsHasFailed() {
        List<JournalEntry> entries = run(
                List.of(task("t1", "do.fail", "one"), task("t2", "do.next", "two", "t1"), task("t3", "do.begin", "")));
        assertThat(story(entries, "t1")).isEqualTo("planned 1, started 1, failed 1");
        assertThat(story(entries, "t2")).isEqualTo("planned 2, skipped 2");
        assertThat(story(entries, "t3")).isEqualTo("planned 3, started 3, succeeded 4");
        assertThat(last(entries)).isInstanceOf(RunEvent.RunCompleted.class);
    }
}
