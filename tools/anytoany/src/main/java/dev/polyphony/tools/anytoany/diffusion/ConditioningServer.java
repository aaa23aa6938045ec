package dev.polyphony.tools.anytoany.diffusion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.SafetensorsWriter;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.Conditioning;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * A generator behind a server that takes conditioning ({@code docker/export/conditioning_server.py}), or words: then it is a
 * bridge over the caption that the language model wrote, which knows less than its hidden states. Thread-safe.
 */
final class ConditioningServer implements ModalityGenerator {
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final int MOST_WORDS = 300;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final Modality modality;
    private final URI url;
    private final boolean captions;
    private final Part part;
    private final Duration longest;

    /**
     * Reads {@code url} (http or https, up to {@code /generate}), {@code conditioned} ({@code embeddings} or {@code caption}), and
     * if they are set {@code steps}, {@code guidance} and {@code seconds-to-wait}.
     */
    ConditioningServer(Modality modality, Part part) {
        this.modality = modality;
        this.part = part;
        captions = part.choice("conditioned", "embeddings", "caption").equals("caption");
        longest = Duration.ofSeconds(part.has("seconds-to-wait") ? part.size("seconds-to-wait") : 600);
        String text = part.text("url");
        if (!text.matches("https?://[^\\s]+")) {
            throw new RegistrationException(
                    "model.json: \"%s.url\" is %s, no http or https URL.\nMaybe http://localhost:8090/generate."
                            .formatted(part.place(), text));
        }
        url = URI.create(text);
    }

    @Override
    public Media generate(Conditioning conditioning, Making making) {
        Cancels.check(making.cancelled());
        ObjectNode body =
                json.createObjectNode().put("modality", modality.portName()).put("seed", making.seed());
        if (captions) {
            body.put("prompt", conditioning.caption());
        } else {
            byte[] tensors = SafetensorsWriter.bytes(Map.of("prompt_embeds", conditioning.embeddings()));
            body.put("prompt_embeds", Base64.getEncoder().encodeToString(tensors));
        }
        if (part.has("steps")) {
            body.put("steps", part.size("steps"));
        }
        if (part.has("guidance")) {
            body.put("guidance", part.number("guidance"));
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(longest)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        making.progress().at(0, 1);
        Media media = Media.of(modality, send(request));
        making.progress().at(1, 1);
        return media;
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                check(response.statusCode(), bytes);
                return bytes;
            }
        } catch (HttpTimeoutException e) {
            throw new TimedOutException(
                    "%s gave no %s within %d s.\nMaybe set seconds-to-wait higher, or fewer steps."
                            .formatted(url, modality, longest.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new ProviderUnavailableException(
                    "%s can't be reached: %s.\nMaybe start the server.".formatted(url, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("cancelled");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private void check(int status, byte[] bytes) {
        if (status >= BAD_REQUEST) {
            String said = new String(bytes, 0, Math.min(bytes.length, MOST_WORDS), StandardCharsets.UTF_8);
            String message = "%s answered %d: %s.\nMaybe it serves another model than model.json names."
                    .formatted(url, status, said.strip());
            throw status >= SERVER_ERROR
                    ? new ProviderUnavailableException(message)
                    : new InvalidRequestException(message);
        }
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new ProviderUnavailableException("%s gave %s bytes of %s; 1 to %d are taken.\nMaybe make it smaller."
                    .formatted(url, bytes.length > MOST_BYTES ? "more" : "no", modality, MOST_BYTES));
        }
    }
}
