package dev.polyphony.tools.remote;

import java.util.List;

/**
 * An endpoint that is set, without its key.
 *
 * @param name what the settings call it
 * @param kind how it is spoken to
 * @param baseUrl where it is
 * @param hasKey true if a key is set
 * @param tools what it serves
 */
public record EndpointCard(String name, String kind, String baseUrl, boolean hasKey, List<String> tools) {
    public EndpointCard {
        tools = List.copyOf(tools);
    }
}
