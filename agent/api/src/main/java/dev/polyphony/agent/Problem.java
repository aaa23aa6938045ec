package dev.polyphony.agent;

/**
 * An error as data, as events and the API carry it.
 *
 * @param code stable, as {@link PolyphonyException#code}
 * @param message what is wrong, then a line that begins "Maybe"
 * @param retriable true if the same call may succeed later
 */
public record Problem(String code, String message, boolean retriable) {
    /** Returns the error as data; one that Polyphony did not raise becomes {@code internal}. */
    public static Problem of(Throwable error) {
        if (error instanceof PolyphonyException known) {
            return new Problem(known.code(), known.getMessage(), known.retriable());
        }
        return new Problem(
                "internal",
                "Something broke that should not: %s.\nMaybe report it with the run's id.".formatted(error),
                false);
    }
}
