package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Value;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of what an annotated method returns. */
interface Result {
    /** Returns the outputs. */
    List<Port> ports();

    /** Returns the outputs of a call. */
    Outputs write(@Nullable Object returned) throws Exception;

    static Result of(Method method, String name) {
        String element = "the result of " + name;
        dev.polyphony.agent.annotation.Port says = method.getAnnotation(dev.polyphony.agent.annotation.Port.class);
        Class<?> type = method.getReturnType();
        if (type == void.class || type == Void.class) {
            throw new RegistrationException(
                    "%s gives nothing.\nMaybe return a String that says what was done.".formatted(name));
        }
        if (type.isRecord() && type != Outputs.class && !Value.class.isAssignableFrom(type)) {
            if (says != null) {
                throw new RegistrationException(
                        "%s is a record, whose components are the ports.\nMaybe put @Port at those."
                                .formatted(element));
            }
            return RecordPorts.ofResult(type, element);
        }
        return Slot.of(new Element(
                element,
                "",
                method.getGenericReturnType(),
                says,
                Element.isNullable(method, method.getAnnotatedReturnType()),
                true));
    }
}
