package dev.polyphony.planners.llm;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands the bytes of a response over to the thread that waits for them, which keeps its deadline and can be interrupted all
 * the while. Takes no more than a limit. The HTTP client's threads put in, one thread takes out.
 */
final class Pump implements BodySubscriber<Pump> {
    /** Something that came: bytes, the end (no bytes, no error), or an error. */
    record Part(@Nullable ByteBuffer bytes, @Nullable Throwable error) {}

    /** There is more than the limit allows. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final long maxBytes;
    private volatile @Nullable Subscription subscription;
    private long seen;

    Pump(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns what came next, or null if nothing came in time. */
    @Nullable
    Part next(long nanos) throws InterruptedException {
        return parts.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** Wants no more; the connection is closed unless all has come. */
    void cancel() {
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public CompletionStage<Pump> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
            if (seen > maxBytes) {
                cancel();
                parts.add(new Part(null, new TooLong()));
                return;
            }
            parts.add(new Part(buffer, null));
        }
    }

    @Override
    public void onError(Throwable error) {
        parts.add(new Part(null, error));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(null, null));
    }
}
