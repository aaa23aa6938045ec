package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Toolbox;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans that are broken in every way that is known: none is run, whichever way it comes in, and refusing them is quick. */
@Timeout(60)
class PlanCorpusRunTest {
    private static final int EACH = 50;
    private static final int EACH_HUGE = 3;

    /** Lets many tasks in, so that the whole of a large plan is checked. */
    private static final PlanLimits MANY_TASKS = new PlanLimits(20_000, 16, 64, 65_536);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void runsNoTaskOfABrokenPlan(BrokenPlans.Break how) {
        BrokenPlans plans = new BrokenPlans(how.ordinal());
        AtomicReference<Draft> next = new AtomicReference<>();
        VirtualRig rig = rig(plans, next);
        int count = how.name().contains("THOUSAND") ? EACH_HUGE : EACH;
        for (int i = 0; i < count; i++) {
            Draft draft = plans.broken(how);
            next.set(draft);
            List<Object> kinds = rig.run("go").stream()
                    .<Object>map(entry -> entry.event().getClass())
                    .toList();
            assertThat(kinds)
                    .as("draft %d", i)
                    .contains(RunEvent.RunFailed.class)
                    .doesNotContain(RunEvent.PlanAccepted.class, RunEvent.TaskStarted.class);
            assertThatThrownBy(() -> rig.engine.start(Request.of("go", List.of()), draft))
                    .as("draft %d", i)
                    .isInstanceOf(InvalidPlanException.class);
            Checked checked = PlanCheck.check(draft, Toolbox.of(plans.tools, List.of()), List.of(), PlanLimits.DEFAULT);
            assertThat(checked.errors()).extracting(Finding::code).contains(how.code);
            assertThat(checked.findings()).allSatisfy(finding -> {
                assertThat(finding.message()).hasSizeLessThan(1_000).contains("Maybe");
                assertThat(finding.pointer()).hasSizeLessThan(300);
            });
        }
        assertThat(plans.calls).hasValue(0);
    }

    @Test
    void runsAllTasksOfASoundPlan() {
        BrokenPlans plans = new BrokenPlans(7);
        AtomicReference<Draft> next = new AtomicReference<>();
        VirtualRig rig = rig(plans, next);
        int tasks = 0;
        for (int i = 0; i < EACH; i++) {
            Draft draft = Draft.of(plans.sound());
            tasks += draft.tasks().size();
            next.set(draft);
            rig.run("go");
        }
        assertThat(plans.calls).hasValue(tasks);
    }

    private VirtualRig rig(BrokenPlans plans, AtomicReference<Draft> next) {
        return new VirtualRig(
                new VirtualTime(1), new FolderStore(folder), plans.tools, request -> next.get(), builder -> {});
    }

    @Test
    void refusesTenThousandTasksWithinFiftyMilliseconds() {
        Toolbox toolbox = Toolbox.of(new BrokenPlans(1).tools, List.of());
        List<Task> unknown = new ArrayList<>();
        List<Task> cycle = new ArrayList<>();
        List<Task> twice = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            unknown.add(Task.of("t" + i, "no.tool.of.this.name." + i, Map.of()));
            cycle.add(Rig.task("t" + i, "text.mark", "t" + (i + 1) % 10_000));
            twice.add(Task.of("same", "text.make", Map.of()));
        }
        for (List<Task> tasks : List.of(unknown, cycle, twice, BrokenPlans.chain(10_000))) {
            Draft draft = Draft.of(tasks);
            assertThat(quickest(draft, toolbox, PlanLimits.DEFAULT)).isLessThan(Duration.ofMillis(50));
            assertThat(quickest(draft, toolbox, MANY_TASKS)).isLessThan(Duration.ofMillis(50));
        }
    }

    /** Returns the shortest of twenty times on the processor: what the check takes, not what the machine does beside it. */
    private static Duration quickest(Draft draft, Toolbox toolbox, PlanLimits limits) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 20; i++) {
            long start = threads.getCurrentThreadCpuTime();
            assertThat(PlanCheck.check(draft, toolbox, List.of(), limits).plan())
                    .isNull();
            Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }
}
