package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call returned, as outputs: text joined, media by their kind. Media of a kind that the tool does not declare, or more
 * of a kind than one, are left out, and the text says so. A link is read from the server alone, never fetched.
 */
final class Contents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tool;
    private final Set<Modality> declared;
    private final Function<String, List<ResourceContents>> reader;
    private final List<String> texts = new ArrayList<>();
    private final Map<Modality, Media> media = new LinkedHashMap<>();

    /**
     * @param declared the media that the tool has ports for
     * @param reader reads a resource of the server by its URI
     */
    Contents(String tool, Set<Modality> declared, Function<String, List<ResourceContents>> reader) {
        this.tool = tool;
        this.declared = declared;
        this.reader = reader;
    }

    /** @throws ToolFailedException if the result is an error, or media that can't be read */
    Outputs of(CallToolResult result) {
        if (Boolean.TRUE.equals(result.isError())) {
            throw new ToolFailedException("%s failed: %s.\nMaybe other inputs help."
                    .formatted(tool, Redaction.oneLine(errorText(result), 500)));
        }
        for (McpSchema.Content content : result.content() == null ? List.<McpSchema.Content>of() : result.content()) {
            add(content);
        }
        Object structured = result.structuredContent();
        if (texts.isEmpty() && media.isEmpty() && structured != null) {
            texts.add(json(structured));
        }
        Outputs outputs = new Outputs(Map.of());
        if (!texts.isEmpty() || declared.isEmpty()) {
            outputs = outputs.and("text", new Value.Text(String.join("\n\n", texts)));
        }
        for (Map.Entry<Modality, Media> found : media.entrySet()) {
            outputs = outputs.and(found.getKey().portName(), found.getValue());
        }
        return outputs;
    }

    private static String errorText(CallToolResult result) {
        List<String> said = new ArrayList<>();
        if (result.content() != null) {
            result.content().forEach(content -> {
                if (content instanceof TextContent text) {
                    said.add(text.text());
                }
            });
        }
        return said.isEmpty() ? "it did not say why" : String.join(" ", said);
    }

    private void add(McpSchema.Content content) {
        if (content instanceof TextContent text) {
            texts.add(text.text());
        } else if (content instanceof ImageContent image) {
            add(Modality.IMAGE, image.data(), image.mimeType(), null);
        } else if (content instanceof AudioContent audio) {
            add(Modality.AUDIO, audio.data(), audio.mimeType(), null);
        } else if (content instanceof EmbeddedResource embedded) {
            add(embedded.resource());
        } else if (content instanceof ResourceLink link) {
            follow(link);
        } else {
            texts.add("[something of an unknown kind was left out]");
        }
    }

    private void add(ResourceContents resource) {
        if (resource instanceof TextResourceContents text) {
            texts.add(text.text());
        } else if (resource instanceof BlobResourceContents blob) {
            Modality modality = MediaTypes.modality(blob.mimeType());
            if (modality == null) {
                texts.add("[a file was left out: %s, %s]".formatted(blob.uri(), blob.mimeType()));
            } else {
                add(modality, blob.blob(), blob.mimeType(), blob.uri());
            }
        }
    }

    private void follow(ResourceLink link) {
        Modality modality = MediaTypes.modality(link.mimeType());
        if (modality != null && declared.contains(modality) && !media.containsKey(modality)) {
            try {
                reader.apply(link.uri()).forEach(this::add);
                return;
            } catch (PolyphonyException e) {
                texts.add("[%s could not be read: %s]".formatted(link.uri(), Redaction.oneLine(e.getMessage(), 200)));
                return;
            }
        }
        String about = link.description() == null ? "" : ": " + link.description();
        texts.add("%s <%s>%s".formatted(link.name(), link.uri(), about));
    }

    private void add(Modality modality, String base64, @Nullable String mediaType, @Nullable String uri) {
        if (!declared.contains(modality)) {
            texts.add("[%s was left out; polyphony.mcp.NAME.gives = TOOL=%s would bring it]"
                    .formatted(mediaType, modality.portName()));
            return;
        }
        if (media.containsKey(modality)) {
            texts.add("[one more %s was left out]".formatted(mediaType));
            return;
        }
        try {
            Media made = Media.of(modality, Base64.getDecoder().decode(base64));
            media.put(modality, uri == null ? made : made.labelled(name(uri)));
        } catch (IllegalArgumentException e) {
            throw new ToolFailedException(
                    "%s gave %s that is no base64.\nMaybe its server is broken.".formatted(tool, mediaType), e);
        }
    }

    /** Returns the last part of a path, as a name for people. */
    private static String name(String uri) {
        String path = uri.replaceAll("[?#].*$", "");
        return Redaction.oneLine(path.substring(path.lastIndexOf('/') + 1), 80);
    }

    private static String json(Object structured) {
        try {
            return JSON.writeValueAsString(structured);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written", e);
        }
    }
}
