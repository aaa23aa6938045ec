package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Toolbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine itself, on virtual time, through thousands of random plans with failures, timeouts, cancels, shutdowns, crashes
 * and full disks. A world is made by its seed alone, so {@code -Dsimulation.seed=N} repeats one that broke a law.
 */
@Timeout(300)
class SimulationTest {
    private static final int WORLDS = Integer.getInteger("simulation.worlds", 1_300);
    private static final int RUNS_AT_ONCE = 8;

    @TempDir
    static Path folder;

    private static FolderStore files;
    private static int planned;
    private static int early;

    @BeforeAll
    static void makeStore() {
        files = new FolderStore(folder);
    }

    @Test
    void keepsEveryLawInTenThousandRuns() throws InterruptedException {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            check(only);
            return;
        }
        for (long seed = 0; seed < WORLDS; seed++) {
            check(seed);
        }
        assertThat(planned).isGreaterThanOrEqualTo(WORLDS * RUNS_AT_ONCE * 3 / 4);
        assertThat(early).isGreaterThanOrEqualTo(WORLDS * RUNS_AT_ONCE / 4);
    }

    private static int startedBeforeThePlan(List<RunEvent> events) {
        List<RunEvent> before = events.stream()
                .takeWhile(event -> !(event instanceof RunEvent.PlanAccepted))
                .toList();
        return Rig.only(before, RunEvent.TaskStarted.class).size();
    }

    @Test
    void aWorldIsMadeByItsSeedAlone() {
        for (long seed = 0; seed < 20; seed++) {
            List<JournalEntry> once = history(seed);
            List<JournalEntry> again = history(seed);
            for (int i = 0; i < Math.min(once.size(), again.size()); i++) {
                assertThat(again.get(i)).as("seed %d, entry %d", seed, i).isEqualTo(once.get(i));
            }
            assertThat(again).as("seed %d", seed).hasSameSizeAs(once);
        }
    }

    private static List<JournalEntry> history(long seed) {
        SimWorld world = new SimWorld(seed, files, RUNS_AT_ONCE);
        world.time.drain();
        return world.runs.stream()
                .flatMap(run -> world.journal.read(run.id(), 0, 100_000).stream())
                .toList();
    }

    private static void check(long seed) throws InterruptedException {
        SimWorld world = new SimWorld(seed, files, RUNS_AT_ONCE);
        Toolbox toolbox = Toolbox.of(world.tools.tools, List.of());
        String where = "seed " + seed;
        world.time.drain();
        assertThat(world.time.pending()).as(where + ": nothing is left behind").isZero();
        assertThat(world.tools.violations).as(where).isEmpty();
        if (world.mishap == SimWorld.Mishap.CRASH || world.mishap == SimWorld.Mishap.DISK_FULL) {
            world.restarted();
            assertThat(world.journal.unfinished()).as(where).isEmpty();
        }
        Instant lastEnd = VirtualTime.START.plus(SimWorld.ALL_BEGUN);
        for (Run run : world.runs) {
            String here = where + " run " + run.id();
            List<JournalEntry> entries = world.journal.read(run.id(), 0, 100_000);
            JournalLaws laws = new JournalLaws(toolbox, SimWorld.POLICY, SimWorld.LIMITS, here);
            laws.check(entries);
            List<RunEvent> events = entries.stream().map(JournalEntry::event).toList();
            planned += Rig.only(events, RunEvent.PlanAccepted.class).size();
            early += startedBeforeThePlan(events);
            if (world.mishap == SimWorld.Mishap.NONE || world.mishap == SimWorld.Mishap.SHUTDOWN) {
                assertThat(live(run)).as(here).isEqualTo(entries);
                assertThat(SimWorld.end(run)).as(here).isEqualTo(SimWorld.end(world.kept(run.id())));
                checkOutcomes(world, events, laws, here);
            }
            Instant end = entries.get(entries.size() - 1).at();
            lastEnd = end.isAfter(lastEnd) ? end : lastEnd;
            checkCancel(world, run, end, here);
            for (RunEvent.TaskStarted started : Rig.only(events, RunEvent.TaskStarted.class)) {
                assertThat(world.kept.getOrDefault(run.id(), List.of()))
                        .as(here + ": only what was changed runs again")
                        .doesNotContain(started.taskId());
            }
        }
        checkWork(world, where);
        assertThat(world.time.instant())
                .as(where + ": no timer outlives the runs")
                .isBeforeOrEqualTo(lastEnd.plus(SimTools.LONGEST_DEAF));
    }

    private static List<JournalEntry> live(Run run) {
        EventReader reader = run.events(0);
        List<JournalEntry> entries = new ArrayList<>();
        for (List<JournalEntry> page = reader.poll(100); !page.isEmpty(); page = reader.poll(100)) {
            entries.addAll(page);
        }
        return entries;
    }

    /** The journal tells the same end of every task as the engine told the fusion. */
    private static void checkOutcomes(SimWorld world, List<RunEvent> events, JournalLaws laws, String where) {
        String name = ((RunEvent.RunCreated) events.get(0)).text();
        Map<String, Outcome> fused = world.fused.get(name);
        if (fused != null) {
            assertThat(kinds(fused)).as(where).isEqualTo(kinds(laws.outcomesOfPlan()));
        }
    }

    private static Map<String, Object> kinds(Map<String, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() instanceof Outcome.Success ? "success" : entry.getValue()));
    }

    private static void checkCancel(SimWorld world, Run run, Instant end, String where) {
        Instant cancelled = world.cancelledAt.get(run.id());
        if (cancelled != null && world.mishap == SimWorld.Mishap.NONE) {
            assertThat(end).as(where + ": ends when it is cancelled").isBeforeOrEqualTo(cancelled);
        }
    }

    /** No tool runs without an event that says so. */
    private static void checkWork(SimWorld world, String where) {
        Map<String, Integer> started = new HashMap<>();
        for (Run run : world.runs) {
            for (JournalEntry entry : world.journal.read(run.id(), 0, 100_000)) {
                if (entry.event() instanceof RunEvent.TaskStarted start) {
                    started.merge(start.inputs().get("key").get(0), 1, Integer::sum);
                }
            }
        }
        world.tools.ran.forEach((key, count) -> assertThat(count)
                .as("%s: %s ran and was not journaled", where, key)
                .isLessThanOrEqualTo(started.getOrDefault(key, 0)));
    }
}
