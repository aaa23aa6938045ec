package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes calls and adds each to a tape when it has ended, well or not; one that was interrupted is left out. Thread-safe. */
final class RecordedCalls implements ModelCalls {
    private final ModelCalls model;
    private final Path file;
    private final Secrets secrets;

    RecordedCalls(ModelCalls model, Path file, Secrets secrets) {
        this.model = model;
        this.file = file;
        this.secrets = secrets;
    }

    @Override
    public LlmClient.Written ask(ChatRequest request) {
        try {
            LlmClient.Written written = model.ask(request);
            add(request, List.of(written.text()), written, null);
            return written;
        } catch (PolyphonyException e) {
            add(request, List.of(), null, e);
            throw e;
        }
    }

    @Override
    public LlmClient.Written stream(ChatRequest request, Consumer<String> pieces) {
        List<String> kept = new ArrayList<>();
        Handed handed = new Handed(kept, pieces);
        try {
            LlmClient.Written written = model.stream(request, handed);
            List<String> whole = String.join("", kept).equals(written.text()) ? kept : List.of(written.text());
            add(request, whole, written, null);
            return written;
        } catch (PolyphonyException e) {
            if (!handed.refused) {
                add(request, kept, null, e);
            }
            throw e;
        }
    }

    private void add(
            ChatRequest request,
            List<String> pieces,
            LlmClient.@Nullable Written written,
            @Nullable PolyphonyException error) {
        if (error != null && Thread.currentThread().isInterrupted()) {
            return;
        }
        JsonNode asked = TapeLine.request(request, secrets);
        TapeLine line = new TapeLine(
                asked, pieces, written != null && written.cutOff(), written == null ? null : written.tokens(), error);
        write(line.json(secrets) + "\n");
    }

    /** One write to a file that is opened for appending is whole, whoever else writes to it. */
    private void write(String line) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new StorageException(
                    "a call of the language model can't be recorded in %s: %s.\nMaybe the folder is not yours to write."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Keeps pieces on their way to who reads them, and knows whether the reader was who failed. */
    private static final class Handed implements Consumer<String> {
        private final List<String> kept;
        private final Consumer<String> out;
        private boolean refused;

        Handed(List<String> kept, Consumer<String> out) {
            this.kept = kept;
            this.out = out;
        }

        @Override
        public void accept(String piece) {
            kept.add(piece);
            try {
                out.accept(piece);
            } catch (RuntimeException e) {
                refused = true;
                throw e;
            }
        }
    }
}
