package dev.polyphony.agent.engine;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of attempts of one binding be under way. Those that wait are served run by run in turn, so that a
 * run with many tasks does not keep another one waiting; within a run the one with the most work behind it goes first.
 * Thread-safe.
 */
final class Gate {
    /** A place in the gate, or in the queue before it. */
    final class Pass {
        private final String runId;
        private final long weight;
        private final long order;
        private final Runnable granted;
        private boolean inside;
        private boolean done;

        private Pass(String runId, long weight, long order, Runnable granted) {
            this.runId = runId;
            this.weight = weight;
            this.order = order;
            this.granted = granted;
        }

        /** Gives the place back, or leaves the queue. Further calls do nothing. */
        void leave() {
            Pass next = null;
            lock.lock();
            try {
                if (done) {
                    return;
                }
                done = true;
                if (inside) {
                    next = handOver();
                } else {
                    Queue<Pass> queue = waiting.get(runId);
                    if (queue != null && queue.remove(this) && queue.isEmpty()) {
                        waiting.remove(runId);
                    }
                }
            } finally {
                lock.unlock();
            }
            if (next != null) {
                next.granted.run();
            }
        }
    }

    private static final Comparator<Pass> HEAVIEST_FIRST =
            Comparator.comparingLong((Pass pass) -> -pass.weight).thenComparingLong(pass -> pass.order);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Queue<Pass>> waiting = new LinkedHashMap<>();
    private int free;
    private long orders;

    /** @param places how many may be inside; 0 for no limit */
    Gate(int places) {
        this.free = places == 0 ? Integer.MAX_VALUE : places;
    }

    /**
     * Asks for a place.
     *
     * @param weight how much of the run waits for this, in any unit
     * @param granted is called once when there is one: now, or on the thread that gives one back
     */
    Pass enter(String runId, long weight, Runnable granted) {
        Pass pass;
        lock.lock();
        try {
            pass = new Pass(runId, weight, orders++, granted);
            if (free == 0) {
                waiting.computeIfAbsent(runId, id -> new PriorityQueue<>(HEAVIEST_FIRST))
                        .add(pass);
                return pass;
            }
            free--;
            pass.inside = true;
        } finally {
            lock.unlock();
        }
        granted.run();
        return pass;
    }

    /** Returns who gets the place that became free; the run goes to the end of the line. */
    private @Nullable Pass handOver() {
        var line = waiting.entrySet().iterator();
        if (!line.hasNext()) {
            free++;
            return null;
        }
        var first = line.next();
        Queue<Pass> queue = first.getValue();
        Pass next = queue.remove();
        next.inside = true;
        line.remove();
        if (!queue.isEmpty()) {
            waiting.put(first.getKey(), queue);
        }
        return next;
    }
}
