package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.Problem;

/** A call that the HTTP surface itself turns down, before Polyphony sees it. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String code;

    /**
     * @param status the HTTP status
     * @param code stable, as those of Polyphony's own errors
     * @param message what is wrong, then a line that begins "Maybe"
     */
    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    Problem problem() {
        return new Problem(code, String.valueOf(getMessage()), false);
    }
}
