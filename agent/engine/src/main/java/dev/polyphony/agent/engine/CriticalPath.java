package dev.polyphony.agent.engine;

import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks hold up a run, as far as past calls tell. */
final class CriticalPath {
    private CriticalPath() {}

    /**
     * Returns how long it takes from the start of each unfinished task to the end of the plan, by task id, in nanoseconds;
     * tools that were never called take no time.
     *
     * @param planned tasks, each after all that it depends on
     * @param ended tasks that have ended
     */
    static Map<String, Long> rests(Collection<Task> planned, Set<String> ended, Toolbox toolbox, HealthBook health) {
        Map<String, Long> rest = new HashMap<>();
        List<Task> tasks = new ArrayList<>(planned);
        for (int i = tasks.size() - 1; i >= 0; i--) {
            Task task = tasks.get(i);
            if (!ended.contains(task.id())) {
                Tool tool = toolbox.find(task.tool()).orElseThrow();
                long usual = health.usual(tool).toNanos();
                long own = rest.getOrDefault(task.id(), 0L) + usual;
                task.dependencies().forEach(before -> rest.merge(before, own, Math::max));
                rest.put(task.id(), own);
            }
        }
        return rest;
    }

    /**
     * Returns true if no other unfinished task has a longer way to the end of the plan than this one.
     *
     * @param planned tasks, each after all that it depends on
     * @param ended tasks that have ended
     */
    static boolean contains(
            Collection<Task> planned, String taskId, Set<String> ended, Toolbox toolbox, HealthBook health) {
        Map<String, Long> rests = rests(planned, ended, toolbox, health);
        long own = rests.getOrDefault(taskId, 0L);
        return rests.entrySet().stream().allMatch(rest -> rest.getValue() <= own || ended.contains(rest.getKey()));
    }
}
