package dev.polyphony.agent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forces files to the disk, one after the other, while nobody waits. Thread-safe; its thread goes when there is nothing to do. */
final class Forcing {
    private static final Logger LOG = LoggerFactory.getLogger(Forcing.class);
    private static final int MOST_WAITING = 10_000;

    private final ThreadPoolExecutor thread;

    Forcing() {
        thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                work -> {
                    Thread daemon = new Thread(work, "polyphony-disk");
                    daemon.setDaemon(true);
                    return daemon;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Forces a file soon; at once, on this thread, if too many wait. A file that is gone by then is none of ours. */
    void soon(Path file) {
        thread.execute(() -> force(file));
    }

    private static void force(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone", file);
        } catch (IOException e) {
            LOG.warn("{} could not be forced to the disk: {}", file, e.toString());
        }
    }
}
