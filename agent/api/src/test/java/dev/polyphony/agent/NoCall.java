package dev.polyphony.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A call with given inputs, for tests of what reads them. */
public record NoCall(Map<String, List<Value>> inputs) implements ToolCall {
    public NoCall() {
        this(Map.of());
    }

    @Override
    public List<Value> values(String port) {
        return inputs.getOrDefault(port, List.of());
    }

    @Override
    public void progress(double done, double total) {}

    @Override
    public void progress(String message) {}

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Duration remaining() {
        return Duration.ofMinutes(1);
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Path folder() {
        return Path.of("target");
    }
}
