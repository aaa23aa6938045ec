package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Task;

/**
 * A task in the making.
 *
 * @param task its tool and inputs
 * @param tool its tool, as an index
 * @param step the step that it serves
 * @param role why it is there
 */
public record Node(Task task, int tool, int step, Role role) {
    /** Why a task is planned. */
    public enum Role {
        /** The user asked for it. */
        ASKED,
        /** A noun phrase of the request needs it. */
        NEEDED,
        /** The types need it. */
        CONVERTER
    }

    Node asked() {
        return new Node(task, tool, step, Role.ASKED);
    }
}
