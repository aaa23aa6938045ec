package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One port, and the Java type that stands for what it holds. */
final class Slot implements Argument, Result {
    private final String element;
    private final Port port;
    private final Form form;
    private final boolean wrapped;

    Slot(String element, Port port, Form form, boolean wrapped) {
        this.element = element;
        this.port = port;
        this.form = form;
        this.wrapped = wrapped;
    }

    /** @throws RegistrationException if the element contradicts itself, or its type fits no port */
    static Slot of(Element element) {
        return new SlotReader(element).slot();
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public @Nullable Object read(ToolCall call) throws Exception {
        List<Value> values = call.values(port.name());
        if (port.isList()) {
            List<Object> list = new ArrayList<>();
            for (Value value : values) {
                list.add(item(value, call));
            }
            return List.copyOf(list);
        }
        if (values.isEmpty() && port.isRequired()) {
            throw new ToolArgumentsException(
                    "input \"%s\" is empty.\nMaybe attach one, or take it from another task.".formatted(port.name()));
        }
        Object only = values.isEmpty() ? null : item(values.get(0), call);
        return wrapped ? Optional.ofNullable(only) : only;
    }

    private Object item(Value value, ToolCall call) throws Exception {
        if (value.modality() != port.modality() || (form.mediaOnly() && !(value instanceof Media))) {
            throw new ToolArgumentsException("input \"%s\" is %s, not %s.\nMaybe take it from another task."
                    .formatted(port.name(), value.modality(), port.modality()));
        }
        String fault = value instanceof Value.Text text ? port.faultOf(text.text()) : null;
        if (fault != null) {
            throw new ToolArgumentsException(
                    "input \"%s\": %s.\nMaybe leave it at its default.".formatted(port.name(), fault));
        }
        return form.reading().read(port.name(), value, call);
    }

    @Override
    public Outputs write(@Nullable Object returned) throws Exception {
        Object value = returned instanceof Optional<?> optional ? optional.orElse(null) : returned;
        if (value == null) {
            if (port.isRequired()) {
                throw new ToolFailedException(
                        "%s is null.\nMaybe return something, throw, or declare it optional.".formatted(element));
            }
            return new Outputs(Map.of());
        }
        List<Value> values = new ArrayList<>();
        for (Object item : port.isList() ? (List<?>) value : List.of(value)) {
            values.add(form.writing().write(item, port.modality()));
        }
        return Outputs.ofMany(port.name(), values);
    }
}
