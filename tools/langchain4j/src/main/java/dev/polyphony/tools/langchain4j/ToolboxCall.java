package dev.polyphony.tools.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls one tool as a model asks for it. What goes wrong is told to the model. Thread-safe. */
final class ToolboxCall implements ToolExecutor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tool tool;
    private final Artifacts artifacts;

    ToolboxCall(Tool tool, Artifacts artifacts) {
        this.tool = tool;
        this.artifacts = artifacts;
    }

    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
        return call(request).resultText();
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
        return call(request);
    }

    private ToolExecutionResult call(ToolExecutionRequest request) {
        try {
            return ToolExecutionResult.builder()
                    .resultText(run(inputs(request.arguments())))
                    .build();
        } catch (PolyphonyException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed("%s could not keep its result: %s".formatted(tool.name(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("%s was cancelled".formatted(tool.name()));
        }
    }

    private static ToolExecutionResult failed(String why) {
        return ToolExecutionResult.builder().isError(true).resultText(why).build();
    }

    private Map<String, List<Value>> inputs(String arguments) throws IOException {
        JsonNode given;
        try {
            given = JSON.readTree(arguments == null || arguments.isBlank() ? "{}" : arguments);
        } catch (JsonProcessingException e) {
            throw new ToolArgumentsException(
                    "the arguments of %s are no JSON.\nMaybe write an object.".formatted(tool.name()), e);
        }
        Map<String, List<Value>> inputs = new LinkedHashMap<>();
        for (Port port : tool.signature().inputs()) {
            List<Value> values = values(given.path(port.name()), port);
            if (values.isEmpty() && port.defaultValue() != null) {
                values = List.of(new Value.Text(port.defaultValue()));
            }
            if (values.isEmpty() && port.isRequired()) {
                throw new ToolArgumentsException(
                        "%s lacks its input \"%s\".\nMaybe call it again with it.".formatted(tool.name(), port.name()));
            }
            inputs.put(port.name(), values);
        }
        return inputs;
    }

    private List<Value> values(JsonNode given, Port port) throws IOException {
        List<Value> values = new ArrayList<>();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
            if (!one.isMissingNode() && !one.isNull()) {
                String words = one.isTextual() ? one.textValue() : one.toString();
                String fault = port.faultOf(words);
                if (fault != null) {
                    throw new ToolArgumentsException(
                            "input \"%s\": %s.\nMaybe one that is allowed.".formatted(port.name(), fault));
                }
                values.add(artifacts.read(words, port));
            }
        }
        return values;
    }

    /** Asks the bindings in their order, until one works or one fails for good: another must not do again what may be done. */
    private String run(Map<String, List<Value>> inputs) throws IOException, InterruptedException {
        PolyphonyException last = new ToolFailedException(tool.name() + " has no binding.\nMaybe set an endpoint.");
        for (Binding binding : tool.bindings()) {
            try (DirectCall call = new DirectCall(tool, inputs)) {
                return written(call.run(binding));
            } catch (PolyphonyException e) {
                last = e;
                if (tool.traits().writes()) {
                    break;
                }
            }
        }
        throw last;
    }

    private String written(Outputs outputs) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean one = outputs.values().size() == 1;
        for (Port port : tool.signature().outputs()) {
            for (Value value : outputs.values().getOrDefault(port.name(), List.of())) {
                lines.add((one ? "" : port.name() + ": ") + artifacts.write(value));
            }
        }
        return String.join("\n", lines);
    }
}
