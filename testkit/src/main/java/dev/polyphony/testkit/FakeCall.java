package dev.polyphony.testkit;

import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call of a tool outside any run, which notes what the tool reports. Thread-safe. */
public final class FakeCall implements ToolCall {
    private final Map<String, List<Value>> inputs;
    private final Path folder;
    private final List<String> progress = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    private FakeCall(Map<String, List<Value>> inputs, Path folder) {
        this.inputs = Map.copyOf(inputs);
        this.folder = folder;
    }

    /**
     * Returns a call.
     *
     * @param inputs by port; unlike the engine it does not fill in defaults
     * @param folder an empty folder, which the caller deletes
     */
    public static FakeCall of(Map<String, List<Value>> inputs, Path folder) {
        return new FakeCall(inputs, folder);
    }

    /** Tells the tool to stop; the caller interrupts its thread as well. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns what was reported: {@code 1/4}, or words. */
    public List<String> reported() {
        return List.copyOf(progress);
    }

    @Override
    public List<Value> values(String port) {
        return inputs.getOrDefault(port, List.of());
    }

    @Override
    public void progress(double done, double total) {
        progress.add("%s/%s".formatted(plain(done), plain(total)));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public void progress(String message) {
        progress.add(message);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Duration remaining() {
        return cancelled ? Duration.ZERO : Duration.ofMinutes(1);
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
