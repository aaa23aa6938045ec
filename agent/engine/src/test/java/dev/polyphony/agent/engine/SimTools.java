package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Tools of a simulated world, which fail in every way that is known, and drafts that call them. The input {@code key} tells a
 * body which task it is and what it must read, so that it can tell when the engine gives it something else.
 */
final class SimTools {
    /** How long a body may go on after it was cancelled. */
    static final Duration LONGEST_DEAF = Duration.ofSeconds(6);

    final List<Tool> tools = new ArrayList<>();
    final List<String> violations = new ArrayList<>();

    /** How often a body ran, by key. */
    final Map<String, Integer> ran = new HashMap<>();

    private final Map<String, Integer> inside = new HashMap<>();
    private final Random random;
    private final VirtualTime time;
    private final double trouble;

    SimTools(Random random, VirtualTime time) {
        this.random = random;
        this.time = time;
        this.trouble = new double[] {0, 0.05, 0.15, 0.4}[random.nextInt(4)];
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            tools.add(tool(i));
        }
    }

    private Tool tool(int number) {
        String name = "sim." + (char) ('a' + number);
        ToolBuilder builder = Tool.named(name)
                .does("Simulates.")
                .takes("key", TEXT)
                .within(Duration.ofMillis(200 + random.nextInt(2_000)))
                .atMost(random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0);
        if (number % 2 == 1) {
            builder.takes(Port.many("in", TEXT));
        }
        int kind = random.nextInt(3);
        if (kind == 0) {
            builder.pure();
        } else if (kind == 1) {
            builder.writes();
        }
        int bindings = 1 + random.nextInt(3);
        for (int i = 1; i < bindings; i++) {
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            String id = "b" + i;
            boolean down = random.nextInt(8) == 0;
            builder.alsoServedBy(
                    new Binding(id, false, null, call -> run(name, id, limit, down, number % 2 == 1, call), limit, 0));
        }
        boolean down = random.nextInt(12) == 0;
        Tool[] self = new Tool[1];
        self[0] = builder.servedBy("b0").gives(Port.one("text", TEXT)).by(call -> {
            int limit = self[0].bindings().get(0).atOnce();
            return run(name, "b0", limit, down, number % 2 == 1, call);
        });
        return self[0];
    }

    private Outputs run(String tool, String binding, int limit, boolean down, boolean reads, ToolCall call)
            throws IOException {
        String place = tool + "/" + binding;
        int now = inside.merge(place, 1, Integer::sum);
        time.whenGone(() -> inside.merge(place, -1, Integer::sum));
        ran.merge(call.text("key"), 1, Integer::sum);
        if (limit > 0 && now > limit) {
            violations.add("%d attempts inside %s, at most %d".formatted(now, place, limit));
        }
        checkInputs(call, reads);
        return work(binding, down, call);
    }

    private void checkInputs(ToolCall call, boolean reads) {
        String key = call.text("key");
        String expected = key.substring(key.indexOf("<-") + 2);
        String given = reads ? String.join(",", call.texts("in")) : "";
        if (!given.equals(expected)) {
            violations.add("task %s read [%s]".formatted(key, given));
        }
    }

    private Outputs work(String binding, boolean down, ToolCall call) throws IOException {
        String key = call.text("key");
        if (down) {
            time.pause(Duration.ofMillis(random.nextInt(50)));
            throw new ProviderUnavailableException(binding + " is down.\nMaybe wait.");
        }
        if (random.nextDouble() < trouble) {
            nothingDone();
            fail(call);
        }
        int steps = random.nextInt(3);
        for (int i = 0; i < steps; i++) {
            time.pause(Duration.ofMillis(random.nextInt(150)));
            int done = i + 1;
            time.whenThere(() -> call.progress(done, steps));
        }
        String id = key.substring(key.indexOf('/') + 1, key.indexOf("<-"));
        return Outputs.of("text", new Value.Text(id));
    }

    /** Fails in ways that say that no work was done. */
    private void nothingDone() {
        switch (random.nextInt(8)) {
            case 0 ->
                throw new RateLimitedException(
                        "slow down.\nMaybe wait.",
                        random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(4_000)),
                        null);
            case 1 -> throw new RateLimitedException("slow down.\nMaybe wait.", Duration.ofDays(10_000), null);
            case 2 -> {
                time.pause(Duration.ofMillis(random.nextInt(100)));
                throw new AuthenticationException("who are you?\nMaybe set a key.");
            }
            default -> {
                // It gets to work.
            }
        }
    }

    private void fail(ToolCall call) throws IOException {
        switch (random.nextInt(9)) {
            case 0 -> {
                time.pause(Duration.ofMillis(random.nextInt(300)));
                throw new ProviderUnavailableException("connection lost.\nMaybe try again.");
            }
            case 1 -> throw new ToolArgumentsException("no.\nMaybe another text.");
            case 2 -> throw new IllegalStateException("a bug in a tool");
            case 3 -> throw new StackOverflowError("a deep bug in a tool");
            case 4 -> throw new AssertionError("a failed assertion in a tool");
            case 5 -> time.pause(Duration.ofDays(1));
            case 6 -> time.pauseDeaf(Duration.ofMillis(random.nextInt((int) LONGEST_DEAF.toMillis())));
            case 7 -> {
                call.progress("about to break");
                time.pause(Duration.ofMillis(random.nextInt(100)));
                throw new IOException("reset by peer");
            }
            default -> {
                time.pauseDeaf(Duration.ofMillis(random.nextInt(500)));
                time.pause(Duration.ofDays(1));
            }
        }
    }

    /** Returns a draft of up to 12 tasks for the run of this name; one in twenty is no plan. */
    Draft draft(String run) {
        List<Task> tasks = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            tasks.add(task(run, i));
        }
        if (random.nextInt(20) == 0) {
            tasks.add(new Task("t99", "sim.a", Map.of(), List.of("nobody")));
        }
        if (random.nextInt(4) > 0) {
            return Draft.of(tasks);
        }
        List<OutputRef> wanted = List.of(new OutputRef("t" + random.nextInt(size), "text"));
        return new Draft(tasks, wanted, null);
    }

    private Task task(String run, int number) {
        Tool tool = tools.get(random.nextInt(tools.size()));
        if (number == 0) {
            tool = tools.get(0);
        }
        List<Input> sources = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (tool.signature().input("in").isPresent()) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String source = "t" + Math.max(0, number - 1 - random.nextInt(Math.min(number, 4)));
                sources.add(Input.Made.by(source, "text"));
                names.add(source);
            }
        }
        // What a pure tool makes does not depend on the run, so that other runs find it.
        String who = tool.traits().pure() ? "any" : run;
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put("key", new Input.Literal("%s/t%d<-%s".formatted(who, number, String.join(",", names))));
        if (!sources.isEmpty()) {
            inputs.put("in", new Input.Many(sources));
        }
        List<String> after = number > 0 && random.nextInt(5) == 0 ? List.of("t" + random.nextInt(number)) : List.of();
        return new Task("t" + number, tool.name(), inputs, after);
    }

    /** Returns the task under another name, as are the tasks that it names. */
    static Task renamed(Task task, UnaryOperator<String> name) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        task.inputs().forEach((port, input) -> inputs.put(port, renamed(input, name)));
        return new Task(
                name.apply(task.id()),
                task.tool(),
                inputs,
                task.after().stream().map(name).toList());
    }

    private static Input renamed(Input input, UnaryOperator<String> name) {
        if (input instanceof Input.Made made) {
            return Input.Made.by(
                    name.apply(made.output().taskId()), made.output().port());
        }
        return input instanceof Input.Many many
                ? new Input.Many(
                        many.list().stream().map(item -> renamed(item, name)).toList())
                : input;
    }
}
