package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.ToolCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a tool of one annotated method. */
final class ToolMethod {
    private final @Nullable Object object;
    private final Method method;
    private final Tool says;
    private final List<Argument> arguments = new ArrayList<>();
    private final Result result;

    ToolMethod(Object object, Method method) {
        this.object = Modifier.isStatic(method.getModifiers()) ? null : object;
        this.method = method;
        this.says = Objects.requireNonNull(method.getAnnotation(Tool.class));
        try {
            method.setAccessible(true);
        } catch (RuntimeException e) {
            throw new RegistrationException(
                    "%s can't be called: %s.\nMaybe make it and its class public, or open the module."
                            .formatted(nameOf(method), e.getMessage()),
                    e);
        }
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            arguments.add(Argument.of(parameters[i], i + 1, nameOf(method)));
        }
        this.result = Result.of(method, nameOf(method));
    }

    /** Returns {@code Studio.paint}. */
    static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    dev.polyphony.agent.Tool tool() {
        try {
            return declaration()
                    .gives(result.ports().toArray(dev.polyphony.agent.Port[]::new))
                    .by(this::run);
        } catch (RegistrationException e) {
            throw new RegistrationException("%s: %s".formatted(nameOf(method), e.getMessage()), e);
        }
    }

    private ToolBuilder declaration() {
        ToolBuilder builder = dev.polyphony.agent.Tool.named(says.name())
                .does(says.does())
                .whenAsked(says.whenAsked())
                .within(Duration.ofSeconds(says.withinSeconds()))
                .version(says.version())
                .licence(says.licence())
                .costing(says.costUsd())
                .atMost(says.atMost());
        if (!says.model().isEmpty()) {
            builder.model(says.model());
        }
        if (says.pure()) {
            builder.pure();
        }
        if (says.writes()) {
            builder.writes();
        }
        if (!says.servedBy().isEmpty()) {
            builder.servedBy(says.servedBy());
        }
        arguments.forEach(argument -> argument.ports().forEach(builder::takes));
        return builder;
    }

    private Outputs run(ToolCall call) throws Exception {
        @Nullable Object[] values = new @Nullable Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).read(call);
        }
        try {
            return result.write(method.invoke(object, values));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        }
    }
}
