package dev.polyphony.tools.langchain4j;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One attempt of a binding outside a run, on a thread of its own, so that it ends when its time is over. */
final class DirectCall implements ToolCall, AutoCloseable {
    private final Tool tool;
    private final Map<String, List<Value>> inputs;
    private final Path folder;
    private final long end;
    private volatile boolean cancelled;

    DirectCall(Tool tool, Map<String, List<Value>> inputs) {
        this.tool = tool;
        this.inputs = inputs;
        this.end = System.nanoTime() + tool.traits().timeout().toNanos();
        try {
            folder = Files.createTempDirectory("polyphony-call");
        } catch (IOException e) {
            throw new StorageException("no folder for the call can be made.\nMaybe the disk is full.", e);
        }
    }

    Outputs run(Binding binding) throws InterruptedException {
        FutureTask<Outputs> work = new FutureTask<>(() -> binding.body().run(this));
        Thread thread = new Thread(work, "polyphony-" + tool.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get(remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimedOutException(
                    "%s took longer than %s.\nMaybe ask for less."
                            .formatted(tool.name(), tool.traits().timeout()),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PolyphonyException known) {
                throw known;
            }
            throw new ToolFailedException(
                    "%s failed: %s.\nMaybe try other inputs.".formatted(tool.name(), e.getCause()), e.getCause());
        } finally {
            cancelled = true;
            work.cancel(true);
        }
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
        return cancelled;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    @Override
    public long seed() {
        return tool.name().hashCode();
    }

    @Override
    public Path folder() {
        return folder;
    }

    /** Deletes the files of the attempt. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new StorageException(
                    "the folder of the call can't be deleted.\nMaybe delete %s.".formatted(folder), e);
        }
    }
}
