package dev.polyphony.tools.remote.http;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.ContentFilteredException;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every failure of an endpoint as exactly one error of the product's own. */
public final class Failures {
    private final Endpoint endpoint;

    Failures(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Returns the error that a status stands for.
     *
     * @param body the beginning of what came with it
     * @param wait how long the server asks to be left alone, at most the time that is left; null if it does not say
     */
    PolyphonyException of(int status, String body, @Nullable Duration wait) {
        String what = answered(status, body);
        return switch (status) {
            case 429 ->
                new RateLimitedException(
                        what + "\nMaybe call it less often; it is tried again when it says.", wait, null);
            case 402 ->
                new AuthenticationException(
                        what + "\nMaybe its credit is used up: top up the account, or set another endpoint.");
            case 401 ->
                new AuthenticationException(
                        what + "\nMaybe polyphony.remote.%s.api-key is missing or wrong.".formatted(endpoint.name()));
            case 403 ->
                new AuthenticationException(
                        what + "\nMaybe the key lacks the right, or the model asks to accept its terms first.");
            case 404, 410 ->
                new ModelNotFoundException(what
                        + "\nMaybe the model is no longer served: set another one in polyphony.remote.%s.tools."
                                .formatted(endpoint.name()));
            case 408, 504 -> new TimedOutException(what + "\nMaybe ask for something smaller.");
            case 400, 413, 422 -> ofInput(status, body, what);
            case 424 -> jobFailed(body);
            default ->
                status >= 500
                        ? new ProviderUnavailableException(what + "\nMaybe it works again later.")
                        : new UnsupportedFeatureException(what
                                + "\nMaybe polyphony.remote.%s.kind or .base-url is not what it speaks."
                                        .formatted(endpoint.name()));
        };
    }

    private PolyphonyException ofInput(int status, String body, String what) {
        String lower = body.toLowerCase(Locale.ROOT);
        if (lower.contains("model_not_supported")
                || lower.contains("model_not_found")
                || lower.contains("model not found")) {
            return new ModelNotFoundException(
                    what + "\nMaybe set another model in polyphony.remote.%s.tools.".formatted(endpoint.name()));
        }
        if (lower.contains("content_policy") || lower.contains("content_filter") || lower.contains("nsfw")) {
            return filtered(what);
        }
        return new ToolArgumentsException(what
                + (status == 413
                        ? "\nMaybe give it something smaller."
                        : "\nMaybe the input is of a size or form that this model does not take."));
    }

    private String answered(int status, String body) {
        String said = Redaction.words(body, endpoint.auth());
        return "%s answered %d%s".formatted(endpoint.name(), status, said.isEmpty() ? "." : ": " + said);
    }

    /** Returns the error for content that a server refused or blanked. */
    public ContentFilteredException filtered(String what) {
        return new ContentFilteredException(Redaction.words(what, endpoint.auth())
                + "\nMaybe ask for something else: its policy does not allow this.");
    }

    /** Returns the error for a job that its server gave up. */
    public PolyphonyException jobFailed(String said) {
        String what = "%s failed: %s".formatted(endpoint.name(), Redaction.words(said, endpoint.auth()));
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("nsfw") || lower.contains("content policy") || lower.contains("safety")) {
            return filtered(what);
        }
        if (lower.contains("quota") || lower.contains("credit") || lower.contains("billing")) {
            return new AuthenticationException(
                    what + "\nMaybe its credit is used up: top up the account, or set another endpoint.");
        }
        return new ToolFailedException(what + "\nMaybe another model or other words do.");
    }

    /** Returns the error for an answer that is none, after it was asked for again. */
    public ToolFailedException invalid(InvalidOutputException e) {
        return new ToolFailedException("%s %s.\nMaybe polyphony.remote.%s.kind or its model is not what it speaks."
                .formatted(
                        endpoint.name(),
                        Redaction.words(String.valueOf(e.getMessage()), endpoint.auth()),
                        endpoint.name()));
    }

    /** Returns the error for a job or answer that took longer than the deadline. */
    TimedOutException late(String during) {
        return new TimedOutException(
                "%s took longer than %s s (%s).\nMaybe raise polyphony.remote.%s.deadline, or ask for something smaller."
                        .formatted(endpoint.name(), endpoint.deadline().toMillis() / 1000.0, during, endpoint.name()));
    }

    /** Returns the error for a job that its server no longer knows. */
    TimedOutException vanished(String job, Throwable cause) {
        return new TimedOutException(
                "%s no longer knows its job %s.\nMaybe it was restarted; ask again."
                        .formatted(endpoint.name(), Redaction.words(job, endpoint.auth())),
                cause);
    }

    /** Returns the error for a model that was still being loaded when the time was over. */
    TimedOutException stillLoading(String body) {
        return new TimedOutException(
                "%s is still loading its model: %s\nMaybe ask again in a minute, or raise polyphony.remote.%s.deadline."
                        .formatted(endpoint.name(), Redaction.words(body, endpoint.auth()), endpoint.name()));
    }

    /** Returns the error for a connection that could not be made or broke. */
    PolyphonyException of(IOException e) {
        String said = Redaction.words(e.getClass().getSimpleName() + ": " + e.getMessage(), endpoint.auth());
        if (e instanceof SocketTimeoutException) {
            return new TimedOutException(
                    "%s was silent for too long: %s\nMaybe it is overloaded; it may work again later."
                            .formatted(endpoint.name(), said));
        }
        if (e instanceof UnknownHostException) {
            return new ProviderUnavailableException(
                    "%s was not reached: %s\nMaybe its base-url is misspelt, or there is no network."
                            .formatted(endpoint.name(), said));
        }
        return new ProviderUnavailableException(
                "%s was not reached or broke off: %s\nMaybe it is not running, or restarts."
                        .formatted(endpoint.name(), said));
    }

    /** Returns the error for a result that lies where nothing is fetched from. */
    UnsupportedFeatureException distrusted(String host, String why) {
        return new UnsupportedFeatureException(
                "%s put its result on \"%s\", %s.\nMaybe add the host to polyphony.remote.%s.result-hosts, if it is the provider's own."
                        .formatted(endpoint.name(), Redaction.words(host, endpoint.auth()), why, endpoint.name()));
    }
}
