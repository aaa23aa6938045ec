package dev.polyphony.agent.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A clock, a timer, an executor and a worker in one, on which a whole engine runs in no time, on one thread and always in the
 * same way: what runs next is drawn by a seed, and time passes only when nothing may run. Blocking work does what it does when
 * it begins, says how long it took by {@link #pause}, and is held back until then; a cancel ends it before.
 */
final class VirtualTime extends Clock implements Executor, Worker {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_STEPS = 2_000_000;

    private final Random random;
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparingLong(Alarm::order));
    private Instant now = START;
    private @Nullable Blocking current;
    private long orders;
    private int steps;
    private int working;
    private boolean crashed;

    VirtualTime(long seed) {
        random = new Random(seed);
    }

    private record Alarm(Instant at, long order, Runnable callback) {}

    @Override
    public Instant instant() {
        return current == null ? now : now.plus(current.took);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }

    @Override
    public void execute(Runnable work) {
        if (!crashed) {
            ready.add(work);
        }
    }

    /** Calls back at a later time; see {@link Timer#after}. */
    Runnable after(Duration delay, Runnable callback) {
        if (crashed) {
            return () -> {};
        }
        Alarm alarm = new Alarm(now.plus(delay), orders++, callback);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public <T> Work start(Callable<T> body, Runnable exit, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        Blocking work = new Blocking();
        work.exit = exit;
        working++;
        execute(() -> {
            if (!work.cancelled) {
                work.begin(body, end);
            }
        });
        return work;
    }

    /** Blocking work under way. */
    private final class Blocking implements Work {
        Duration took = Duration.ZERO;
        Duration deafUntil = Duration.ZERO;
        Runnable exit = () -> {};
        private Runnable dropAlarm = () -> {};
        private @Nullable Runnable tellEnd;
        private Instant begun = now;
        boolean cancelled;
        private boolean gone;

        <T> void begin(Callable<T> body, BiConsumer<@Nullable T, @Nullable Throwable> end) {
            begun = now;
            current = this;
            T result = null;
            Throwable error = null;
            try {
                result = body.call();
            } catch (Throwable e) {
                error = e;
            } finally {
                current = null;
            }
            T given = result;
            Throwable thrown = error;
            tellEnd = () -> end.accept(given, thrown);
            dropAlarm = after(took, this::leave);
        }

        private void leave() {
            if (!gone) {
                gone = true;
                working--;
                exit.run();
                if (tellEnd != null) {
                    tellEnd.run();
                }
            }
        }

        @Override
        public void cancel() {
            if (cancelled || gone) {
                return;
            }
            cancelled = true;
            dropAlarm.run();
            Instant deaf = begun.plus(deafUntil);
            if (tellEnd == null) {
                leave();
            } else if (deaf.isAfter(now)) {
                after(Duration.between(now, deaf), this::leave);
            } else {
                execute(this::leave);
            }
        }
    }

    /** Passes time. Called by blocking work; a cancel during this time ends the work at once. */
    void pause(Duration time) {
        Blocking work = current;
        if (work == null) {
            throw new IllegalStateException("only blocking work may pass time");
        }
        work.took = work.took.plus(time);
    }

    /** Passes time in which a cancel is not heeded, like native code. */
    void pauseDeaf(Duration time) {
        pause(time);
        Blocking work = current;
        if (work != null) {
            work.deafUntil = work.took;
        }
    }

    /** Runs something when the blocking work that calls has returned, or was cancelled and heeds it. */
    void whenGone(Runnable what) {
        Blocking work = current;
        if (work == null) {
            throw new IllegalStateException("only blocking work goes");
        }
        Runnable before = work.exit;
        work.exit = () -> {
            what.run();
            before.run();
        };
    }

    /** Runs something for the blocking work that calls, at the time at which that is by now. */
    void whenThere(Runnable what) {
        Blocking work = current;
        if (work == null) {
            what.run();
        } else {
            Runnable drop = after(work.took, what);
            whenGone(drop);
        }
    }

    /** Runs everything that is to run, and passes time, until nothing is left. */
    void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException("it goes on for ever");
            }
        }
    }

    private @Nullable Runnable next() {
        if (!ready.isEmpty()) {
            int pick = random.nextInt(ready.size());
            Runnable last = ready.remove(ready.size() - 1);
            return pick == ready.size() ? last : ready.set(pick, last);
        }
        Alarm alarm = alarms.poll();
        if (alarm == null) {
            return null;
        }
        now = alarm.at;
        return alarm.callback;
    }

    /** Ends the machine: nothing that was to run does any more. */
    void crash() {
        crashed = true;
        ready.clear();
        alarms.clear();
        working = 0;
    }

    /** Returns how many callbacks wait for their time, and how much work goes on. */
    int pending() {
        return alarms.size() + ready.size() + working;
    }
}
