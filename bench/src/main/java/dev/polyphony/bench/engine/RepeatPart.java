package dev.polyphony.bench.engine;

import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What is run again when a request is repeated, or its plan edited. */
final class RepeatPart implements Part {
    private static final String OURS = "polyphony";
    private static final int NODES = 10;
    private static final Duration WORK = Duration.ofMillis(50);

    @Override
    public String name() {
        return "repeat";
    }

    @Override
    public String about() {
        return "Plans of ten tasks of 50 ms each, shaped at random. *Same*: the same request once more, in another session, with tools that are"
                + " declared pure. *Edit*: every task of the plan is edited in turn, in a rerun of the finished run, with tools that are not."
                + " *Wrong runs* are those in which another set of tasks ran than the edited one and all that depends on it.";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(Column.latencies());
        columns.add(new Column("tasks run", "tool_calls", 2));
        columns.add(new Column("of them needed", "needed", 2));
        columns.add(new Column("wrong runs", "wrong", 0));
        columns.add(new Column("errors", "errors", 0));
        return columns;
    }

    @Override
    public List<Row> run(Rig rig) throws Exception {
        int plans = rig.rounds(3, 20);
        List<Row> rows = new ArrayList<>();
        rig.say("  same");
        try (EngineHome home = new EngineHome(rig.scratch(), true, List.of(tool(true)), builder -> {})) {
            Samples first = new Samples();
            Samples again = new Samples();
            int wrong = 0;
            for (int seed = 1; seed <= plans; seed++) {
                Draft plan = plan(seed, -1);
                int before = ran(timed(first, home.engine().start(Request.of("go", List.of()), plan)))
                        .size();
                int after = ran(timed(again, home.engine().start(Request.of("go", List.of()), plan)))
                        .size();
                first.used(0, 0, before);
                again.used(0, 0, after);
                wrong += after == 0 && before == NODES ? 0 : 1;
            }
            rows.add(first.row(OURS, "first time", 1).with("needed", NODES));
            rows.add(again.row(OURS, "same", 1).with("needed", 0).with("wrong", wrong));
        }
        rig.say("  edit");
        rows.add(edits(rig, plans));
        return rows;
    }

    private static Row edits(Rig rig, int plans) throws Exception {
        try (EngineHome home = new EngineHome(rig.scratch(), true, List.of(tool(false)), builder -> {})) {
            Samples samples = new Samples();
            int wrong = 0;
            long needed = 0;
            for (int seed = 1; seed <= plans; seed++) {
                Run first = home.engine().start(Request.of("go", List.of()), plan(seed, -1));
                first.answer();
                for (int edited = 0; edited < NODES; edited++) {
                    Draft plan = plan(seed, edited);
                    Request request = new Request("go", List.of(), first.sessionId(), "tools");
                    Set<String> ran = ran(timed(samples, home.engine().rerun(first.id(), request, plan)));
                    Set<String> cone = cone(plan, "n" + edited);
                    samples.used(0, 0, ran.size());
                    needed += cone.size();
                    wrong += ran.equals(cone) ? 0 : 1;
                }
            }
            return samples.row(OURS, "edit", 1)
                    .with("needed", (double) needed / plans / NODES)
                    .with("wrong", wrong);
        }
    }

    private static Tool tool(boolean pure) {
        var declared = Tool.named(Scenarios.WORK)
                .does("Works on texts.")
                .takes(Port.many("parts", TEXT))
                .takes("words", TEXT);
        return (pure ? declared.pure() : declared).gives(TEXT, call -> {
            Thread.sleep(WORK.toMillis());
            return call.text("words") + " of " + call.texts("parts").hashCode();
        });
    }

    /** Returns a plan of ten tasks, of which one may say something else than in the other plans of its seed. */
    static Draft plan(int seed, int edited) {
        Random random = new Random(seed);
        List<Task> tasks = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            List<Input> parts = new ArrayList<>();
            for (int before = Math.max(0, node - 3); before < node; before++) {
                if (random.nextBoolean()) {
                    parts.add(Input.Made.by("n" + before, "text"));
                }
            }
            if (parts.isEmpty()) {
                parts.add(new Input.Literal("nothing before"));
            }
            Map<String, Input> inputs = new LinkedHashMap<>();
            inputs.put("parts", new Input.Many(parts));
            inputs.put("words", new Input.Literal("%d-%d%s".formatted(seed, node, node == edited ? " edited" : "")));
            tasks.add(Task.of("n" + node, Scenarios.WORK, inputs));
        }
        return Draft.of(tasks);
    }

    /** Returns a task and all that depend on it. */
    static Set<String> cone(Draft plan, String edited) {
        Set<String> cone = new HashSet<>(Set.of(edited));
        for (Task task : plan.tasks()) {
            if (task.dependencies().stream().anyMatch(cone::contains)) {
                cone.add(task.id());
            }
        }
        return cone;
    }

    private static Run timed(Samples samples, Run run) throws InterruptedException {
        long begun = System.nanoTime();
        run.answer();
        samples.took(System.nanoTime() - begun);
        return run;
    }

    private static Set<String> ran(Run run) {
        Set<String> ran = new HashSet<>();
        for (JournalEntry entry : run.events(0).poll(Integer.MAX_VALUE)) {
            if (entry.event() instanceof RunEvent.TaskStarted started) {
                ran.add(started.taskId());
            }
        }
        return ran;
    }

    @Override
    public List<Bar> bars(List<Row> rows) {
        Row same = Row.find(rows, OURS, "same");
        return List.of(
                Bar.atMost("the same request again: tasks run", 0, same.figure("tool_calls"), ""),
                Bar.atMost(
                        "one task edited: runs of other tasks than its cone",
                        0,
                        Row.find(rows, OURS, "edit").figure("wrong"),
                        ""));
    }
}
