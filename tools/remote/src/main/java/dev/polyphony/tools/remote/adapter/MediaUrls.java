package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** Finds where an answer put its result: every provider has a place of its own. */
final class MediaUrls {
    private static final List<String> PLACES = List.of(
            "/output",
            "/output/0",
            "/output/url",
            "/outputs/0",
            "/images/0/url",
            "/images/0",
            "/image/url",
            "/video/url",
            "/videos/0/video_url",
            "/videos/0/url",
            "/audio/url",
            "/audio_file/url",
            "/audios/0/audio_url",
            "/images/0/image_url",
            "/data/outputs/0");

    private MediaUrls() {}

    /** Returns the first text at a known place; missing if there is none. */
    static JsonNode find(JsonNode root) {
        for (String place : PLACES) {
            JsonNode node = root.at(place);
            if (node.isTextual()) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }
}
