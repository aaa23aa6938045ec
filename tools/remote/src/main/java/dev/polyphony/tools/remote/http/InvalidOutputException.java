package dev.polyphony.tools.remote.http;

/** A server said that all went well and sent what is no result: HTML, cut-off JSON, bytes of another kind. Asked for once more. */
public final class InvalidOutputException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what came in place of a result, for a sentence that begins with the endpoint's name */
    public InvalidOutputException(String message) {
        super(message);
    }

    /** @param cause what led to it */
    public InvalidOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
