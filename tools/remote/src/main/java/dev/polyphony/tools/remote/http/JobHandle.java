package dev.polyphony.tools.remote.http;

import java.util.Map;

/**
 * A job that a server has taken.
 *
 * @param id as the server calls it; shown in progress events
 * @param urls where to look, by role; every one of them was checked to be of the configured host
 */
public record JobHandle(String id, Map<String, String> urls) {
    /** A job whose result came with the answer to its request. */
    public static final JobHandle AT_ONCE = new JobHandle("at once", Map.of());

    public JobHandle {
        urls = Map.copyOf(urls);
    }

    /** Returns a job without URLs of its own. */
    public static JobHandle of(String id) {
        return new JobHandle(id, Map.of());
    }
}
