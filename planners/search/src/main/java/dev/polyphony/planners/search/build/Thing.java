package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a task can take: attachments of one kind, or what one step made.
 *
 * @param kind what kind of content it is
 * @param items one or more, in order
 * @param list true if each item is itself a list
 * @param step the step that made it; {@link #ATTACHED} or {@link #EARLIER} for what was there before
 * @param tool the tool that made it, as an index; -1 for what was there before
 * @param primary false for an output beyond the first of a tool
 * @param missing true if it only stands for something that is not there
 */
record Thing(Kind kind, List<Input> items, boolean list, int step, int tool, boolean primary, boolean missing) {
    static final int ATTACHED = -1;
    static final int EARLIER = -2;

    /** As of any record; numbers first, as they differ most. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Thing thing
                        && step == thing.step
                        && tool == thing.tool
                        && list == thing.list
                        && primary == thing.primary
                        && missing == thing.missing
                        && kind.equals(thing.kind)
                        && items.equals(thing.items);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, items, step, tool);
    }

    /** Returns true if a port can take this. */
    boolean fits(Port port) {
        return kind.equals(Kind.of(port)) && (!list || port.isList());
    }

    Modality modality() {
        return kind.modality();
    }

    boolean isMade() {
        return tool >= 0;
    }
}
