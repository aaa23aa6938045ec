package dev.polyphony.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Clients that each ask again as soon as they have their answer. */
final class Crowd {
    /** One request, from its start to its answer. */
    @FunctionalInterface
    interface Ask {
        /** Blocks; whatever it throws is a failed request. */
        void run(int number) throws Exception;
    }

    private Crowd() {}

    /**
     * Returns what the requests took.
     *
     * @param clients how many ask at the same time
     * @param requests how many requests there are in all
     * @param faults gets what went wrong
     */
    static Samples ask(int clients, int requests, Ask ask, Consumer<String> faults) throws Exception {
        Samples samples = new Samples();
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                all.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                        once(ask, n, samples, faults);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return samples;
    }

    private static void once(Ask ask, int number, Samples samples, Consumer<String> faults) {
        long begun = System.nanoTime();
        try {
            ask.run(number);
            long took = System.nanoTime() - begun;
            synchronized (samples) {
                samples.took(took);
            }
        } catch (Exception e) {
            synchronized (samples) {
                samples.failed();
            }
            faults.accept(String.valueOf(e));
        }
    }
}
