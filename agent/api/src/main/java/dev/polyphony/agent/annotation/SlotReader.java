package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolArgumentsException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an element declares, and refuses what contradicts itself. */
final class SlotReader {
    private final Element element;
    private final List<String> choices;
    private final boolean list;
    private final boolean wrapped;
    private final Class<?> type;
    private final Form form;

    SlotReader(Element element) {
        this.element = element;
        Type item = element.type();
        Class<?> outer = item instanceof ParameterizedType p && p.getRawType() instanceof Class<?> raw ? raw : null;
        list = outer == List.class;
        wrapped = outer == Optional.class;
        if (item instanceof ParameterizedType p && (list || wrapped)) {
            item = p.getActualTypeArguments()[0];
        }
        type = item instanceof Class<?> known ? known : Void.class;
        form = form();
        Port says = element.says();
        choices = says == null || says.choices().length == 0 ? form.choices() : List.of(says.choices());
    }

    private Form form() {
        try {
            Form known = Form.of(type);
            if (known != null) {
                return known;
            }
        } catch (RegistrationException e) {
            throw refused(e.getMessage(), e);
        }
        throw refused(
                "the type %s fits no port.\nMaybe String, a number, boolean, an enum, Media, byte[], Path, a Value, or a List or Optional of these."
                        .formatted(element.type().getTypeName()));
    }

    Slot slot() {
        Port says = element.says();
        if (says != null && element.output()) {
            checkOutput(says);
        }
        Modality modality = modality(says);
        boolean optional = isOptional(says);
        Double min = says == null ? null : number(says.min());
        Double max = says == null ? null : number(says.max());
        if (says != null && says.choices().length > 0 && type != String.class) {
            throw refused(
                    "choices are for a String, not for %s.\nMaybe leave them out.".formatted(type.getSimpleName()));
        }
        if ((min != null || max != null) && !form.number()) {
            throw refused("a range is for a number, not for %s.\nMaybe leave min and max out."
                    .formatted(type.getSimpleName()));
        }
        String byDefault = byDefault(says, optional);
        if (type.isPrimitive() && optional && byDefault == null) {
            throw refused("a %s is never absent.\nMaybe set a defaultValue, or make it Optional."
                    .formatted(type.getSimpleName()));
        }
        Cardinality cardinality =
                list ? Cardinality.MANY : optional || byDefault != null ? Cardinality.OPTIONAL : Cardinality.ONE;
        dev.polyphony.agent.Port port;
        try {
            port = new dev.polyphony.agent.Port(
                    name(says, modality),
                    modality,
                    cardinality,
                    says == null ? "" : says.what(),
                    element.output() ? List.of() : choices,
                    min,
                    max,
                    byDefault);
        } catch (RegistrationException e) {
            throw refused(e.getMessage(), e);
        }
        checkDefault(port);
        return new Slot(element.element(), port, form, wrapped);
    }

    private void checkOutput(Port says) {
        if (says.choices().length > 0
                || !says.defaultValue().isEmpty()
                || !Double.isNaN(says.min())
                || !Double.isNaN(says.max())) {
            throw refused("an output has no choices, range or default.\nMaybe leave them out.");
        }
    }

    private String name(@Nullable Port says, Modality modality) {
        if (says != null && !says.value().isEmpty()) {
            return says.value();
        }
        if (!element.name().isEmpty()) {
            return element.name();
        }
        if (element.output()) {
            return modality.portName();
        }
        throw refused("it has no name.\nMaybe @Port(\"picture\"), or compile with -parameters.");
    }

    private Modality modality(@Nullable Port says) {
        Modality[] said = says == null ? new Modality[0] : says.modality();
        if (said.length > 1) {
            throw refused("it has %d modalities.\nMaybe one of %s.".formatted(said.length, List.of(said)));
        }
        Modality modality = said.length == 1 ? said[0] : form.modality();
        if (modality == null) {
            throw refused(
                    "a %s may hold anything.\nMaybe @Port(modality = Modality.IMAGE).".formatted(type.getSimpleName()));
        }
        if (!form.allows(modality)) {
            throw refused("a %s can't hold %s.\nMaybe leave modality out, or make it %s."
                    .formatted(type.getSimpleName(), modality, modality.isMedia() ? "Media" : "a Value"));
        }
        return modality;
    }

    private boolean isOptional(@Nullable Port says) {
        boolean optional = wrapped || element.nullable() || (says != null && says.optional());
        if (optional && list) {
            throw refused("a list is never absent: it holds one or more.\nMaybe leave optional out.");
        }
        return optional;
    }

    /** The first choice is the default of a parameter that must not be left out, as in {@code Port.choice}. */
    private @Nullable String byDefault(@Nullable Port says, boolean optional) {
        if (says != null && !says.defaultValue().isEmpty()) {
            if (list || form.modality() != Modality.TEXT) {
                throw refused("a default is for words and numbers, not for %s.\nMaybe leave it out."
                        .formatted(list ? "a list" : type.getSimpleName()));
            }
            return says.defaultValue();
        }
        return choices.isEmpty() || optional || list || element.output() ? null : choices.get(0);
    }

    private void checkDefault(dev.polyphony.agent.Port port) {
        String byDefault = port.defaultValue();
        if (byDefault == null) {
            return;
        }
        String fault = port.faultOf(byDefault);
        if (fault != null) {
            throw refused("the default %s.\nMaybe another default, or a wider range.".formatted(fault));
        }
        try {
            form.parsing().parse(port.name(), byDefault);
        } catch (ToolArgumentsException e) {
            throw refused("the default of " + e.getMessage(), e);
        }
    }

    private static @Nullable Double number(double number) {
        return Double.isNaN(number) ? null : number;
    }

    private RegistrationException refused(String what) {
        return refused(what, null);
    }

    private RegistrationException refused(@Nullable String what, @Nullable Throwable cause) {
        return new RegistrationException("%s: %s".formatted(element.element(), what), cause);
    }
}
