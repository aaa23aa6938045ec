package dev.polyphony.tools.remote.http;

import java.nio.file.Path;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was taken whole.
 *
 * @param status 2xx
 * @param headers as they came
 * @param body a file of this attempt that holds the decoded bytes
 * @param bytes how many
 */
public record Reply(int status, Headers headers, Path body, long bytes) {
    /** Returns a header, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Returns the content type that was claimed, in lower case without parameters; empty if none was. */
    public String claimedType() {
        String type = headers.get("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }
}
