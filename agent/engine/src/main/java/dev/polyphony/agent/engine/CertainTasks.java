package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Picks, of the tasks of a plan that is still being written, those that are certain: they and all that was picked before are
 * a plan without faults, just as they are written. Others wait for the whole plan, which may be mended. Used by the planner's
 * thread.
 */
final class CertainTasks implements PlanListener {
    private final PlanRequest request;
    private final List<Artifact> artifacts;
    private final PlanLimits limits;
    private final Consumer<Task> certain;
    private final Consumer<RunEvent.Usage> spent;
    private final List<Task> tasks = new ArrayList<>();

    /**
     * @param certain takes each certain task
     * @param spent takes what planning took
     */
    CertainTasks(PlanRequest request, PlanLimits limits, Consumer<Task> certain, Consumer<RunEvent.Usage> spent) {
        this.request = request;
        this.artifacts = request.artifacts();
        this.limits = limits;
        this.certain = certain;
        this.spent = spent;
    }

    @Override
    public void task(Task task) {
        tasks.add(task);
        if (PlanCheck.check(Draft.of(tasks), request.toolbox(), artifacts, limits)
                .errors()
                .isEmpty()) {
            certain.accept(task);
        } else {
            tasks.remove(tasks.size() - 1);
        }
    }

    @Override
    public void usage(RunEvent.Usage usage) {
        spent.accept(usage);
    }
}
