package dev.polyphony.agent.codec;

import dev.polyphony.agent.RunEvent;

/** The members of an event beyond its {@link WireEnvelope}; one record for each type. */
interface WireEvent {
    /** Returns what this is the JSON form of. */
    RunEvent toEvent();
}
