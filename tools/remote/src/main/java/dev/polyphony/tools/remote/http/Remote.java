package dev.polyphony.tools.remote.http;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** An endpoint that is called: it remembers jobs that are paid for, and that its credit is used up. Thread-safe. */
public final class Remote {
    private static final Duration OUT_OF_CREDIT = Duration.ofMinutes(15);

    private final Network network;
    private final Endpoint endpoint;
    private final Clock clock;
    private final Failures failures;
    private final KeptJobs jobs = new KeptJobs();
    private volatile Instant creditAgain = Instant.MIN;

    /** @param clock tells dates that servers name, and when to ask a server without credit again */
    public Remote(Network network, Endpoint endpoint, Clock clock) {
        this.network = network;
        this.endpoint = endpoint;
        this.clock = clock;
        this.failures = new Failures(endpoint);
    }

    /**
     * Begins an attempt.
     *
     * @throws AuthenticationException if the endpoint had no credit a moment ago
     */
    public Attempt begin(ToolCall call) {
        if (clock.instant().isBefore(creditAgain)) {
            throw new AuthenticationException(
                    "%s had no credit a moment ago and is left alone until %s.\nMaybe top up the account, or set another endpoint."
                            .formatted(endpoint.name(), creditAgain));
        }
        return new Attempt(this, call);
    }

    /** Returns the settings. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns words of a result without the key, should the endpoint have put it in. */
    public String withoutKey(String words) {
        String secret = endpoint.auth().secret().reveal();
        return secret.isEmpty() ? words : words.replace(secret, "***");
    }

    void outOfCredit() {
        creditAgain = clock.instant().plus(OUT_OF_CREDIT);
    }

    Network network() {
        return network;
    }

    Clock clock() {
        return clock;
    }

    Failures failures() {
        return failures;
    }

    KeptJobs jobs() {
        return jobs;
    }
}
