package dev.polyphony.planners.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.planners.llm.LlmSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of weights, with room for so many tokens. They are kept for the whole process, since planner, selector and fusion
 * share them and the SPI of language models has no end; one call uses them at a time. Thread-safe.
 */
final class Weights {
    private static final Logger LOG = LoggerFactory.getLogger(Weights.class);
    private static final Map<Key, Weights> KNOWN = new ConcurrentHashMap<>();
    private static final int SEED = 7;
    private static final int DEFAULT_MOST_TOKENS = 512;

    private final Key key;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final boolean chats;
    private @Nullable LlamaModel model;

    private record Key(Path file, int contextTokens) {}

    private Weights(Key key) {
        this.key = key;
        this.chats = ModelFile.hasChatTemplate(key.file());
    }

    /** @throws ModelNotFoundException if the file is not there, or is no GGUF */
    static Weights of(LlmSettings settings) {
        Path file = Objects.requireNonNull(settings.modelFile(), "settings of an endpoint");
        return KNOWN.computeIfAbsent(new Key(file, settings.contextTokens()), Weights::new);
    }

    /**
     * Returns the answer.
     *
     * @param pieces hears of each piece as it comes
     * @throws InvalidRequestException if the messages are longer than the model takes
     * @throws TimedOutException if there is no whole answer in time, waiting for other calls included
     * @throws ProviderUnavailableException if the thread is interrupted, or llama.cpp fails
     */
    ChatResponse answer(ChatRequest request, Duration timeout, Consumer<String> pieces) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw tooSlow(timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
        try {
            return answer(loaded(), request, timeout, deadline, pieces);
        } catch (RuntimeException e) {
            if (!isOfLlama(e)) {
                throw e;
            }
            throw new ProviderUnavailableException(
                    "llama.cpp failed with %s: %s.\nMaybe try again, or another model."
                            .formatted(key.file().getFileName(), e.getMessage()),
                    e);
        } finally {
            lock.unlock();
        }
    }

    private ChatResponse answer(
            LlamaModel loaded, ChatRequest request, Duration timeout, long deadline, Consumer<String> pieces) {
        int most = Objects.requireNonNullElse(request.maxOutputTokens(), DEFAULT_MOST_TOKENS);
        int read = loaded.encode(Turns.text(request.messages())).length;
        if (read + most > key.contextTokens()) {
            throw new InvalidRequestException(
                    "the messages take %d tokens and the answer %d, %s has room for %d.\nMaybe use a shortlist of tools, or raise contextTokens."
                            .formatted(read, most, key.file().getFileName(), key.contextTokens()));
        }
        StringBuilder text = new StringBuilder();
        int written = 0;
        LlamaIterator output = loaded.generate(parameters(request, most)).iterator();
        while (output.hasNext()) {
            String piece = output.next().text;
            written++;
            if (Thread.currentThread().isInterrupted()) {
                output.cancel();
                throw stopped();
            }
            if (System.nanoTime() > deadline) {
                output.cancel();
                throw tooSlow(timeout);
            }
            if (!piece.isEmpty()) {
                text.append(piece);
                hand(piece, pieces, output);
            }
        }
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text.toString()))
                .modelName(request.modelName())
                .tokenUsage(new TokenUsage(read, written))
                .finishReason(written >= most ? FinishReason.LENGTH : FinishReason.STOP)
                .build();
    }

    private static void hand(String piece, Consumer<String> pieces, LlamaIterator output) {
        try {
            pieces.accept(piece);
        } catch (RuntimeException e) {
            output.cancel();
            throw e;
        }
    }

    private InferenceParameters parameters(ChatRequest request, int most) {
        Double temperature = request.temperature();
        InferenceParameters parameters = new InferenceParameters(chats ? "" : Turns.text(request.messages()))
                .setNPredict(most)
                .setTemperature(temperature == null ? 0f : temperature.floatValue())
                .setSeed(SEED)
                // a prompt that is half remembered gives other figures than one that is read, and so another plan
                .setCachePrompt(false);
        if (chats) {
            parameters.setMessages(system(request.messages()), turns(request.messages()));
            parameters.setUseChatTemplate(true);
        } else {
            parameters.setStopStrings("\n\n");
        }
        ResponseFormat format = request.responseFormat();
        if (format != null
                && format.jsonSchema() != null
                && format.jsonSchema().rootElement() instanceof JsonRawSchema raw) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(BoundedSchema.of(raw.schema())));
        }
        return parameters;
    }

    private static @Nullable String system(List<ChatMessage> messages) {
        return messages.get(0) instanceof SystemMessage system ? system.text() : null;
    }

    private static List<Pair<String, String>> turns(List<ChatMessage> messages) {
        List<Pair<String, String>> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (!(message instanceof SystemMessage)) {
                turns.add(new Pair<>(message instanceof AiMessage ? "assistant" : "user", Turns.words(message)));
            }
        }
        return turns;
    }

    /** Under the lock. */
    private LlamaModel loaded() {
        if (model == null) {
            long start = System.nanoTime();
            try {
                model = new LlamaModel(new ModelParameters()
                        .setModel(key.file().toString())
                        .setCtxSize(key.contextTokens())
                        .setThreads(Runtime.getRuntime().availableProcessors())
                        .setGpuLayers(0)
                        .disableLog());
            } catch (RuntimeException | UnsatisfiedLinkError e) {
                throw new ModelNotFoundException(
                        "the model %s can't be loaded: %s.\nMaybe it is of a kind that this llama.cpp does not know, or there is none for this machine."
                                .formatted(key.file(), e.getMessage()),
                        e);
            }
            LOG.info("{} loaded in {} ms", key.file().getFileName(), (System.nanoTime() - start) / 1_000_000);
        }
        return model;
    }

    /** The library's own error is hidden from other packages. */
    private static boolean isOfLlama(RuntimeException e) {
        return e.getClass().getPackageName().startsWith("de.kherud");
    }

    private ProviderUnavailableException stopped() {
        return new ProviderUnavailableException("the call of %s was stopped.\nMaybe ask again."
                .formatted(key.file().getFileName()));
    }

    private TimedOutException tooSlow(Duration timeout) {
        return new TimedOutException(
                "%s gave no whole answer within %d s.\nMaybe raise polyphony.llm.timeout, or use a shortlist of tools."
                        .formatted(key.file().getFileName(), timeout.toSeconds()));
    }

    /** What a file of weights says of itself. */
    private static final class ModelFile {
        private static final int HEAD = 16 << 20;
        private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};
        private static final byte[] TEMPLATE = "tokenizer.chat_template".getBytes(StandardCharsets.US_ASCII);

        private ModelFile() {}

        static boolean hasChatTemplate(Path file) {
            byte[] head;
            try (var in = Files.newInputStream(file)) {
                head = in.readNBytes(HEAD);
            } catch (IOException e) {
                throw new ModelNotFoundException(
                        "there is no language model %s.\nMaybe fetch it as docs/planning.md says, or mind the folder."
                                .formatted(file),
                        e);
            }
            if (!isAt(head, 0, MAGIC)) {
                throw new ModelNotFoundException(
                        "%s holds no weights as GGUF.\nMaybe it was not put together from its parts.".formatted(file));
            }
            for (int i = 0; i < head.length; i++) {
                if (isAt(head, i, TEMPLATE)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isAt(byte[] all, int at, byte[] wanted) {
            if (at + wanted.length > all.length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (all[at + i] != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
