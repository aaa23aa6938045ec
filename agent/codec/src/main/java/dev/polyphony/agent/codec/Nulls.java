package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import java.util.Iterator;

/** The rule that null is absent, for what others wrote. */
final class Nulls {
    private Nulls() {}

    /** Removes all nulls below this node, whose depth the reader has bounded. */
    static void drop(JsonNode node) {
        if (!(node instanceof ContainerNode<?>)) {
            return;
        }
        for (Iterator<JsonNode> members = node.iterator(); members.hasNext(); ) {
            JsonNode member = members.next();
            if (member.isNull()) {
                members.remove();
            } else {
                drop(member);
            }
        }
    }
}
