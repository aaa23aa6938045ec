package dev.polyphony;

import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.llm.JarvisTasks;
import dev.polyphony.tools.remote.TaskType;
import java.util.List;

/** HuggingGPT's task lists, read as plans over tools of this project and written from them. */
public final class HuggingGpt {
    private static final String NO_ENDPOINTS = "{\"endpoints\":{}}";

    private HuggingGpt() {}

    /** Returns all 35 task types in HuggingGPT's order, each with the tool that does it here. */
    public static List<JarvisTasks.Type> types() {
        return TaskType.ofHuggingGpt(NO_ENDPOINTS).stream()
                .map(type -> new JarvisTasks.Type(type.name(), type.tool(), type.kind()))
                .toList();
    }

    /** Returns a reader and writer of task lists over these tools, those that are missing included. */
    public static JarvisTasks tasks(Toolbox toolbox) {
        return new JarvisTasks(toolbox, types());
    }
}
