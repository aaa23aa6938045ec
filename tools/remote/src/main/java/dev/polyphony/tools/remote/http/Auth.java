package dev.polyphony.tools.remote.http;

import dev.polyphony.agent.RegistrationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * How an endpoint is told who calls.
 *
 * @param scheme the form of the header
 * @param secret the key, or {@code user:password} for {@link Scheme#BASIC}
 */
public record Auth(Scheme scheme, Secret secret) {
    /** No credentials. */
    public static final Auth NONE = new Auth(Scheme.NONE, Secret.NONE);

    /** The forms of the {@code Authorization} header. */
    public enum Scheme {
        /** None is sent. */
        NONE,
        /** {@code Bearer KEY}. */
        BEARER,
        /** {@code Key KEY}. */
        KEY,
        /** {@code Basic base64(user:password)}. */
        BASIC
    }

    /** @throws RegistrationException if a scheme that needs a key has none */
    public Auth {
        if (scheme != Scheme.NONE && secret.isEmpty()) {
            throw new RegistrationException("auth %s has no key.\nMaybe set api-key, or auth to none."
                    .formatted(scheme.name().toLowerCase(Locale.ROOT)));
        }
        if (secret.reveal().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new RegistrationException(
                    "the key holds a character that no header may hold.\nMaybe a line end or a quote came with it when it was copied.");
        }
    }

    /** Returns the value of the {@code Authorization} header; empty if none is sent. */
    String header() {
        return switch (scheme) {
            case NONE -> "";
            case BEARER -> "Bearer " + secret.reveal();
            case KEY -> "Key " + secret.reveal();
            case BASIC ->
                "Basic " + Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
        };
    }
}
