package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.RunEvent;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a task stands, in a sign and a few words. Changed by its events, one after the other. */
final class TaskLine {
    private String sign = "·";
    private String colour = "2";
    private String words = "waiting";
    private @Nullable String progress;
    private long startedNanos;
    private boolean running;

    /** Takes what happened to the task. */
    void take(RunEvent.OfTask event, long nowNanos) {
        if (event instanceof RunEvent.TaskStarted started) {
            startedNanos = running || started.attempt() > 1 ? startedNanos : nowNanos;
            begin(started.attempt() > 1 ? "running, attempt %d".formatted(started.attempt()) : "running");
        } else if (event instanceof RunEvent.TaskProgress step) {
            progress = progressOf(step);
        } else if (event instanceof RunEvent.TaskRetrying retrying) {
            state("↻", "33", "trying again: " + oneLine(retrying.problem().message()));
        } else if (event instanceof RunEvent.TaskSucceeded done) {
            end("✓", "32", done.cached() ? "reused" : "done in " + seconds(done.elapsed()));
        } else if (event instanceof RunEvent.TaskFailed failed) {
            end(
                    "✗",
                    "31",
                    "failed after %s: %s"
                            .formatted(
                                    seconds(failed.elapsed()),
                                    oneLine(failed.problem().message())));
        } else if (event instanceof RunEvent.TaskSkipped skipped) {
            end("–", "33", "skipped: " + oneLine(skipped.message()));
        } else if (event instanceof RunEvent.TaskCancelled) {
            end("■", "33", "cancelled");
        }
    }

    private void begin(String what) {
        running = true;
        progress = null;
        state("▸", "36", what);
    }

    private void end(String newSign, String newColour, String what) {
        running = false;
        progress = null;
        state(newSign, newColour, what);
    }

    private void state(String newSign, String newColour, String what) {
        sign = newSign;
        colour = newColour;
        words = what;
    }

    String sign() {
        return sign;
    }

    String colour() {
        return colour;
    }

    /** Returns how it stands, without the time that a running task has taken. */
    String words() {
        return words;
    }

    /** Returns how it stands now. */
    String words(long nowNanos) {
        if (!running) {
            return words;
        }
        String time = seconds(Duration.ofNanos(nowNanos - startedNanos));
        return "%s %s%s".formatted(words, time, progress == null ? "" : ", " + progress);
    }

    private static @Nullable String progressOf(RunEvent.TaskProgress step) {
        Double done = step.done();
        Double total = step.total();
        return done == null || total == null || total == 0
                ? step.message()
                : String.format(Locale.ROOT, "%.0f %%", 100 * done / total);
    }

    static String oneLine(String message) {
        return message.replaceAll("\\s*\\n\\s*", " ");
    }

    static String seconds(Duration elapsed) {
        return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
    }
}
