package dev.polyphony.agent;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would take if it was run now, judged by past calls: no promise. Planning and the answer are not part of it,
 * nor are further attempts.
 *
 * @param time from the start of the first task to the end of the last one; tasks whose time is not known take none
 * @param costUsd the prices of all calls together, in US dollars
 * @param tasks each task, in the order of the plan
 */
public record Estimate(Duration time, double costUsd, List<OfTask> tasks) {
    public Estimate {
        tasks = List.copyOf(tasks);
    }

    /**
     * What one task would take.
     *
     * @param taskId the task
     * @param binding the one that is expected to serve it; others may where it fails
     * @param time what half of its calls so far took at most; null if there were none
     * @param costUsd the price of one call; 0 if nothing
     * @param cached true if its result is there already, so that nothing would be called
     * @param sends the inputs whose content may leave this machine, by port name; a result of another task is one as well
     * @param to ids of the bindings to which it may go; empty if all are on this machine
     */
    public record OfTask(
            String taskId,
            String binding,
            @Nullable Duration time,
            double costUsd,
            boolean cached,
            List<String> sends,
            List<String> to) {
        public OfTask {
            sends = List.copyOf(sends);
            to = List.copyOf(to);
        }
    }
}
