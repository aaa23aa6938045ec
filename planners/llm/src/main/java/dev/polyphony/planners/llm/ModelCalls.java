package dev.polyphony.planners.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.function.Consumer;

/** Calls of a language model: at an endpoint, in this process, or played back. Thread-safe; on the calling thread. */
interface ModelCalls {
    /** Asks for an answer in one piece. */
    LlmClient.Written ask(ChatRequest request);

    /** Asks for an answer and hands on its pieces as they come. */
    LlmClient.Written stream(ChatRequest request, Consumer<String> pieces);
}
