package dev.polyphony.agent.engine;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.RunFailedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The answer of a run, for those who wait for it. Thread-safe. */
final class PendingAnswer {
    private final String runId;
    private final CompletableFuture<Answer> future = new CompletableFuture<>();

    PendingAnswer(String runId) {
        this.runId = runId;
    }

    /** The run has ended, with an answer or with the reason why there is none. */
    void end(RunEvent.RunEnded event, @Nullable Answer answer) {
        if (answer != null) {
            future.complete(answer);
        } else if (event instanceof RunEvent.RunFailed failed) {
            future.completeExceptionally(new RunFailedException(failed.problem()));
        } else {
            future.cancel(false);
        }
    }

    /** Waits for the answer, as {@link dev.polyphony.agent.Run#answer} promises. */
    Answer await() throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new CancellationException("run %s was cancelled".formatted(runId));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PolyphonyException known) {
                throw known;
            }
            throw new IllegalStateException("run %s broke".formatted(runId), e.getCause());
        }
    }

    /** Waits until the run has ended in whatever way; returns false if it has not within this time. */
    boolean awaitEnd(Duration most) {
        try {
            future.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return future.isDone();
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
