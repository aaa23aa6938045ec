package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record each of whose components is a port. */
final class RecordPorts implements Argument, Result {
    private final String element;
    private final Constructor<?> constructor;
    private final List<Method> accessors = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    private RecordPorts(Class<?> type, String element, boolean output) {
        this.element = element;
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            throw new RegistrationException(
                    "%s is the record %s without components.\nMaybe give it one, or leave it out."
                            .formatted(element, type.getSimpleName()));
        }
        for (RecordComponent component : components) {
            String name = "component \"%s\" of %s (%s)".formatted(component.getName(), type.getSimpleName(), element);
            if (component.getType().isRecord() && !Value.class.isAssignableFrom(component.getType())) {
                throw new RegistrationException(
                        "%s is a record in a record.\nMaybe put its components into the outer one.".formatted(name));
            }
            slots.add(Slot.of(new Element(
                    name,
                    component.getName(),
                    component.getGenericType(),
                    component.getAnnotation(dev.polyphony.agent.annotation.Port.class),
                    Element.isNullable(component, component.getAnnotatedType()),
                    output)));
            accessors.add(component.getAccessor());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            accessors.forEach(accessor -> accessor.setAccessible(true));
        } catch (NoSuchMethodException | RuntimeException e) {
            throw new RegistrationException(
                    "%s is the record %s, which can't be read: %s.\nMaybe make it public, or open the module."
                            .formatted(element, type.getSimpleName(), e.getMessage()),
                    e);
        }
    }

    static RecordPorts of(Class<?> type, String element) {
        return new RecordPorts(type, element, false);
    }

    static RecordPorts ofResult(Class<?> type, String element) {
        return new RecordPorts(type, element, true);
    }

    @Override
    public List<Port> ports() {
        return slots.stream().flatMap(slot -> slot.ports().stream()).toList();
    }

    @Override
    public Object read(ToolCall call) throws Exception {
        @Nullable Object[] values = new @Nullable Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = slots.get(i).read(call);
        }
        return unwrapped(() -> constructor.newInstance(values));
    }

    @Override
    public Outputs write(@Nullable Object returned) throws Exception {
        if (returned == null) {
            throw new ToolFailedException("%s is null.\nMaybe return the record, or throw.".formatted(element));
        }
        Map<String, List<Value>> all = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            Method accessor = accessors.get(i);
            all.putAll(slots.get(i)
                    .write(unwrapped(() -> accessor.invoke(returned)))
                    .values());
        }
        return new Outputs(all);
    }

    /** Runs a reflective call; what the record itself throws comes out as it is. */
    private static <T extends @Nullable Object> T unwrapped(Reflective<T> call) throws Exception {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private interface Reflective<T extends @Nullable Object> {
        T run() throws Exception;
    }
}
