package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every task of a thousand random plans of thirty tasks starts at the very nanosecond at which a list schedule starts it:
 * as soon as its inputs exist and, where its tool has a limit, as soon as there is a place and no waiting task has a longer way
 * to the end of the plan. The schedule is made by {@link ListSchedule}, from the plan, the limits and the times alone.
 */
@Timeout(120)
class ListScheduleTest {
    private static final int SEEDS = Integer.getInteger("schedule.seeds", 1_000);
    private static final int TASKS = 30;
    private static final EngineLimits LIMITS =
            new EngineLimits(1_000, 4, 1 << 20, new PlanLimits(TASKS, TASKS, 64, 100), Duration.ofHours(1), 0, 0);

    @TempDir
    static Path folder;

    @Test
    void startsEveryTaskWhenTheListScheduleDoes() {
        FolderStore files = new FolderStore(folder);
        int held = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            held += new World(seed, files).check();
        }
        assertThat(held).as("tasks that had to wait for a place").isGreaterThan(SEEDS);
    }

    /** One plan, on an engine that has seen each of its tools once. */
    private static final class World {
        private final long seed;
        private final Random random;
        private final VirtualTime time;
        private final List<Tool> tools = new ArrayList<>();
        private final Map<String, Duration> lasts = new HashMap<>();
        private final Map<String, Long> usual = new HashMap<>();
        private final VirtualRig rig;

        World(long seed, FolderStore files) {
            this.seed = seed;
            // Neighbouring seeds of this generator begin alike.
            this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
            this.time = new VirtualTime(seed);
            int kinds = random.nextBoolean() ? TASKS : 3 + random.nextInt(4);
            boolean limited = kinds < TASKS && random.nextInt(4) > 0;
            for (int i = 0; i < kinds; i++) {
                tools.add(Tool.named("kind.n" + i)
                        .does("Takes its time.")
                        .takes("key", TEXT)
                        .within(Duration.ofMinutes(30))
                        .atMost(limited ? 1 + random.nextInt(4) : 0)
                        .gives(TEXT, call -> {
                            time.pause(lasts.get(call.text("key")));
                            return "done";
                        }));
            }
            this.rig = new VirtualRig(
                    time, files, tools, request -> Draft.answering(""), builder -> builder.limits(LIMITS));
        }

        /** Returns how many tasks started later than their inputs were there. */
        int check() {
            Histogram steps = new Histogram(3_600_000_000L, 2);
            List<Task> once = new ArrayList<>();
            for (Tool tool : tools) {
                double micros = 3e5 * Math.exp(0.6 * random.nextGaussian());
                long floor = steps.lowestEquivalentValue((long) Math.min(3e6, Math.max(2e4, micros)));
                // What the engine knows of a tool is a step of its histogram: its upper end.
                usual.put(tool.name(), steps.highestEquivalentValue(floor) * 1_000);
                lasts.put("warm " + tool.name(), Duration.ofNanos(floor * 1_000));
                once.add(task("w" + once.size(), tool, "warm " + tool.name(), List.of()));
            }
            rig.run(Draft.of(once));
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                Set<String> after = new LinkedHashSet<>();
                for (int parents = i == 0 ? 0 : random.nextInt(4); parents > 0; parents--) {
                    after.add("t" + (i - 1 - random.nextInt(Math.min(8, i))));
                }
                Tool tool = tools.size() == TASKS ? tools.get(i) : tools.get(random.nextInt(tools.size()));
                Duration floor = lasts.get("warm " + tool.name());
                // Within the step, so that no two events fall together and the engine's knowledge does not change.
                long width = steps.sizeOfEquivalentValueRange(floor.toNanos() / 1_000) * 1_000;
                lasts.put("t" + i, floor.plusNanos((long) (random.nextDouble() * (width - 1))));
                tasks.add(task("t" + i, tool, "t" + i, List.copyOf(after)));
            }
            return compare(rig.run(Draft.of(tasks)));
        }

        private static Task task(String id, Tool tool, String key, List<String> after) {
            return new Task(id, tool.name(), Map.of("key", new Input.Literal(key)), after);
        }

        private int compare(List<JournalEntry> entries) {
            Map<String, Integer> places = new HashMap<>();
            tools.forEach(tool -> places.put(tool.name(), tool.bindings().get(0).atOnce()));
            List<Task> tasks =
                    ((RunEvent.PlanAccepted) entries.get(2).event()).plan().tasks();
            assertThat(tasks).hasSize(TASKS);
            ListSchedule schedule = new ListSchedule(tasks, lasts, usual, places);
            Instant zero = entries.get(0).at();
            Map<String, Long> starts = new HashMap<>();
            for (JournalEntry entry : entries) {
                if (entry.event() instanceof RunEvent.TaskStarted started) {
                    starts.put(
                            started.taskId(), Duration.between(zero, entry.at()).toNanos());
                }
            }
            assertThat(starts).as("seed %d", seed).isEqualTo(schedule.starts);
            return schedule.held;
        }
    }
}
