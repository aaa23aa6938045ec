package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a repeated call harmless: calls with one key and one body start one run. Keys of calls that failed are forgotten, so
 * that they can be tried again. The latest keys are kept, as long as the server runs. Thread-safe.
 */
final class Idempotency {
    private static final int MOST = 10_000;
    private static final int LONGEST = 255;

    private final Map<String, Call> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MOST;
        }
    };

    private record Call(Request request, CompletableFuture<RunStarted> answer) {}

    /**
     * Returns what {@code start} returned for the first call with this key.
     *
     * @param key null if the call may be repeated
     * @throws Refusal if the key came with another request before
     */
    RunStarted once(@Nullable String key, Request request, Function<Request, RunStarted> start) {
        if (key == null) {
            return start.apply(request);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw new Refusal(
                    400,
                    "invalid_request",
                    "Idempotency-Key must have 1 to %d characters.\nMaybe use a random UUID.".formatted(LONGEST));
        }
        Call mine = new Call(request, new CompletableFuture<>());
        Call first = remember(key, mine);
        if (first == mine) {
            return begin(key, mine, start);
        }
        if (!first.request().equals(request)) {
            throw new Refusal(
                    422,
                    "idempotency_key_reused",
                    "Idempotency-Key \"%s\" came with another request before.\nMaybe use a new key for each request."
                            .formatted(Raw.shown(key)));
        }
        try {
            return first.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private Call remember(String key, Call mine) {
        synchronized (calls) {
            Call first = calls.putIfAbsent(key, mine);
            return first == null ? mine : first;
        }
    }

    private RunStarted begin(String key, Call mine, Function<Request, RunStarted> start) {
        try {
            RunStarted started = start.apply(mine.request());
            mine.answer().complete(started);
            return started;
        } catch (RuntimeException e) {
            synchronized (calls) {
                calls.remove(key, mine);
            }
            mine.answer().completeExceptionally(e);
            throw e;
        }
    }
}
