package dev.polyphony.bench.plan;

import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.planners.search.Explanation;
import dev.polyphony.planners.search.SearchPlanner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans requests as an agent does: draft, check, repair, check, one more draft if the planner can do better. */
final class PlanRunner {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final Planner planner;
    private final TimedEmbedder embedder;
    private final PlanRepair repair;
    private final Catalogue catalogue;

    /** @param embedder what the planner embeds with; one that is never called for a planner that does not */
    PlanRunner(Planner planner, TimedEmbedder embedder, PlanRepair repair, Catalogue catalogue) {
        this.planner = planner;
        this.embedder = embedder;
        this.repair = repair;
        this.catalogue = catalogue;
    }

    /**
     * Plans one request. A planner's error is a plan of nothing.
     *
     * @throws NotFoundException if calls are played back and one is not among those recorded
     */
    Planned plan(Sample sample) {
        PlanRequest request = PlanRequest.of(sample.request(), sample.attachments(), catalogue.toolbox());
        long start = System.nanoTime();
        double embedded = embedder.millis();
        int texts = embedder.texts();
        long cpuStart = THREADS.getCurrentThreadCpuTime();
        try {
            Made made = made(request);
            Draft draft = made.draft();
            double millis = (System.nanoTime() - start) / 1e6;
            double cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6;
            Checked checked = check(draft, sample);
            boolean asMade = isRunnable(checked);
            if (checked.plan() == null) {
                checked = check(repair.repair(draft, request), sample);
            }
            Draft last = checked.plan() == null
                    ? Draft.answering("refused")
                    : checked.plan().draft();
            String fault = checked.plan() == null
                    ? checked.errors().get(0).message().lines().findFirst().orElse("")
                    : last.tasks().isEmpty()
                            ? String.valueOf(last.answer()).lines().findFirst().orElse("")
                            : "";
            Set<String> taken = taken(last);
            int files = (int) sample.attachments().stream()
                    .filter(a -> taken.contains(a.id()))
                    .count();
            return new Planned(
                    sample,
                    last,
                    asMade,
                    isRunnable(checked),
                    sample.attachments().size(),
                    files,
                    millis,
                    cpuMillis,
                    embedder.millis() - embedded,
                    embedder.texts() - texts,
                    made.steps(),
                    fault);
        } catch (NotFoundException e) {
            throw e;
        } catch (PolyphonyException e) {
            double millis = (System.nanoTime() - start) / 1e6;
            Draft none = Draft.answering(String.valueOf(e.getMessage()));
            return new Planned(
                    sample,
                    none,
                    false,
                    false,
                    sample.attachments().size(),
                    0,
                    millis,
                    (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6,
                    embedder.millis() - embedded,
                    embedder.texts() - texts,
                    0,
                    e.code() + ": " + e.getMessage());
        }
    }

    private record Made(Draft draft, int steps) {}

    private Made made(PlanRequest request) {
        if (planner instanceof SearchPlanner search) {
            Explanation explained = search.explain(request);
            return new Made(explained.draft(), explained.steps().size());
        }
        return new Made(planner.plan(request), 0);
    }

    private Checked check(Draft draft, Sample sample) {
        return PlanCheck.check(draft, catalogue.toolbox(), sample.attachments(), PlanLimits.DEFAULT);
    }

    private static boolean isRunnable(Checked checked) {
        return checked.plan() != null && !checked.plan().tasks().isEmpty();
    }

    private static Set<String> taken(Draft draft) {
        return draft.tasks().stream()
                .flatMap(t -> t.inputs().values().stream())
                .flatMap(Input::items)
                .filter(Input.Given.class::isInstance)
                .map(i -> ((Input.Given) i).artifactId())
                .collect(Collectors.toSet());
    }
}
