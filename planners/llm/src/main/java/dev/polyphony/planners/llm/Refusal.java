package dev.polyphony.planners.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.TimedOutException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an endpoint's refusal is in the product's own errors. Nothing that it quotes holds the key. */
final class Refusal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_QUOTED = 200;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final LlmSettings settings;

    Refusal(LlmSettings settings) {
        this.settings = settings;
    }

    /** Returns what a status other than 2xx means. */
    PolyphonyException of(int status, HttpHeaders headers, String body) {
        String said = "%s answered %d%s".formatted(where(), status, reason(body));
        return switch (status) {
            case 401, 403 ->
                new AuthenticationException(said
                        + (settings.apiKey() == null
                                ? ".\nMaybe set polyphony.llm.api-key; none is set."
                                : ".\nMaybe check polyphony.llm.api-key and what it may use."));
            case 402 -> new AuthenticationException(said + ".\nMaybe the account has no credit left.");
            case 404, 410 ->
                new ModelNotFoundException(said
                        + ".\nMaybe it does not serve the model \"%s\", or the base URL lacks /v1."
                                .formatted(settings.model()));
            case 408, 504 -> new TimedOutException(said + ".\nMaybe it is busy; try again.");
            case 429 -> new RateLimitedException(said + retryAfter(headers));
            case 400, 413, 422 ->
                new InvalidRequestException(
                        said + ".\nMaybe the model takes less text (contextTokens), or lacks what was asked of it.");
            default ->
                status >= 500
                        ? new ProviderUnavailableException(said + ".\nMaybe try again in a minute, or look at its log.")
                        : status < 400
                                ? new ProviderUnavailableException(
                                        said
                                                + ", a redirect, which is not followed.\nMaybe set the base URL to where it leads.")
                                : new InvalidRequestException(said + ".\nMaybe check the base URL and the model.");
        };
    }

    /** Returns what an answer with status 200 means that is none. */
    ProviderUnavailableException noAnswer(@Nullable String contentType, String body) {
        if (body.stripLeading().startsWith("<")) {
            return new ProviderUnavailableException(
                    "%s answered with a web page (%s) where JSON is wanted.\nMaybe the base URL lacks /v1, or a proxy stands between."
                            .formatted(where(), contentType));
        }
        String reason = reason(body);
        return reason.isEmpty()
                ? new ProviderUnavailableException(
                        "%s answered with something that is no chat completion: %s.\nMaybe the answer was cut short, or the base URL is of another service."
                                .formatted(where(), body.isBlank() ? "nothing" : quote(body)))
                : new ProviderUnavailableException(
                        "%s failed%s.\nMaybe try again, or look at its log.".formatted(where(), reason));
    }

    ProviderUnavailableException unreachable(Throwable cause) {
        return new ProviderUnavailableException(
                "%s cannot be reached: %s.\nMaybe start it, or unset polyphony.llm.base-url to plan without a language model."
                        .formatted(where(), briefly(cause)));
    }

    ProviderUnavailableException broken(Throwable cause) {
        return new ProviderUnavailableException(
                "%s broke the connection before the answer was whole: %s.\nMaybe try again, or look at its log."
                        .formatted(where(), briefly(cause)));
    }

    ProviderUnavailableException truncated() {
        return new ProviderUnavailableException(
                "%s ended its answer in the middle.\nMaybe try again, or look at its log.".formatted(where()));
    }

    ProviderUnavailableException tooLong(long bytes) {
        return new ProviderUnavailableException(
                "%s answered with more than %d bytes.\nMaybe another model keeps to max_tokens."
                        .formatted(where(), bytes));
    }

    ProviderUnavailableException interrupted() {
        return new ProviderUnavailableException("the call of %s was stopped.\nMaybe ask again.".formatted(where()));
    }

    TimedOutException tooSlow() {
        return new TimedOutException(
                "%s gave no whole answer within %s.\nMaybe raise polyphony.llm.timeout, or use a smaller model."
                        .formatted(where(), seconds(settings.timeout())));
    }

    private String where() {
        return "the language model at " + settings.baseUrl();
    }

    /** Returns what the body says, as ": …"; empty if it says nothing in a known form. */
    private String reason(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            for (String pointer : new String[] {"/error/message", "/error", "/message", "/detail"}) {
                JsonNode words = json.at(pointer);
                if (words.isTextual() && !words.asText().isBlank()) {
                    return ": " + quote(words.asText()).replaceAll("[.]$", "");
                }
            }
            return json.has("error") ? ": " + quote(json.get("error").toString()) : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Returns the beginning of a foreign text on one line, without the key. */
    String quote(String text) {
        String shown = text.strip().replaceAll("\\s+", " ");
        String key = settings.apiKey();
        if (key != null) {
            shown = shown.replace(key, "[key]");
        }
        return shown.length() <= MOST_QUOTED ? shown : shown.substring(0, MOST_QUOTED) + "…";
    }

    private String retryAfter(HttpHeaders headers) {
        Duration wait = headers.firstValue("retry-after").map(Refusal::waitOf).orElse(null);
        return wait == null
                ? ".\nMaybe wait a little, or use another endpoint."
                : "; it asks to wait %s.\nMaybe wait so long, or use another endpoint.".formatted(seconds(wait));
    }

    /** Returns the time that a Retry-After header gives, in seconds or as a date; null if it is nonsense. */
    static @Nullable Duration waitOf(String header) {
        try {
            Duration wait = header.strip().matches("[0-9]+([.][0-9]+)?")
                    ? Duration.ofMillis((long) (Double.parseDouble(header.strip()) * 1000))
                    : Duration.between(
                            Clock.systemUTC().instant(),
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0 ? null : wait;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private String briefly(Throwable cause) {
        Throwable root = cause;
        while (root.getMessage() == null && root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? humanName(root) : quote(message);
    }

    private static String humanName(Throwable error) {
        String name = error.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
        return switch (name) {
            case "Connect" -> "connection refused";
            case "UnresolvedAddress" -> "unknown host";
            case "ClosedChannel" -> "connection closed";
            default -> name;
        };
    }
}
