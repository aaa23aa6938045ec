package dev.polyphony.agent.engine;

import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one attempt hands to its tool. Its folder is made when it is first asked for. */
final class Call implements ToolCall, AutoCloseable {
    /** Hears how far an attempt is. */
    interface ProgressListener {
        void progress(@Nullable Double done, @Nullable Double total, @Nullable String message);

        /** The attempt says words of the answer. */
        default void say(String words) {}

        /** A language model read and wrote so much for the attempt. */
        default void tokens(long in, long out) {}
    }

    private final Signature signature;
    private final Map<String, List<Value>> inputs;
    private final long seed;
    private final Clock clock;
    private final Instant deadline;
    private final ProgressListener listener;
    private final BooleanSupplier stopped;
    private @Nullable Path folder;

    Call(
            Signature signature,
            Map<String, List<Value>> inputs,
            long seed,
            Clock clock,
            Instant deadline,
            ProgressListener listener,
            BooleanSupplier stopped) {
        this.signature = signature;
        this.inputs = inputs;
        this.seed = seed;
        this.clock = clock;
        this.deadline = deadline;
        this.listener = listener;
        this.stopped = stopped;
    }

    @Override
    public List<Value> values(String port) {
        List<Value> given = inputs.get(port);
        if (given != null) {
            return given;
        }
        Port declared = signature
                .input(port)
                .orElseThrow(() -> new ToolArgumentsException("%s declares no input \"%s\".\nMaybe one of %s."
                        .formatted(
                                signature.name(),
                                port,
                                signature.inputs().stream().map(Port::name).toList())));
        String fallback = declared.defaultValue();
        return fallback == null ? List.of() : List.of(new Value.Text(fallback));
    }

    @Override
    public void progress(double done, double total) {
        listener.progress(done, total, null);
    }

    @Override
    public void progress(String message) {
        listener.progress(null, null, message);
    }

    @Override
    public void tokens(long tokensIn, long tokensOut) {
        listener.tokens(tokensIn, tokensOut);
    }

    @Override
    public void say(String words) {
        listener.say(words);
    }

    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean()
                || Thread.currentThread().isInterrupted()
                || remaining().isZero();
    }

    @Override
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public synchronized Path folder() {
        if (folder == null) {
            folder = Attempt.newFolder();
        }
        return folder;
    }

    @Override
    public synchronized void close() {
        if (folder != null) {
            Attempt.delete(folder);
            folder = null;
        }
    }
}
