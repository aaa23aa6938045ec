package dev.polyphony.planners.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.polyphony.agent.ContentFilteredException;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.RunEvent;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the language model. Thread-safe; keeps connections open, and remembers whether the endpoint refuses schemas. */
final class LlmClient {
    private static final Logger LOG = LoggerFactory.getLogger(LlmClient.class);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final LlmSettings settings;
    private final java.net.http.HttpClient http;
    private final EndpointModels models;
    private final ModelCalls calls;
    private volatile boolean schemasRefused;

    /**
     * What the model wrote.
     *
     * @param text its words
     * @param cutOff true if it ran into the limit of tokens
     * @param tokens how many it read and wrote; null if the endpoint does not tell
     */
    record Written(String text, boolean cutOff, @Nullable TokenUsage tokens) {
        /** Returns what it took, if that is known. */
        Optional<RunEvent.Usage> usage() {
            return Optional.ofNullable(tokens)
                    .map(t -> RunEvent.Usage.ofTokens(count(t.inputTokenCount()), count(t.outputTokenCount())));
        }

        private static @Nullable Long count(@Nullable Integer tokens) {
            return tokens == null ? null : tokens.longValue();
        }
    }

    LlmClient(LlmSettings settings) {
        this.settings = settings;
        this.models = new EndpointModels(settings.baseUrl());
        this.http = http(settings);
        this.calls = calls(settings);
    }

    private static java.net.http.HttpClient http(LlmSettings settings) {
        boolean encrypted = settings.baseUrl().startsWith("https");
        Duration timeout = settings.timeout();
        java.net.http.HttpClient.Builder http = java.net.http.HttpClient.newBuilder()
                // the upgrade to HTTP/2 that the client would offer confuses some servers
                .version(encrypted ? Version.HTTP_2 : Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT);
        if (!encrypted) {
            // the client's own thread hands bytes to the pump, which never blocks: no further thread is needed in
            // between
            http.executor(Runnable::run);
        }
        return http.build();
    }

    /** @throws InvalidRequestException if the tape that is to be played can't be read */
    private ModelCalls calls(LlmSettings settings) {
        Tape tape = settings.tape();
        Secrets secrets = new Secrets(settings.apiKey());
        if (tape != null && tape.plays()) {
            return new PlayedCalls(tape.file(), secrets);
        }
        ModelCalls model = settings.modelFile() == null ? new AtEndpoint() : LocalCalls.of(settings);
        return tape == null ? model : new RecordedCalls(model, tape.file(), secrets);
    }

    /** Calls of an endpoint. */
    private final class AtEndpoint implements ModelCalls {
        @Override
        public Written ask(ChatRequest request) {
            return LlmClient.this.ask(request);
        }

        @Override
        public Written stream(ChatRequest request, Consumer<String> pieces) {
            return LlmClient.this.stream(request, pieces);
        }
    }

    LlmSettings settings() {
        return settings;
    }

    /**
     * Asks for an answer in one piece.
     *
     * @param schema JSON schema of the answer
     */
    Written ask(List<ChatMessage> messages, String schema) {
        return underSchema(schema, form -> calls.ask(request(messages, form)));
    }

    /**
     * Asks for an answer under a schema and hands on its pieces as they come, on this thread.
     *
     * @param schema JSON schema of the answer
     */
    Written stream(List<ChatMessage> messages, String schema, Consumer<String> pieces) {
        return underSchema(schema, form -> calls.stream(request(messages, form), pieces));
    }

    /** Asks with the schema, if that is wanted and taken. */
    private Written underSchema(String schema, Function<@Nullable String, Written> ask) {
        if (settings.schemas() == LlmSettings.Schemas.OFF || schemasRefused) {
            return ask.apply(null);
        }
        try {
            return ask.apply(schema);
        } catch (InvalidRequestException e) {
            if (settings.schemas() == LlmSettings.Schemas.ON) {
                throw e;
            }
            Written written = ask.apply(null);
            schemasRefused = true;
            LOG.info("the endpoint takes no JSON schema ({}); plans are asked for in words", firstLine(e));
            return written;
        }
    }

    private Written ask(ChatRequest request) {
        Exchange exchange = new Exchange(http, settings);
        try {
            return written(models.ask(exchange, request));
        } catch (RuntimeException e) {
            throw known(e, exchange);
        }
    }

    /** Asks for an answer and hands on its pieces as they come, on this thread. */
    Written stream(List<ChatMessage> messages, Consumer<String> pieces) {
        return calls.stream(request(messages, null), pieces);
    }

    private Written stream(ChatRequest request, Consumer<String> pieces) {
        Exchange exchange = new Exchange(http, settings);
        Pieces handler = new Pieces(exchange, pieces);
        try {
            models.stream(exchange, request, handler);
        } catch (RuntimeException e) {
            throw known(e, exchange);
        }
        ChatResponse response = handler.orThrow(error -> known(error, exchange));
        if (response == null || (!exchange.done() && response.finishReason() == null)) {
            throw new Refusal(settings).truncated();
        }
        return written(response);
    }

    /** Returns the error as this package made it, or what it means that LangChain4j could not read the answer. */
    private PolyphonyException known(Throwable error, Exchange exchange) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PolyphonyException known) {
                return known;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Refusal(settings).interrupted();
        }
        LOG.debug("the answer of {} could not be read: {}", settings.baseUrl(), error.getClass());
        return exchange.unreadable();
    }

    private Written written(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        if (usage != null) {
            LOG.debug("{}: {} tokens in, {} out", settings.model(), usage.inputTokenCount(), usage.outputTokenCount());
        }
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            throw new ContentFilteredException(
                    "the language model at %s refused the content.\nMaybe say it in other words."
                            .formatted(settings.baseUrl()));
        }
        String text = response.aiMessage().text();
        return new Written(text == null ? "" : text, response.finishReason() == FinishReason.LENGTH, usage);
    }

    private ChatRequest request(List<ChatMessage> messages, @Nullable String schema) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(messages)
                .modelName(settings.model())
                .temperature(settings.temperature())
                .maxOutputTokens(settings.maxTokens());
        if (schema != null) {
            JsonSchema plan = JsonSchema.builder()
                    .name("plan")
                    .rootElement(JsonRawSchema.from(schema))
                    .build();
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(plan)
                    .build());
        }
        return request.build();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Takes the pieces of a stream; the first thing that goes wrong ends it. */
    private static final class Pieces implements StreamingChatResponseHandler {
        private final Exchange exchange;
        private final Consumer<String> out;
        private @Nullable ChatResponse response;
        private @Nullable RuntimeException ofReader;
        private @Nullable Throwable ofStream;

        Pieces(Exchange exchange, Consumer<String> out) {
            this.exchange = exchange;
            this.out = out;
        }

        @Override
        public void onPartialResponse(String piece) {
            try {
                out.accept(piece);
            } catch (RuntimeException e) {
                ofReader = e;
                exchange.stop();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = complete;
        }

        @Override
        public void onError(Throwable error) {
            ofStream = error;
            exchange.stop();
        }

        @Nullable
        ChatResponse orThrow(Function<Throwable, PolyphonyException> known) {
            if (ofReader != null) {
                throw ofReader;
            }
            if (ofStream != null) {
                throw known.apply(ofStream);
            }
            return response;
        }
    }
}
