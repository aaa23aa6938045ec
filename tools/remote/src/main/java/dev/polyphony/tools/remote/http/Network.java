package dev.polyphony.tools.remote.http;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The HTTP clients of all endpoints: one for the configured hosts, which may be on this machine, and one for the URLs that
 * servers answer with, which reaches the public internet alone. Neither follows a redirect by itself, repeats a request or
 * uses a proxy. Thread-safe; close it to end its threads and connections.
 */
public final class Network implements AutoCloseable {
    /** Resolves the names of hosts. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final ExecutorService threads;
    private final OkHttpClient api;
    private final OkHttpClient results;

    Network(Resolver resolver, GuardedSockets sockets, Duration silence) {
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "polyphony-remote");
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(1_000);
        dispatcher.setMaxRequestsPerHost(1_000);
        api = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(8, 30, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .connectTimeout(CONNECT)
                .readTimeout(silence)
                .writeTimeout(silence)
                .build();
        results = api.newBuilder()
                .connectionPool(new ConnectionPool(8, 30, TimeUnit.SECONDS))
                .dns(host -> Addresses.checked(host, resolver.resolve(host)))
                .socketFactory(sockets)
                .build();
    }

    /** Returns the clients for real use: the system's names, a minute without a byte at most. */
    public static Network open() {
        return new Network(Addresses::resolve, GuardedSockets.direct(), SILENCE);
    }

    /** Returns the client for configured hosts. */
    OkHttpClient api() {
        return api;
    }

    /** Returns the client for URLs that somebody else wrote. */
    OkHttpClient results() {
        return results;
    }

    /** Cancels all calls and closes all connections. */
    @Override
    public void close() {
        api.dispatcher().cancelAll();
        threads.shutdownNow();
        api.connectionPool().evictAll();
        results.connectionPool().evictAll();
    }
}
