package dev.polyphony.tools.remote.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs whose attempt ended before they did, so that the next attempt asks for their result and pays nothing. Thread-safe. */
final class KeptJobs {
    private static final int MOST = 256;

    private final Map<String, JobHandle> jobs = new LinkedHashMap<>();

    /** Keeps a job under the fingerprint of what was asked; the oldest leaves when there are too many. */
    synchronized void keep(String asked, JobHandle job) {
        jobs.put(asked, job);
        if (jobs.size() > MOST) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    /** Returns the job that was kept for what is asked, which is then the caller's alone; null if there is none. */
    synchronized @Nullable JobHandle take(String asked) {
        return jobs.remove(asked);
    }
}
