package dev.polyphony.tools.remote.adapter;

import dev.polyphony.tools.remote.http.Attempt;
import org.jspecify.annotations.Nullable;

/** How far servers say that they are. */
final class Progress {
    private Progress() {}

    /** Reports a share in [0, 1], if it is one. */
    static void report(Attempt attempt, @Nullable String share) {
        if (share != null && share.matches("[01](\\.\\d{1,9})?")) {
            attempt.call().progress(Double.parseDouble(share), 1);
        }
    }
}
