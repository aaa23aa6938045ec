package dev.polyphony.testkit;

import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A call of a tool outside any run, which notes what the tool reports. Thread-safe. */
public final class FakeCall implements ToolCall {
    private final Map<String, List<Value>> inputs;
    private final Path folder;
    private final Duration time;
    private final List<String> progress = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private volatile boolean cancelled;

    private FakeCall(Map<String, List<Value>> inputs, Path folder, Duration time) {
        this.inputs = Map.copyOf(inputs);
        this.folder = folder;
        this.time = time;
    }

    /**
     * Returns a call.
     *
     * @param inputs by port; unlike the engine it does not fill in defaults
     * @param folder an empty folder, which the caller deletes
     */
    public static FakeCall of(Map<String, List<Value>> inputs, Path folder) {
        return new FakeCall(inputs, folder, Duration.ofMinutes(1));
    }

    /** Returns the same call with this much time left, in place of a minute. */
    public FakeCall within(Duration left) {
        return new FakeCall(inputs, folder, left);
    }

    /** Tells the tool to stop; the caller interrupts its thread as well. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns what was reported: {@code 1/4}, or words. */
    public List<String> reported() {
        synchronized (progress) {
            return List.copyOf(progress);
        }
    }

    /** Returns the words of the answer that were said, piece by piece. */
    public List<String> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    /**
     * Waits until a report is made, or was, that is like this.
     *
     * @throws AssertionError if none comes in time
     */
    public String awaitReport(Predicate<String> wanted, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (progress) {
            while (true) {
                for (String report : progress) {
                    if (wanted.test(report)) {
                        return report;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no such report within %s: %s".formatted(longest, progress));
                }
                progress.wait(left);
            }
        }
    }

    private void report(String what) {
        synchronized (progress) {
            progress.add(what);
            progress.notifyAll();
        }
    }

    @Override
    public List<Value> values(String port) {
        return inputs.getOrDefault(port, List.of());
    }

    @Override
    public void progress(double done, double total) {
        report("%s/%s".formatted(plain(done), plain(total)));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public void progress(String message) {
        report(message);
    }

    @Override
    public void say(String words) {
        synchronized (said) {
            said.add(words);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Duration remaining() {
        return cancelled ? Duration.ZERO : time;
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
