package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Modality;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which media a media type or a description speaks of. */
final class MediaTypes {
    /** A verb of giving, then at most three words that begin no phrase of another thing: "returns a tiny logo image". */
    private static final String GIVES =
            "\\b(?:returns?|gets?|gives?|generates?|creates?|makes?|produces?|renders?|draws?|paints?|takes?|captures?|records?"
                    + "|synthesi[sz]es?)\\s+(?:an?\\s+|the\\s+|one\\s+|some\\s+)?"
                    + "(?:(?!(?:of|for|from|in|about|to|on|into|with)\\b)[\\w-]+\\s+){0,3}";

    private static final Map<Modality, Pattern> WORDS = Map.of(
            Modality.IMAGE,
            Pattern.compile(GIVES
                    + "(?:images?|pictures?|photos?|screenshots?|snapshots?|png|jpe?g|diagrams?|charts?|plots?)\\b"),
            Modality.AUDIO,
            Pattern.compile(GIVES + "(?:audio|sounds?|speech|music|wav|mp3)\\b"),
            Modality.VIDEO,
            Pattern.compile(GIVES + "(?:videos?|mp4)\\b"));

    private MediaTypes() {}

    /** Returns the modality of a media type, or null if it is no media. */
    static @Nullable Modality modality(@Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        return type.startsWith("image/")
                ? Modality.IMAGE
                : type.startsWith("audio/") ? Modality.AUDIO : type.startsWith("video/") ? Modality.VIDEO : null;
    }

    /** Returns the media that a description says a tool gives, in the order of the modalities. */
    static Set<Modality> givenBy(String description) {
        String lower = description.toLowerCase(Locale.ROOT);
        Set<Modality> given = new LinkedHashSet<>();
        for (Modality modality : Modality.values()) {
            Pattern pattern = WORDS.get(modality);
            if (pattern != null && pattern.matcher(lower).find()) {
                given.add(modality);
            }
        }
        return given;
    }

    /** Returns the media that a schema of results names as kinds of content. */
    static Set<Modality> givenBy(JsonNode outputSchema) {
        Set<Modality> given = new LinkedHashSet<>();
        for (JsonNode kinds : outputSchema.findValues("enum")) {
            kinds.forEach(kind -> add(given, kind.asText()));
        }
        outputSchema.findValues("const").forEach(kind -> add(given, kind.asText()));
        return given;
    }

    private static void add(Set<Modality> given, String kind) {
        if (kind.equals("image")) {
            given.add(Modality.IMAGE);
        } else if (kind.equals("audio")) {
            given.add(Modality.AUDIO);
        }
    }
}
