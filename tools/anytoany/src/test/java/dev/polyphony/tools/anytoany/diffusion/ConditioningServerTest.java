package dev.polyphony.tools.anytoany.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Safetensors;
import dev.polyphony.tools.anytoany.pipeline.Conditioning;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditioningServerTest {
    private static final Conditioning WANTED =
            new Conditioning(Tensor.of(new float[] {0.5f, -1, 2, 3, 4, 5}, 2, 3), "a small red circle");
    private static final Making MAKING = new Making(42, Path.of("unused"), (done, total) -> {}, () -> false);

    private final List<JsonNode> asked = new ArrayList<>();
    private HttpServer server = start();
    private int status = 200;
    private byte[] answer = "a picture".getBytes(StandardCharsets.UTF_8);
    private boolean silent;

    private HttpServer start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/generate", exchange -> {
                asked.add(new ObjectMapper().readTree(exchange.getRequestBody()));
                if (!silent) {
                    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                }
            });
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void open() {
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private ConditioningServer generator(String more) {
        return new ConditioningServer(
                Modality.IMAGE,
                Part.parse(
                        "generators.image",
                        "{\"type\": \"conditioning-server\", \"url\": \"http://localhost:%d/generate\", %s}"
                                .formatted(server.getAddress().getPort(), more)));
    }

    @Test
    void sendsWhatTheOutputProjectorSaid() throws IOException {
        Media media = generator("\"conditioned\": \"embeddings\", \"steps\": 30, \"guidance\": 7.5")
                .generate(WANTED, MAKING);
        assertThat(media.modality()).isEqualTo(Modality.IMAGE);
        assertThat(media.bytes()).isEqualTo(answer);
        JsonNode body = asked.get(0);
        assertThat(body.get("modality").asText()).isEqualTo("image");
        assertThat(body.get("seed").asLong()).isEqualTo(42);
        assertThat(body.get("steps").asInt()).isEqualTo(30);
        assertThat(body.get("guidance").asDouble()).isEqualTo(7.5);
        assertThat(body.has("prompt")).isFalse();
        Safetensors tensors = Safetensors.of(
                "sent", Base64.getDecoder().decode(body.get("prompt_embeds").asText()));
        assertThat(tensors.floats("prompt_embeds")).containsExactly(0.5f, -1, 2, 3, 4, 5);
        assertThat(tensors.tensors().get("prompt_embeds"))
                .satisfies(info -> assertThat(info.shape()).containsExactly(2, 3));
    }

    @Test
    void aBridgeSendsTheCaptionAlone() {
        generator("\"conditioned\": \"caption\"").generate(WANTED, MAKING);
        assertThat(asked.get(0).get("prompt").asText()).isEqualTo("a small red circle");
        assertThat(asked.get(0).has("prompt_embeds")).isFalse();
    }

    @Test
    void saysWhatTheServerSaid() {
        status = 503;
        answer = "the model is loading".getBytes(StandardCharsets.UTF_8);
        ConditioningServer generator = generator("\"conditioned\": \"embeddings\"");
        assertThatThrownBy(() -> generator.generate(WANTED, MAKING))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll("503", "the model is loading", "Maybe");
        status = 422;
        assertThatThrownBy(() -> generator.generate(WANTED, MAKING))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("422");
        status = 200;
        answer = new byte[0];
        assertThatThrownBy(() -> generator.generate(WANTED, MAKING))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("no bytes of IMAGE");
    }

    @Test
    void doesNotWaitForEver() {
        silent = true;
        assertThatThrownBy(() -> generator("\"conditioned\": \"caption\", \"seconds-to-wait\": 1")
                        .generate(WANTED, MAKING))
                .isInstanceOf(TimedOutException.class)
                .hasMessageContaining("within 1 s");
        server.stop(0);
        assertThatThrownBy(() -> generator("\"conditioned\": \"caption\"").generate(WANTED, MAKING))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("can't be reached");
    }

    @Test
    void asksNothingOnceItIsCancelled() {
        assertThatThrownBy(() -> generator("\"conditioned\": \"caption\"")
                        .generate(WANTED, new Making(1, Path.of("unused"), (done, total) -> {}, () -> true)))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesSettingsThatMeanNothing() {
        assertThatThrownBy(() -> generator("\"conditioned\": \"mood\""))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("conditioned", "embeddings", "caption");
        assertThatThrownBy(() -> new ConditioningServer(
                        Modality.IMAGE,
                        Part.parse("generators.image", "{\"url\": \"file:///x\", \"conditioned\": \"caption\"}")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("generators.image.url", "file:///x");
    }
}
