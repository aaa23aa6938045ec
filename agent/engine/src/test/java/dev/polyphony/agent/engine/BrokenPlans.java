package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Random drafts that could be run, and ways to break each of them. */
final class BrokenPlans {
    /** How often a tool of this catalogue ran. */
    final AtomicInteger calls = new AtomicInteger();

    final List<Tool> tools = List.of(
            Tool.named("text.make")
                    .does("Makes a text.")
                    .takes(Port.number("length", 5, 1, 9))
                    .gives(TEXT, call -> {
                        calls.incrementAndGet();
                        return "made";
                    }),
            Tool.named("text.join")
                    .does("Joins texts.")
                    .takes(Port.many("texts", TEXT))
                    .gives(TEXT, call -> {
                        calls.incrementAndGet();
                        return String.join(" ", call.texts("texts"));
                    }),
            Tool.named("text.mark").does("Marks a text.").takes("text", TEXT).gives(TEXT, call -> {
                calls.incrementAndGet();
                return call.text("text") + "!";
            }),
            Tool.named("text.speak")
                    .does("Speaks a text.")
                    .takes("text", TEXT)
                    .takes(Port.choice("voice", "slt", "kal"))
                    .gives(AUDIO, call -> {
                        calls.incrementAndGet();
                        return Media.of(AUDIO, new byte[] {'S'});
                    }),
            Tool.named("image.read")
                    .does("Reads a picture.")
                    .takes("picture", IMAGE)
                    .gives(TEXT, call -> {
                        calls.incrementAndGet();
                        return "read";
                    }));

    private final Random random;

    BrokenPlans(long seed) {
        random = new Random(seed);
    }

    /** A way to break a draft, and the finding that must tell of it. */
    enum Break {
        CYCLE(Finding.Code.CYCLE, BrokenPlans::cycle),
        SELF_EDGE(Finding.Code.CYCLE, (plans, tasks) -> plans.with(tasks, mark("loop", "loop"))),
        DANGLING_TASK(Finding.Code.UNKNOWN_REF, (plans, tasks) -> plans.with(tasks, mark("x", "nobody"))),
        DANGLING_PORT(
                Finding.Code.UNKNOWN_REF,
                (plans, tasks) -> plans.with(tasks, Task.of("x", "text.mark", Map.of("text", made("t0", "words"))))),
        DANGLING_AFTER(
                Finding.Code.UNKNOWN_REF,
                (plans, tasks) -> plans.with(tasks, new Task("x", "text.make", Map.of(), List.of("nobody")))),
        UNKNOWN_TOOL(
                Finding.Code.UNKNOWN_TOOL, (plans, tasks) -> plans.with(tasks, Task.of("x", "text.mak", Map.of()))),
        LOOKALIKE_TOOL(
                Finding.Code.UNKNOWN_TOOL,
                (plans, tasks) -> plans.with(tasks, Task.of("x", plans.oneOf(LOOKALIKES), Map.of()))),
        UNKNOWN_PORT(
                Finding.Code.UNKNOWN_PORT,
                (plans, tasks) ->
                        plans.with(tasks, Task.of("x", "text.make", Map.of("leng\u0442h", new Input.Literal("2"))))),
        UNKNOWN_ARTIFACT(
                Finding.Code.UNKNOWN_ARTIFACT,
                (plans, tasks) -> plans.with(
                        tasks, Task.of("x", "image.read", Map.of("picture", new Input.Given("f".repeat(64)))))),
        WRONG_TYPE(
                Finding.Code.TYPE,
                (plans, tasks) -> plans.with(tasks, Task.of("x", "image.read", Map.of("picture", made("t0", "text"))))),
        WORDS_FOR_A_PICTURE(
                Finding.Code.TYPE,
                (plans, tasks) ->
                        plans.with(tasks, Task.of("x", "image.read", Map.of("picture", new Input.Literal("a cat"))))),
        NUMBER_OUT_OF_RANGE(
                Finding.Code.TYPE,
                (plans, tasks) -> plans.with(
                        tasks,
                        Task.of(
                                "x",
                                "text.make",
                                Map.of("length", new Input.Literal(plans.oneOf("10", "NaN", "1e999", "", "x")))))),
        PARAMETER_FROM_A_TASK(
                Finding.Code.TYPE,
                (plans, tasks) -> plans.with(tasks, Task.of("x", "text.make", Map.of("length", made("t0", "text"))))),
        DUPLICATE_ID(
                Finding.Code.DUPLICATE_ID, (plans, tasks) -> plans.with(tasks, Task.of("t0", "text.make", Map.of()))),
        MISSING_INPUT(
                Finding.Code.MISSING_INPUT, (plans, tasks) -> plans.with(tasks, Task.of("x", "text.mark", Map.of()))),
        LIST_FOR_ONE(
                Finding.Code.CARDINALITY,
                (plans, tasks) -> plans.with(
                        tasks, Task.of("x", "text.mark", Map.of("text", new Input.Many(List.of(made("t0", "text"))))))),
        EMPTY_LIST(
                Finding.Code.CARDINALITY,
                (plans, tasks) ->
                        plans.with(tasks, Task.of("x", "text.join", Map.of("texts", new Input.Many(List.of()))))),
        MEGABYTE_LITERAL(
                Finding.Code.LIMIT,
                (plans, tasks) -> plans.with(
                        tasks, Task.of("x", "text.mark", Map.of("text", new Input.Literal("x".repeat(1 << 20)))))),
        MEGABYTE_ID(
                Finding.Code.LIMIT,
                (plans, tasks) -> plans.with(tasks, Task.of("i".repeat(1 << 20), "text.make", Map.of()))),
        MEGABYTE_TOOL(
                Finding.Code.UNKNOWN_TOOL,
                (plans, tasks) -> plans.with(tasks, Task.of("x", "t".repeat(1 << 20), Map.of()))),
        TEN_THOUSAND_TASKS(Finding.Code.LIMIT, (plans, tasks) -> {
            List<Task> all = new ArrayList<>(tasks);
            for (int i = 0; i < 10_000; i++) {
                all.add(Task.of("m" + i, "text.make", Map.of()));
            }
            return Draft.of(all);
        }),
        TEN_THOUSAND_DEEP(Finding.Code.LIMIT, (plans, tasks) -> Draft.of(chain(10_000))),
        SEVENTEEN_DEEP(Finding.Code.LIMIT, (plans, tasks) -> Draft.of(chain(17))),
        DANGLING_DELIVERABLE(
                Finding.Code.UNKNOWN_REF,
                (plans, tasks) -> new Draft(tasks, List.of(new OutputRef("nobody", "text")), null));

        final Finding.Code code;
        final BiFunction<BrokenPlans, List<Task>, Draft> how;

        Break(Finding.Code code, BiFunction<BrokenPlans, List<Task>, Draft> how) {
            this.code = code;
            this.how = how;
        }
    }

    private static final String[] LOOKALIKES = {
        "te\u0445t.make",
        "text.make\u200b",
        "text\u2024make",
        "TEXT.MAKE",
        "text.make\u0000",
        "\u202etext.make",
        "\ud800"
    };

    /** Returns a draft of 2 to 12 tasks that could be run. */
    List<Task> sound() {
        List<Task> tasks = new ArrayList<>(List.of(Task.of("t0", "text.make", Map.of())));
        int size = 2 + random.nextInt(11);
        for (int i = 1; i < size; i++) {
            String source = "t" + random.nextInt(i);
            Map<String, Input> inputs = new LinkedHashMap<>();
            switch (random.nextInt(3)) {
                case 0 -> tasks.add(Task.of("t" + i, "text.make", Map.of("length", new Input.Literal("3"))));
                case 1 -> tasks.add(mark("t" + i, source));
                default -> {
                    List<Input> items = new ArrayList<>(List.of(made(source, "text"), new Input.Literal("and")));
                    items.add(made("t" + random.nextInt(i), "text"));
                    inputs.put("texts", new Input.Many(items));
                    tasks.add(Task.of("t" + i, "text.join", inputs));
                }
            }
        }
        return tasks;
    }

    /** Returns a draft that must not be run. */
    Draft broken(Break how) {
        return how.how.apply(this, sound());
    }

    /** Returns a chain of so many tasks. */
    static List<Task> chain(int length) {
        List<Task> tasks = new ArrayList<>(List.of(Task.of("t0", "text.make", Map.of())));
        for (int i = 1; i < length; i++) {
            tasks.add(mark("t" + i, "t" + (i - 1)));
        }
        return tasks;
    }

    private static Draft cycle(BrokenPlans plans, List<Task> tasks) {
        int length = 2 + plans.random.nextInt(5);
        List<Task> all = new ArrayList<>(tasks);
        for (int i = 0; i < length; i++) {
            all.add(mark("c" + i, "c" + (i + 1) % length));
        }
        return Draft.of(all);
    }

    /** Adds a task at a random place. */
    private Draft with(List<Task> tasks, Task task) {
        List<Task> all = new ArrayList<>(tasks);
        all.add(random.nextInt(all.size() + 1), task);
        return Draft.of(all);
    }

    private String oneOf(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static Task mark(String id, String source) {
        return Task.of(id, "text.mark", Map.of("text", made(source, "text")));
    }

    private static Input made(String taskId, String port) {
        return Input.Made.by(taskId, port);
    }
}
