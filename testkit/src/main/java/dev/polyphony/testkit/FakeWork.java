package dev.polyphony.testkit;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ToolBody;
import dev.polyphony.agent.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The work of a tool as a test wants it: late, in steps, failing, held until it is released. It notes its calls, and how
 * many were stopped. Set it up before it is called; calls are thread-safe.
 *
 * <pre>{@code
 * FakeWork work = FakeWork.giving(Outputs.of("text", new Value.Text("a cat"))).taking(Duration.ofMillis(500));
 * Tool tool = Tool.named("image.describe").does("Describes a picture.").takes("picture", IMAGE)
 *         .gives(Port.one("text", TEXT)).by(work);
 * }</pre>
 */
public final class FakeWork implements ToolBody {
    private final Function<ToolCall, Outputs> results;
    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger stopped = new AtomicInteger();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private CountDownLatch gate = new CountDownLatch(0);
    private Duration latency = Duration.ZERO;
    private int steps = 1;
    private @Nullable PolyphonyException failure;

    private FakeWork(Function<ToolCall, Outputs> results) {
        this.results = results;
    }

    /** Returns work that always gives the same. */
    public static FakeWork giving(Outputs outputs) {
        return new FakeWork(call -> outputs);
    }

    /** Returns work that makes its outputs from its inputs. */
    public static FakeWork making(Function<ToolCall, Outputs> results) {
        return new FakeWork(results);
    }

    /** Makes each call take this long; it can be interrupted all the while. */
    public FakeWork taking(Duration newLatency) {
        latency = newLatency;
        return this;
    }

    /** Makes each call report progress so many times, evenly over its time. */
    public FakeWork inSteps(int newSteps) {
        if (newSteps < 1) {
            throw new IllegalArgumentException("steps (%d) must be at least 1".formatted(newSteps));
        }
        steps = newSteps;
        return this;
    }

    /** Makes the first calls fail, then succeed. */
    public FakeWork failing(int times, PolyphonyException error) {
        failuresLeft.set(times);
        failure = error;
        return this;
    }

    /** Makes each call wait for {@link #release}. */
    public FakeWork held() {
        gate = new CountDownLatch(1);
        return this;
    }

    /** Lets all calls go on. */
    public void release() {
        gate.countDown();
    }

    /** Waits until the first call has begun. */
    public void awaitBegun() throws InterruptedException {
        if (!begun.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the work was not begun within 20 s");
        }
    }

    /** Returns the calls so far, in order. */
    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns how many calls were interrupted. */
    public int stopped() {
        return stopped.get();
    }

    @Override
    public Outputs run(ToolCall call) throws InterruptedException {
        calls.add(call);
        begun.countDown();
        try {
            gate.await();
            for (int step = 1; step <= steps; step++) {
                TimeUnit.NANOSECONDS.sleep(latency.toNanos() / steps);
                call.progress(step, steps);
            }
        } catch (InterruptedException e) {
            stopped.incrementAndGet();
            throw e;
        }
        if (failure != null && failuresLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw failure;
        }
        return results.apply(call);
    }
}
