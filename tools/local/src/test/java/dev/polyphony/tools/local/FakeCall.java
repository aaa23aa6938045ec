package dev.polyphony.tools.local;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call of one tool, with its parameters at their defaults. */
final class FakeCall implements ToolCall {
    private final Map<String, List<Value>> values = new LinkedHashMap<>();
    private final List<Double> progress = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Duration remaining = Duration.ofMinutes(2);
    private final Path folder;

    private FakeCall(List<Port> inputs) {
        for (Port port : inputs) {
            if (port.defaultValue() != null) {
                values.put(port.name(), List.of(new Value.Text(port.defaultValue())));
            }
        }
        try {
            folder = Files.createTempDirectory("polyphony-call");
            folder.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeCall empty() {
        return new FakeCall(List.of());
    }

    static FakeCall of(Tool tool) {
        return new FakeCall(tool.signature().inputs());
    }

    FakeCall with(String port, Value... of) {
        values.put(port, List.of(of));
        return this;
    }

    FakeCall with(String port, String text) {
        return with(port, new Value.Text(text));
    }

    FakeCall with(String port, Modality modality, Path file) {
        return with(port, Media.of(modality, file));
    }

    FakeCall within(Duration time) {
        remaining = time;
        return this;
    }

    FakeCall cancel() {
        cancelled.set(true);
        return this;
    }

    List<Double> reported() {
        return progress;
    }

    /** Runs the preferred binding of a tool. */
    Outputs run(Tool tool) throws Exception {
        return tool.bindings().get(0).body().run(this);
    }

    @Override
    public List<Value> values(String port) {
        return values.getOrDefault(port, List.of());
    }

    @Override
    public void progress(double done, double total) {
        progress.add(done / total);
    }

    @Override
    public void progress(String message) {}

    @Override
    public boolean cancelled() {
        return cancelled.get();
    }

    @Override
    public Duration remaining() {
        return remaining;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
