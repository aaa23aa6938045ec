package dev.polyphony.tools.remote.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One HTTP call, body included, that ends the moment its thread is interrupted or its time is over: sockets of Java heed
 * neither, so the call runs on a thread of the client and is cancelled from here.
 */
final class Exchange {
    /** Takes a response in; it is closed afterwards. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Response response) throws IOException, InvalidOutputException;
    }

    private Exchange() {}

    /**
     * Runs the call and waits for it.
     *
     * @throws TimeoutException if the time was over before the body was whole
     * @throws InterruptedException if the thread was interrupted; the call is cancelled then
     */
    static <T> T run(OkHttpClient client, Request request, Duration time, Reading<T> reading)
            throws IOException, InvalidOutputException, InterruptedException, TimeoutException {
        Call call = client.newCall(request);
        CompletableFuture<T> done = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                done.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    done.complete(reading.read(response));
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            }
        });
        try {
            return done.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause() == null ? e : e.getCause());
        } finally {
            call.cancel();
        }
    }

    private static IOException rethrown(Throwable cause) throws IOException, InvalidOutputException {
        if (cause instanceof InvalidOutputException invalid) {
            throw invalid;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(cause);
    }
}
