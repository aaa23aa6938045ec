package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run on one place of a screen: the drawing of the plan, in which each task tells where it stands. */
final class ScreenView implements RunView {
    private static final long TICK_MS = 200;

    private final Terminal terminal;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "polyphony-screen");
        thread.setDaemon(true);
        return thread;
    });
    private final long begunNanos = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, TaskLine> tasks = new LinkedHashMap<>();
    private List<PlanDrawing.Row> rows = List.of();
    private List<Artifact> attachments = List.of();
    private String headline = "";
    private boolean planning;
    private int drawn;

    ScreenView(Terminal terminal) {
        this.terminal = terminal;
        ticker.scheduleAtFixedRate(this::draw, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void show(RunEvent event) {
        if (event instanceof RunEvent.RunCreated created) {
            attachments = created.attachments();
            planning = true;
        } else if (event instanceof RunEvent.PlanProposed proposed) {
            planning = false;
            for (Finding finding : proposed.findings()) {
                notes.add("  note: " + TaskLine.oneLine(finding.message()));
            }
            rows = PlanDrawing.of(proposed.plan(), attachments);
            rows.forEach(row -> tasks.putIfAbsent(row.taskId(), new TaskLine()));
            headline = rows.isEmpty() ? "" : "Plan, by " + proposed.planner();
        } else if (event instanceof RunEvent.OfTask ofTask) {
            tasks.computeIfAbsent(ofTask.taskId(), id -> new TaskLine()).take(ofTask, System.nanoTime());
        } else if (event instanceof RunEvent.RunEnded) {
            planning = false;
        }
        draw();
    }

    private synchronized void draw() {
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append("F\u001b[0J");
        }
        List<String> lines = lines(System.nanoTime());
        lines.forEach(line -> screen.append(line).append('\n'));
        drawn = lines.size();
        terminal.out().print(screen);
        terminal.out().flush();
    }

    private List<String> lines(long now) {
        List<String> lines = new ArrayList<>();
        if (planning) {
            lines.add(terminal.dim("Planning … " + TaskLine.seconds(java.time.Duration.ofNanos(now - begunNanos))));
        }
        notes.forEach(note -> lines.add(terminal.dim(PlanDrawing.cut(note, terminal.columns() - 1))));
        if (!headline.isEmpty()) {
            lines.add(terminal.bold(headline));
        }
        int most = Math.max(1, terminal.rows() - lines.size() - 2);
        rows.stream().limit(most).forEach(row -> lines.add(line(row, now)));
        if (rows.size() > most) {
            lines.add(terminal.dim("  … and %d more".formatted(rows.size() - most)));
        }
        return lines;
    }

    /** The state stands before the inputs, which give way to it where the screen is narrow. */
    private String line(PlanDrawing.Row row, long now) {
        TaskLine task = tasks.getOrDefault(row.taskId(), new TaskLine());
        String words = "%-12s".formatted(task.words(now));
        String start = "  " + task.sign() + " " + row.tree() + "  ";
        int room = terminal.columns() - 1 - start.length();
        String state = PlanDrawing.cut(words, room);
        String inputs = PlanDrawing.cut(row.inputs(), Math.max(0, room - state.length() - 2));
        return "  " + terminal.paint(task.colour(), task.sign()) + " " + row.tree() + "  "
                + terminal.paint(task.colour(), state)
                + (inputs.length() < 8 ? "" : "  " + terminal.dim(inputs));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        draw();
    }
}
