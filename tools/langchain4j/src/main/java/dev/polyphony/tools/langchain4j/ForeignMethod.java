package dev.polyphony.tools.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Traits;
import dev.polyphony.agent.Value;
import java.lang.reflect.Method;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One method with LangChain4j's {@code @Tool}. */
final class ForeignMethod {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Object object;
    private final Method method;
    private final ToolSpecification said;
    private final List<Parameter> parameters;
    private final boolean paints;

    ForeignMethod(Object object, Method method) {
        this.object = object;
        this.method = method;
        try {
            method.setAccessible(true);
            said = ToolSpecifications.toolSpecificationFrom(method);
        } catch (RuntimeException e) {
            throw new RegistrationException(
                    "the method %s can't be read as a tool: %s.\nMaybe make it and its class public."
                            .formatted(method, e.getMessage()),
                    e);
        }
        parameters = Parameter.of(said.parameters());
        paints = method.getReturnType() == Image.class || method.getReturnType() == ImageContent.class;
    }

    /** Such a method says nothing of what it does besides, so the tool is taken to write: it is never called twice for one task. */
    Tool tool() {
        Modality gives = paints ? Modality.IMAGE : Modality.TEXT;
        String description = said.description();
        Signature signature = new Signature(
                said.name(),
                description == null || description.isBlank() ? "Calls " + method.getName() + "." : description.strip(),
                parameters.stream().map(Parameter::port).toList(),
                List.of(Port.one(gives.portName(), gives)),
                List.of());
        Traits traits = new Traits("1", "", false, Traits.DEFAULT.timeout(), true);
        return new Tool(signature, traits, List.of(new Binding("langchain4j", true, null, this::run)));
    }

    private Outputs run(ToolCall call) throws Exception {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object value = parameter.read(call);
            if (value != null) {
                arguments.put(parameter.property(), value);
            }
        }
        ToolExecutionResult result = execute(arguments);
        if (result.isError()) {
            throw new ToolFailedException(
                    "%s failed: %s.\nMaybe look at its log.".formatted(said.name(), result.resultText()));
        }
        return paints ? Outputs.of("image", picture(result)) : Outputs.of("text", new Value.Text(text(result)));
    }

    private ToolExecutionResult execute(Map<String, Object> arguments) throws Exception {
        DefaultToolExecutor executor = DefaultToolExecutor.builder()
                .object(object)
                .originalMethod(method)
                .methodToInvoke(method)
                .wrapToolArgumentsExceptions(true)
                .propagateToolExecutionExceptions(true)
                .build();
        try {
            return executor.executeWithContext(
                    ToolExecutionRequest.builder()
                            .name(said.name())
                            .arguments(json(arguments))
                            .build(),
                    InvocationContext.builder().chatMemoryId("default").build());
        } catch (dev.langchain4j.exception.ToolArgumentsException e) {
            throw new ToolArgumentsException(
                    "%s was given what it can't take: %s.\nMaybe another form of the value."
                            .formatted(said.name(), e.getMessage()),
                    e);
        } catch (LangChain4jException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String json(Map<String, Object> arguments) throws JsonProcessingException {
        return JSON.writeValueAsString(arguments);
    }

    private static String text(ToolExecutionResult result) {
        List<Content> contents = result.resultContents();
        if (contents == null || contents.isEmpty()) {
            return String.valueOf(result.resultText());
        }
        StringBuilder text = new StringBuilder();
        contents.forEach(content -> text.append(content instanceof TextContent words ? words.text() : ""));
        return text.toString();
    }

    private Media picture(ToolExecutionResult result) {
        Image image = result.result() instanceof Image given
                ? given
                : result.result() instanceof ImageContent content ? content.image() : null;
        if (image == null || image.base64Data() == null) {
            throw new ToolFailedException(
                    "%s gave no picture, or but a URL, which is not fetched.\nMaybe return its bytes in base64."
                            .formatted(said.name()));
        }
        return Media.of(Modality.IMAGE, Base64.getDecoder().decode(image.base64Data()));
    }
}
