package dev.polyphony.tools.device;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether a failure of an engine means that a device's memory is out; engines say it in words alone. */
final class Memory {
    private static final String[] WORDS = {
        "out of memory",
        "failed to allocate memory",
        "cuda_error_out_of_memory",
        "cudnn_status_alloc_failed",
        "bad_alloc",
        "can't allocate memory",
        "not enough memory"
    };

    private Memory() {}

    static boolean isOut(@Nullable Throwable error) {
        int depth = 0;
        for (Throwable at = error; at != null && depth < 20; at = at.getCause(), depth++) {
            String words = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            for (String word : WORDS) {
                if (words.contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }
}
