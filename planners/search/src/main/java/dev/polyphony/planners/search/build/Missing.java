package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;

/** Stand-ins for content that is needed and not there; they never leave the search. */
final class Missing {
    private Missing() {}

    static String id(Modality modality) {
        return "missing " + modality;
    }
}
