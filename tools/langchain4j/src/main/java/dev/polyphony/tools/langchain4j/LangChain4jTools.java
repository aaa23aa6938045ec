package dev.polyphony.tools.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.ToolSource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The methods that LangChain4j's {@code @Tool} marks, as tools of an agent, as they are: their arguments become ports, and what
 * they return becomes text, or a picture if it is one. Thread-safe if the objects are.
 */
public final class LangChain4jTools implements ToolSource {
    private final List<dev.polyphony.agent.Tool> tools;

    private LangChain4jTools(List<dev.polyphony.agent.Tool> tools) {
        this.tools = List.copyOf(tools);
    }

    /**
     * Returns the tools of these objects, those of each in the order of their names.
     *
     * @throws RegistrationException if an object has no such method, or one can't be read as a tool
     */
    public static LangChain4jTools of(Object... objects) {
        List<dev.polyphony.agent.Tool> tools = new ArrayList<>();
        for (Object object : objects) {
            List<Method> methods = marked(object.getClass());
            if (methods.isEmpty()) {
                throw new RegistrationException(
                        "%s has no method with LangChain4j's @Tool.\nMaybe its methods have that of dev.polyphony.agent.annotation: then use AnnotatedTools."
                                .formatted(object.getClass().getName()));
            }
            methods.forEach(method -> tools.add(new ForeignMethod(object, method).tool()));
        }
        return new LangChain4jTools(tools);
    }

    private static List<Method> marked(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Arrays.stream(at.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Tool.class) && !method.isBridge())
                    .filter(method -> methods.stream().noneMatch(m -> isSame(m, method)))
                    .forEach(methods::add);
        }
        methods.sort(Comparator.comparing(Method::getName).thenComparing(Method::toString));
        return methods;
    }

    private static boolean isSame(Method a, Method b) {
        return a.getName().equals(b.getName()) && Arrays.equals(a.getParameterTypes(), b.getParameterTypes());
    }

    @Override
    public List<dev.polyphony.agent.Tool> tools() {
        return tools;
    }
}
