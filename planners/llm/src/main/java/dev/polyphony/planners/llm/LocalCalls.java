package dev.polyphony.planners.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of a model that runs in this process; it is loaded by the first. Thread-safe. */
final class LocalCalls implements ModelCalls {
    private final LlmSettings settings;
    private final LocalModels models;

    private LocalCalls(LlmSettings settings, LocalModels models) {
        this.settings = settings;
        this.models = models;
    }

    /** @throws UnsupportedFeatureException if no module of this application runs models */
    static LocalCalls of(LlmSettings settings) {
        LocalModels found = ServiceLoader.load(LocalModels.class, LocalCalls.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new UnsupportedFeatureException(
                        "the language model %s is a file, and this application has no module that runs models.\nMaybe build it with -Pllama, or put polyphony-planners-llama on the class path."
                                .formatted(settings.baseUrl())));
        return new LocalCalls(settings, found);
    }

    @Override
    public LlmClient.Written ask(ChatRequest request) {
        try {
            return written(models.chat(settings).chat(request));
        } catch (RuntimeException e) {
            throw known(e);
        }
    }

    @Override
    public LlmClient.Written stream(ChatRequest request, Consumer<String> pieces) {
        Taken taken = new Taken(pieces);
        models.streaming(settings).chat(request, taken);
        if (taken.error != null) {
            throw known(taken.error);
        }
        if (taken.whole == null) {
            throw new ProviderUnavailableException(
                    "the model %s ended its answer in the middle.\nMaybe try again.".formatted(settings.model()));
        }
        return written(taken.whole);
    }

    private RuntimeException known(Throwable error) {
        if (error instanceof PolyphonyException || error instanceof IllegalStateException) {
            return (RuntimeException) error;
        }
        return new ProviderUnavailableException("the model %s failed: %s.\nMaybe its file is damaged, or too new."
                .formatted(settings.model(), error.getMessage()));
    }

    private static LlmClient.Written written(ChatResponse response) {
        String text = response.aiMessage().text();
        return new LlmClient.Written(
                text == null ? "" : text, response.finishReason() == FinishReason.LENGTH, response.tokenUsage());
    }

    private static final class Taken implements StreamingChatResponseHandler {
        private final Consumer<String> pieces;
        private @Nullable ChatResponse whole;
        private @Nullable Throwable error;

        Taken(Consumer<String> pieces) {
            this.pieces = pieces;
        }

        @Override
        public void onPartialResponse(String piece) {
            pieces.accept(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            whole = complete;
        }

        @Override
        public void onError(Throwable problem) {
            error = problem;
        }
    }
}
