package dev.polyphony.planners.search.match;

import dev.polyphony.agent.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A tool as the planner looks at it.
 *
 * @param signature what it does and takes
 * @param remedy what would make it available; null if it is there
 */
public record Card(Signature signature, @Nullable String remedy) {
    /** Returns true if the tool cannot be called. */
    public boolean isAbsent() {
        return remedy != null;
    }

    /** Returns the name of the tool. */
    public String name() {
        return signature.name();
    }
}
