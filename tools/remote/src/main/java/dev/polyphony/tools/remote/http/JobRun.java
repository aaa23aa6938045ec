package dev.polyphony.tools.remote.http;

import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.TimedOutException;
import java.io.IOException;
import java.time.Duration;

/**
 * Hands a job in once and looks until it is done. A job whose attempt broke off while it went on is kept: the next attempt
 * of the same task looks at it and hands nothing in. A job that is cancelled or too late is cancelled on its server.
 */
final class JobRun<R> {
    private static final int PATIENCE = 4;

    private final Attempt attempt;
    private final Ask submit;
    private final Job<R> job;
    private final String key;

    JobRun(Attempt attempt, Ask submit, Job<R> job) {
        this.attempt = attempt;
        this.submit = submit;
        this.job = job;
        this.key = attempt.key(submit);
    }

    R run() throws IOException, InvalidOutputException, InterruptedException {
        JobHandle handle = attempt.remote().jobs().take(key);
        if (handle == null) {
            handle = handIn();
            attempt.call()
                    .progress("job %s"
                            .formatted(Redaction.words(
                                    handle.id(), attempt.endpoint().auth())));
        }
        try {
            R result = await(handle);
            if (handle != JobHandle.AT_ONCE) {
                attempt.keepUntilSettled(key, handle);
            }
            return result;
        } catch (InterruptedException | TimedOutException e) {
            cancel(handle);
            throw e;
        } catch (InvalidOutputException | ProviderUnavailableException | RateLimitedException e) {
            attempt.remote().jobs().keep(key, handle);
            throw e;
        }
    }

    /** An answer that can't be read is not asked for again: what it told of may be paid for. */
    private JobHandle handIn() throws IOException, InterruptedException {
        try {
            return job.accepted(attempt.send(submit));
        } catch (InvalidOutputException e) {
            throw attempt.failures().invalid(e);
        }
    }

    private R await(JobHandle handle) throws IOException, InvalidOutputException, InterruptedException {
        int failures = 0;
        boolean lost = false;
        while (true) {
            Duration wait = attempt.endpoint().pollInterval();
            try {
                R result = job.look(handle);
                if (result != null) {
                    return result;
                }
                failures = 0;
                lost = false;
            } catch (ProviderUnavailableException e) {
                wait = backOff(wait, ++failures, e);
            } catch (TimedOutException e) {
                if (attempt.left().isZero()) {
                    throw e;
                }
                wait = backOff(wait, ++failures, e);
            } catch (RateLimitedException e) {
                wait = e.retryAfter().orElse(backOff(wait, ++failures, e));
            } catch (ModelNotFoundException e) {
                if (lost) {
                    throw attempt.failures().vanished(handle.id(), e);
                }
                lost = true;
            }
            attempt.pause(wait);
        }
    }

    private static Duration backOff(Duration interval, int failures, PolyphonyException e) {
        if (failures > PATIENCE) {
            throw e;
        }
        return interval.multipliedBy(1L << failures);
    }

    private void cancel(JobHandle handle) {
        Ask ask = job.cancel(handle);
        if (ask != null) {
            attempt.sendAndForget(ask);
        }
    }
}
