package dev.polyphony.agent;

import org.jspecify.annotations.Nullable;

/** A provider refused the content by its policy. Do not retry. */
public final class ContentFilteredException extends PolyphonyException {
    /** @param message what is wrong, then a line that begins "Maybe" */
    public ContentFilteredException(String message) {
        this(message, null);
    }

    /** @param cause what led to it; null if nothing did */
    public ContentFilteredException(String message, @Nullable Throwable cause) {
        super("content_filtered", false, message, cause);
    }
}
