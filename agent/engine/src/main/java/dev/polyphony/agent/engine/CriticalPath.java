package dev.polyphony.agent.engine;

import dev.polyphony.agent.Plan;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks hold up a run, as far as past calls tell. */
final class CriticalPath {
    private CriticalPath() {}

    /**
     * Returns true if no other unfinished task has a longer way to the end of the plan than this one.
     *
     * @param ended tasks that have ended
     */
    static boolean contains(Plan plan, String taskId, Set<String> ended, Toolbox toolbox, HealthBook health) {
        Map<String, Long> rest = new HashMap<>();
        List<Task> tasks = plan.tasks();
        long longest = 0;
        for (int i = tasks.size() - 1; i >= 0; i--) {
            Task task = tasks.get(i);
            if (ended.contains(task.id())) {
                continue;
            }
            Tool tool = toolbox.find(task.tool()).orElseThrow();
            Duration usual = TaskRun.usual(health, tool);
            long own = rest.getOrDefault(task.id(), 0L) + usual.toNanos();
            task.dependencies().forEach(before -> rest.merge(before, own, Math::max));
            rest.put(task.id(), own);
            longest = Math.max(longest, own);
        }
        return rest.getOrDefault(taskId, 0L) >= longest;
    }
}
