package dev.polyphony.bench.jmh;

import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the microbenchmarks run. */
final class HotPlans {
    /** Tasks of a plan. */
    static final int TASKS = 32;

    private static final int CHAINS = 4;

    private HotPlans() {}

    /** Returns a tool that does nothing. */
    static Tool tool() {
        return Tool.named("text.pass")
                .does("Passes a text on.")
                .takes("text", TEXT)
                .gives(TEXT, call -> call.text("text"));
    }

    /** Returns a plan of four chains of eight tasks. */
    static Draft plan() {
        List<Task> tasks = new ArrayList<>();
        for (int chain = 0; chain < CHAINS; chain++) {
            for (int n = 0; n < TASKS / CHAINS; n++) {
                Input text = n == 0
                        ? new Input.Literal("a few words for chain " + chain)
                        : Input.Made.by("t%d-%d".formatted(chain, n - 1), "text");
                tasks.add(Task.of("t%d-%d".formatted(chain, n), "text.pass", Map.of("text", text)));
            }
        }
        return Draft.of(tasks);
    }
}
