package dev.polyphony.planners.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's models of one endpoint, which are made once: making one looks for services in every jar, and that takes
 * longer than a call. Each call goes through an exchange of its own, all of it on the calling thread. Thread-safe.
 */
final class EndpointModels {
    private final String baseUrl;
    private final ThreadLocal<@Nullable Exchange> current = new ThreadLocal<>();
    private @Nullable OpenAiChatModel whole;
    private @Nullable OpenAiStreamingChatModel streaming;

    EndpointModels(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Asks for an answer in one piece. */
    ChatResponse ask(Exchange exchange, ChatRequest request) {
        OpenAiChatModel model = whole();
        current.set(exchange);
        try {
            return model.chat(request);
        } finally {
            current.remove();
        }
    }

    /** Asks for an answer piece by piece. */
    void stream(Exchange exchange, ChatRequest request, StreamingChatResponseHandler handler) {
        OpenAiStreamingChatModel model = streaming();
        current.set(exchange);
        try {
            model.chat(request, handler);
        } finally {
            current.remove();
        }
    }

    /** The builders are made directly: {@code builder()} looks for services too. */
    private synchronized OpenAiChatModel whole() {
        if (whole == null) {
            whole = new OpenAiChatModel.OpenAiChatModelBuilder()
                    .httpClientBuilder(new Fixed(new Current()))
                    .baseUrl(baseUrl)
                    .strictJsonSchema(true)
                    .maxRetries(0)
                    .build();
        }
        return whole;
    }

    private synchronized OpenAiStreamingChatModel streaming() {
        if (streaming == null) {
            streaming = new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder()
                    .httpClientBuilder(new Fixed(new Current()))
                    .baseUrl(baseUrl)
                    .strictJsonSchema(true)
                    .build();
        }
        return streaming;
    }

    /** Calls through the exchange of the calling thread. */
    private final class Current implements HttpClient {
        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            return Objects.requireNonNull(current.get()).execute(request);
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            Objects.requireNonNull(current.get()).execute(request, parser, listener);
        }
    }

    /** Gives LangChain4j a client to call through. */
    private record Fixed(HttpClient client) implements HttpClientBuilder {
        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
