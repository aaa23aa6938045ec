package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of a task, on a worker thread: runs the tool's body and stores what it gave. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Tool tool;
    private final Binding binding;
    private final Values values;

    Attempt(Tool tool, Binding binding, Values values) {
        this.tool = tool;
        this.binding = binding;
        this.values = values;
    }

    /** Returns the stored outputs, by port in the order of the signature. */
    Outcome.Success run(Call call) {
        try (call) {
            Outputs outputs = binding.body().run(call);
            return store(outputs);
        } catch (PolyphonyException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.ofTool(tool.name(), e);
        } catch (Exception | OutOfMemoryError | LinkageError | StackOverflowError e) {
            LOG.debug("{} failed", tool.name(), e);
            throw Failures.ofTool(tool.name(), e);
        }
    }

    private Outcome.Success store(Outputs outputs) {
        for (String port : outputs.values().keySet()) {
            if (tool.signature().output(port).isEmpty()) {
                throw broken("gave \"%s\", which it did not declare".formatted(port));
            }
        }
        Map<String, List<Artifact>> stored = new LinkedHashMap<>();
        for (Port port : tool.signature().outputs()) {
            List<Value> list = outputs.values().getOrDefault(port.name(), List.of());
            checkCount(port, list.size());
            List<Artifact> artifacts = new ArrayList<>();
            for (Value value : list) {
                if (value.modality() != port.modality()) {
                    throw broken("promised %s at \"%s\" and gave %s"
                            .formatted(port.modality(), port.name(), value.modality()));
                }
                artifacts.add(values.write(tool.name(), port.name(), value));
            }
            if (!artifacts.isEmpty()) {
                stored.put(port.name(), artifacts);
            }
        }
        return new Outcome.Success(stored);
    }

    private void checkCount(Port port, int count) {
        boolean fits = count == 1 || (count == 0 && !port.isRequired()) || (count > 1 && port.isList());
        if (!fits) {
            throw broken("promised %s %s at \"%s\" and gave %d"
                    .formatted(port.cardinality(), port.modality(), port.name(), count));
        }
    }

    private ToolFailedException broken(String what) {
        return new ToolFailedException("%s %s.\nMaybe the tool is declared wrongly.".formatted(tool.name(), what));
    }

    /** Makes an empty folder for the files of an attempt. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory("polyphony-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files could be made", e);
        }
    }

    /** Removes a folder with all that is in it; what can't be removed is logged and left. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("temporary folder {} could not be removed: {}", folder, e.toString());
        }
    }
}
