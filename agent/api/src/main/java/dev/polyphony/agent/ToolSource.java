package dev.polyphony.agent;

import java.util.List;

/** Where tools come from. Opened once at start-up; closing it frees the models behind its tools. Thread-safe. */
public interface ToolSource extends AutoCloseable {
    /** Returns the tools that can be called now. */
    List<Tool> tools();

    /** Returns the tools that something is missing for. */
    default List<AbsentTool> absent() {
        return List.of();
    }

    /** Frees models and connections; the tools of this source must not be called afterwards. */
    @Override
    default void close() {}
}
