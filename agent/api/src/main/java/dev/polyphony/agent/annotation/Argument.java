package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parameter of an annotated method is given. */
interface Argument {
    /** Returns the inputs that it reads, none for the call itself. */
    List<Port> ports();

    /** Returns the value for a call. */
    @Nullable
    Object read(ToolCall call) throws Exception;

    static Argument of(Parameter parameter, int number, String method) {
        String element = "parameter %s of %s"
                .formatted(parameter.isNamePresent() ? "\"" + parameter.getName() + "\"" : number, method);
        dev.polyphony.agent.annotation.Port says = parameter.getAnnotation(dev.polyphony.agent.annotation.Port.class);
        if (parameter.getType() == ToolCall.class) {
            if (says != null) {
                throw new RegistrationException(
                        "%s is the call, which is no port.\nMaybe leave @Port out.".formatted(element));
            }
            return new TheCall();
        }
        if (parameter.getType().isRecord() && !Value.class.isAssignableFrom(parameter.getType())) {
            if (says != null) {
                throw new RegistrationException(
                        "%s is a record, whose components are the ports.\nMaybe put @Port at those."
                                .formatted(element));
            }
            return RecordPorts.of(parameter.getType(), element);
        }
        return Slot.of(new Element(
                element,
                parameter.isNamePresent() ? parameter.getName() : "",
                parameter.getParameterizedType(),
                says,
                Element.isNullable(parameter, parameter.getAnnotatedType()),
                false));
    }

    /** The call itself. */
    record TheCall() implements Argument {
        @Override
        public List<Port> ports() {
            return List.of();
        }

        @Override
        public ToolCall read(ToolCall call) {
            return call;
        }
    }
}
