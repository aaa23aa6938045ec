package dev.polyphony.agent.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that what waits runs on: virtual ones where the JDK has them (21 and newer), else a pool that grows as needed. */
public final class Workers {
    private Workers() {}

    /** Returns a new executor of daemon threads; whoever made it shuts it down. */
    public static ExecutorService create() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Executors.newCachedThreadPool(daemon("polyphony-worker-"));
        }
    }

    /** Returns a factory of numbered daemon threads. */
    static ThreadFactory daemon(String prefix) {
        AtomicLong count = new AtomicLong();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
