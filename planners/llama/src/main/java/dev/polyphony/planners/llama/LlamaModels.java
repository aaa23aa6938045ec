package dev.polyphony.planners.llama;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.polyphony.planners.llm.LlmSettings;
import dev.polyphony.planners.llm.LocalModels;

/**
 * Models that llama.cpp runs. Weights are loaded by the first call, kept until the process ends, and used by one call at a
 * time; the others wait, within their timeout. Thread-safe.
 */
public final class LlamaModels implements LocalModels {
    /** Made by the service loader. */
    public LlamaModels() {}

    @Override
    public ChatModel chat(LlmSettings settings) {
        return new LlamaChat(Weights.of(settings), settings.timeout());
    }

    @Override
    public StreamingChatModel streaming(LlmSettings settings) {
        return new LlamaStreamingChat(Weights.of(settings), settings.timeout());
    }
}
