package dev.polyphony.agent.engine;

import dev.polyphony.agent.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list schedule: at every moment, each place that is free goes to the ready task of its tool that has the longest way to the
 * end, and among equals to the one that has waited longest. Times in nanoseconds from the start.
 */
final class ListSchedule {
    /** When each task starts, by id. */
    final Map<String, Long> starts = new HashMap<>();

    /** How many tasks wait for a place. */
    int held;

    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> ways = new HashMap<>();

    /**
     * Makes the schedule.
     *
     * @param tasks each after what it depends on
     * @param lasts how long each task takes, by id
     * @param usual how long each tool is thought to take, by name
     * @param places how many tasks of a tool may run at once, by name; 0 for no limit
     */
    ListSchedule(List<Task> tasks, Map<String, Duration> lasts, Map<String, Long> usual, Map<String, Integer> places) {
        for (int i = tasks.size() - 1; i >= 0; i--) {
            Task task = tasks.get(i);
            long longest = tasks.stream()
                    .filter(follower -> follower.dependencies().contains(task.id()))
                    .mapToLong(follower -> ways.get(follower.id()))
                    .max()
                    .orElse(0);
            ways.put(task.id(), longest + usual.get(task.tool()));
        }
        List<Task> waiting = new ArrayList<>(tasks);
        long now = 0;
        while (!waiting.isEmpty()) {
            long moment = now;
            List<Task> ready = waiting.stream()
                    .filter(task -> readyAt(task) <= moment)
                    .sorted(Comparator.comparingLong((Task task) -> -ways.get(task.id()))
                            .thenComparingLong(this::readyAt))
                    .toList();
            for (Task task : ready) {
                if (hasPlace(task, tasks, places.get(task.tool()), now)) {
                    start(task, now, lasts.get(task.id()));
                    waiting.remove(task);
                }
            }
            now = nextEnd(now);
        }
    }

    private long readyAt(Task task) {
        return task.dependencies().stream()
                .mapToLong(id -> ends.getOrDefault(id, Long.MAX_VALUE))
                .max()
                .orElse(0);
    }

    private boolean hasPlace(Task task, List<Task> tasks, int places, long now) {
        long running = tasks.stream()
                .filter(other -> other.tool().equals(task.tool()))
                .filter(other -> ends.getOrDefault(other.id(), 0L) > now)
                .count();
        return places == 0 || running < places;
    }

    private void start(Task task, long now, Duration lasts) {
        held += readyAt(task) < now ? 1 : 0;
        starts.put(task.id(), now);
        ends.put(task.id(), now + lasts.toNanos());
    }

    private long nextEnd(long now) {
        return ends.values().stream()
                .filter(end -> end > now)
                .mapToLong(end -> end)
                .min()
                .orElseThrow();
    }
}
