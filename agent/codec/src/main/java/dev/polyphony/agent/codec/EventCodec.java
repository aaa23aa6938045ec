package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.StorageException;

/** Journal entries as JSON: what a journal keeps and what the event stream sends. */
public final class EventCodec {
    private EventCodec() {}

    /** Returns the name of the event's type: {@code task.started}. */
    public static String type(RunEvent event) {
        return EventType.of(event).wireName();
    }

    /** Returns the entry as one line of JSON. Durations lose what is below a millisecond. */
    public static String encode(JournalEntry entry) {
        ObjectNode node = Json.tree(WireEnvelope.of(entry));
        ObjectNode members = Json.tree(EventType.of(entry.event()).toWire(entry.event()));
        return Json.write(node.setAll(members));
    }

    /**
     * Returns the entry that the text holds.
     *
     * @throws StorageException if it holds none, or one of a type that this version does not know
     */
    public static JournalEntry decode(String json) {
        return Json.read(json, "event", EventCodec::entry, StorageException::new);
    }

    private static JournalEntry entry(JsonNode tree) {
        WireEnvelope envelope = Json.bind(tree, WireEnvelope.class);
        WireEvent event = Json.bind(tree, EventType.named(envelope.type()).wire());
        return envelope.around(event.toEvent());
    }
}
