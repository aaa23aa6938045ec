package dev.polyphony.planners.llama;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;

/** Answers in one piece. Thread-safe. */
final class LlamaChat implements ChatModel {
    private final Weights weights;
    private final Duration timeout;

    LlamaChat(Weights weights, Duration timeout) {
        this.weights = weights;
        this.timeout = timeout;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return weights.answer(request, timeout, piece -> {});
    }
}
