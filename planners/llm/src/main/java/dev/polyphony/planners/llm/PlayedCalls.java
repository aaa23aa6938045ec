package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers calls from a tape and asks no model. Thread-safe. */
final class PlayedCalls implements ModelCalls {
    private static final int MOST_QUOTED = 120;

    private final Path file;
    private final Secrets secrets;
    private final Map<JsonNode, Deque<TapeLine>> lines = new HashMap<>();
    private final int calls;

    /** @throws InvalidRequestException if the file can't be read or holds something else */
    PlayedCalls(Path file, Secrets secrets) {
        this.file = file;
        this.secrets = secrets;
        List<String> all;
        try {
            all = Files.readAllLines(file);
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the recorded calls of a language model (%s) can't be read.\nMaybe record them first, or mind the folder."
                            .formatted(file),
                    e);
        }
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isBlank()) {
                TapeLine line = TapeLine.read(all.get(i), "line %d of %s".formatted(i + 1, file));
                lines.computeIfAbsent(line.request(), request -> new ArrayDeque<>())
                        .add(line);
            }
        }
        this.calls = all.size();
    }

    @Override
    public LlmClient.Written ask(ChatRequest request) {
        TapeLine line = next(request);
        if (line.error() != null) {
            throw line.error();
        }
        return line.written();
    }

    @Override
    public LlmClient.Written stream(ChatRequest request, Consumer<String> pieces) {
        TapeLine line = next(request);
        line.pieces().forEach(pieces);
        if (line.error() != null) {
            throw line.error();
        }
        return line.written();
    }

    private TapeLine next(ChatRequest request) {
        JsonNode asked = TapeLine.request(request, secrets);
        synchronized (this) {
            Deque<TapeLine> left = lines.get(asked);
            if (left != null) {
                return left.size() > 1 ? left.remove() : left.element();
            }
        }
        JsonNode messages = asked.path("messages");
        String last = messages.path(messages.size() - 1).path("text").asText().replaceAll("\\s+", " ");
        throw new NotFoundException(
                "none of the %d calls recorded in %s is this one of the model \"%s\", which ends: \"%s\".\nMaybe the request, the tools, the prompts or the settings are others than when it was recorded; record it again."
                        .formatted(
                                calls,
                                file,
                                asked.path("model").asText(),
                                last.substring(Math.max(0, last.length() - MOST_QUOTED))));
    }
}
