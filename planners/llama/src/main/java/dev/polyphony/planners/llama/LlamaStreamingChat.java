package dev.polyphony.planners.llama;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.polyphony.agent.PolyphonyException;
import java.time.Duration;

/** Answers piece by piece, on the calling thread. Thread-safe. */
final class LlamaStreamingChat implements StreamingChatModel {
    private final Weights weights;
    private final Duration timeout;

    LlamaStreamingChat(Weights weights, Duration timeout) {
        this.weights = weights;
        this.timeout = timeout;
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        ChatResponse response;
        try {
            response = weights.answer(request, timeout, handler::onPartialResponse);
        } catch (PolyphonyException e) {
            handler.onError(e);
            return;
        }
        handler.onCompleteResponse(response);
    }
}
