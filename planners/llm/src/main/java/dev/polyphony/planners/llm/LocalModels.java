package dev.polyphony.planners.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;

/**
 * Runs language models in this process. A module that can do so names its class in {@code META-INF/services}; without one,
 * settings with a model file are refused. Both models answer on the calling thread, keep to the timeout of the settings and
 * to the JSON schema of a request, end when the thread is interrupted, and throw errors of the product; the weights are
 * loaded once however often a file is asked for. Thread-safe.
 */
public interface LocalModels {
    /**
     * Returns a model that answers in one piece.
     *
     * @throws dev.polyphony.agent.ModelNotFoundException if the file is not there or no model
     */
    ChatModel chat(LlmSettings settings);

    /**
     * Returns the same model, answering piece by piece.
     *
     * @throws dev.polyphony.agent.ModelNotFoundException if the file is not there or no model
     */
    StreamingChatModel streaming(LlmSettings settings);
}
