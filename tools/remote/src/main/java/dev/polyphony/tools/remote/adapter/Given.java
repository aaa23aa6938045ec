package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.media.MediaProbe;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a call as servers want them. */
final class Given {
    private static final long MOST_INLINE = 32L << 20;
    private static final MediaProbe PROBE = MediaProbe.create();

    private final Service service;
    private final ToolCall call;

    Given(Service service, ToolCall call) {
        this.service = service;
        this.call = call;
    }

    /** Returns the words of the text inputs, in the order of the ports; parameters are none of them. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Port port : service.signature().inputs()) {
            if (port.modality() == Modality.TEXT && !port.isParameter()) {
                call.values(port.name()).forEach(v -> texts.add(((Value.Text) v).text()));
            }
        }
        return texts;
    }

    /** Returns the words of the first text input; empty if there is none. */
    String text() {
        List<String> texts = texts();
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** Returns true if there is something of this kind. */
    boolean has(Modality modality) {
        return service.signature().inputs().stream().anyMatch(p -> p.modality() == modality && call.has(p.name()));
    }

    /** Returns the first medium of this kind. */
    Media media(Modality modality) {
        for (Port port : service.signature().inputs()) {
            if (port.modality() == modality && call.has(port.name())) {
                return (Media) call.values(port.name()).get(0);
            }
        }
        throw new ToolArgumentsException("%s was given no %s.\nMaybe attach one."
                .formatted(service.signature().name(), modality.portName()));
    }

    /** Returns the type of a medium, found by looking at it. */
    String mediaType(Media media) throws IOException {
        return PROBE.probe(media.file(call.folder()), media.label()).mediaType();
    }

    /** Returns the bytes of a medium, if they are few enough to travel in a request. */
    byte[] bytes(Media media) throws IOException {
        byte[] bytes;
        try (var in = media.open()) {
            bytes = in.readNBytes((int) MOST_INLINE + 1);
        }
        if (bytes.length > MOST_INLINE) {
            throw new ToolArgumentsException(
                    "the %s has more than %d bytes, the most that is sent.\nMaybe make it smaller."
                            .formatted(media.modality().portName(), MOST_INLINE));
        }
        return bytes;
    }

    /** Returns a medium in base64. */
    String base64(Media media) throws IOException {
        mediaType(media);
        return Base64.getEncoder().encodeToString(bytes(media));
    }

    /** Returns a medium as a data URL. */
    String dataUrl(Media media) throws IOException {
        return dataUrl(mediaType(media), media);
    }

    /** Returns a medium as a data URL that claims this type. */
    String dataUrl(String type, Media media) throws IOException {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes(media));
    }

    /** Returns the parameters that the catalogue sets by {@code param.NAME}; numbers as numbers. */
    ObjectNode catalogued() {
        ObjectNode all = Json.mapper().createObjectNode();
        for (Map.Entry<String, String> option : service.options().entrySet()) {
            if (option.getKey().startsWith("param.")) {
                put(all, option.getKey().substring(6), option.getValue());
            }
        }
        return all;
    }

    /** Returns the first table as columns of cells. */
    ObjectNode table() {
        ObjectNode columns = Json.mapper().createObjectNode();
        for (Port port : service.signature().inputs()) {
            if (port.modality() == Modality.TABLE && call.has(port.name())) {
                Value.Table table = (Value.Table) call.values(port.name()).get(0);
                for (int i = 0; i < table.columns().size(); i++) {
                    var column = columns.putArray(table.columns().get(i));
                    for (List<@Nullable Object> row : table.rows()) {
                        column.add(String.valueOf(row.get(i)));
                    }
                }
            }
        }
        return columns;
    }

    /** Returns the parameters: those of the call, and what the catalogue sets by {@code param.NAME}; numbers as numbers. */
    ObjectNode parameters() {
        ObjectNode all = catalogued();
        for (Port port : service.signature().inputs()) {
            if (port.isParameter() && call.has(port.name())) {
                put(all, port.name(), call.text(port.name()));
            }
        }
        return all;
    }

    private static void put(ObjectNode all, String name, String value) {
        if (value.matches("-?\\d{1,9}")) {
            all.put(name, Integer.parseInt(value));
        } else if (value.matches("-?\\d{1,9}\\.\\d{1,9}")) {
            all.put(name, Double.parseDouble(value));
        } else if (value.equals("true") || value.equals("false")) {
            all.put(name, Boolean.parseBoolean(value));
        } else {
            all.put(name, value);
        }
    }

    /** Returns a seed that every server takes. */
    long seed() {
        return call.seed() & 0x7fffffffL;
    }
}
