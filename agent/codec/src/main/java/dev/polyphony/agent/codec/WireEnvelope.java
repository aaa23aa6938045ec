package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import java.time.Instant;

/** The members that every event has. */
@Wire
record WireEnvelope(
        @JsonProperty(value = "seq", required = true) Long seq,
        @JsonProperty(value = "type", required = true) String type,
        @JsonProperty(value = "runId", required = true) String runId,
        @JsonProperty(value = "at", required = true) String at) {

    static WireEnvelope of(JournalEntry entry) {
        return new WireEnvelope(
                entry.seq(),
                EventType.of(entry.event()).wireName(),
                entry.runId(),
                entry.at().toString());
    }

    JournalEntry around(RunEvent event) {
        return new JournalEntry(seq, runId, Instant.parse(at), event);
    }
}
