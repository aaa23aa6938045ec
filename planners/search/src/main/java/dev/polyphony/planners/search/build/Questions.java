package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import java.util.Locale;
import java.util.Optional;

/** Ports that take a question in the user's own words. */
final class Questions {
    private Questions() {}

    static boolean isQuestion(Port port) {
        return port.modality() == Modality.TEXT
                && !port.isParameter()
                && (port.name().toLowerCase(Locale.ROOT).contains("question")
                        || port.description().toLowerCase(Locale.ROOT).contains("question"));
    }

    static Optional<Port> of(Signature tool) {
        return tool.inputs().stream().filter(Questions::isQuestion).findFirst();
    }
}
