package dev.polyphony.agent.annotation;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools that annotated methods of plain objects are. Calls come from several threads at once, so the objects must be
 * thread-safe; they stay the caller's, and are not closed with the source.
 */
public final class AnnotatedTools implements ToolSource {
    private final List<Tool> tools;

    private AnnotatedTools(List<Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    /**
     * Returns a tool for each method of these objects that has {@link dev.polyphony.agent.annotation.Tool}, inherited ones
     * included, in the order of their names.
     *
     * @throws RegistrationException if an object has none, or an element is declared wrongly; the message names it
     */
    public static AnnotatedTools of(Object... objects) {
        List<Tool> tools = new ArrayList<>();
        Map<String, String> owners = new LinkedHashMap<>();
        for (Object object : objects) {
            for (Method method : methodsOf(object)) {
                Tool tool = new ToolMethod(object, method).tool();
                String twin = owners.putIfAbsent(tool.name(), ToolMethod.nameOf(method));
                if (twin != null) {
                    throw new RegistrationException("%s and %s are both named \"%s\".\nMaybe rename one of them."
                            .formatted(twin, ToolMethod.nameOf(method), tool.name()));
                }
                tools.add(tool);
            }
        }
        tools.sort(Comparator.comparing(Tool::name));
        return new AnnotatedTools(tools);
    }

    private static List<Method> methodsOf(Object object) {
        if (object instanceof Class<?> type) {
            throw new RegistrationException(
                    "%s is a class; its methods need an object.\nMaybe new %s().".formatted(name(type), name(type)));
        }
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            collect(type, methods);
        }
        if (methods.isEmpty()) {
            throw new RegistrationException("%s has no method with @Tool.\nMaybe annotate one, or leave the object out."
                    .formatted(name(object.getClass())));
        }
        return List.copyOf(methods.values());
    }

    /** Takes the nearest annotation: that of an overriding method before that of the overridden one. */
    private static void collect(Class<?> type, Map<String, Method> methods) {
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .filter(method -> method.isAnnotationPresent(dev.polyphony.agent.annotation.Tool.class))
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method ->
                        methods.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method));
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, methods);
        }
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }
}
