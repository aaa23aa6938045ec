package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.PolyphonyException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final Refusal REFUSAL =
            new Refusal(LlmSettings.of("http://localhost:9/v1", "tiny", "sk-canary", Duration.ofSeconds(30)));

    private static PolyphonyException of(int status, String retryAfter, String body) {
        Map<String, List<String>> headers =
                retryAfter.isEmpty() ? Map.of() : Map.of("Retry-After", List.of(retryAfter));
        return REFUSAL.of(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    @ParameterizedTest
    @CsvSource({
        "302, provider_unavailable, true, redirect",
        "400, invalid_request, false, contextTokens",
        "401, authentication, false, polyphony.llm.api-key",
        "402, authentication, false, credit",
        "403, authentication, false, polyphony.llm.api-key",
        "404, model_not_found, false, tiny",
        "408, timed_out, true, busy",
        "410, model_not_found, false, tiny",
        "413, invalid_request, false, contextTokens",
        "418, invalid_request, false, base URL",
        "422, invalid_request, false, contextTokens",
        "429, rate_limited, true, wait",
        "500, provider_unavailable, true, log",
        "503, provider_unavailable, true, log",
        "504, timed_out, true, busy"
    })
    void givesEachStatusItsErrorWithAdvice(int status, String code, boolean retriable, String advice) {
        PolyphonyException error = of(status, "", "{\"error\":{\"message\":\"because.\"}}");
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.retriable()).isEqualTo(retriable);
        assertThat(error)
                .hasMessageContainingAll(
                        "http://localhost:9/v1", String.valueOf(status), ": because", "\nMaybe", advice);
    }

    @ParameterizedTest
    @CsvSource({
        "7, it asks to wait 7 s",
        "0.5, it asks to wait 500 ms",
        "1000000000, Maybe wait a little",
        "99999999999999999999999, Maybe wait a little",
        "soon, Maybe wait a little",
        "'', Maybe wait a little",
        "'Thu, 01 Jan 1970 00:00:00 GMT', Maybe wait a little",
        "'Thu, 99 Foo', Maybe wait a little"
    })
    void readsEveryFormOfRetryAfter(String header, String said) {
        assertThat(of(429, header, "{}")).hasMessageContaining(said);
    }

    @Test
    void readsADateAsATimeToWait() {
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90));
        assertThat(Refusal.waitOf(soon)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-canary\"}}",
                "{\"error\":\"bad key sk-canary\"}",
                "{\"error\":{\"key\":\"sk-canary\"}}",
                "{\"message\":\"sk-canary\"}",
                "{\"detail\":\"sk-canary\"}"
            })
    void quotesTheReasonWithoutTheKey(String body) {
        assertThat(of(401, "", body)).hasMessageContaining("[key]").hasMessageNotContaining("canary");
        assertThat(REFUSAL.noAnswer("application/json", body)).hasMessageNotContaining("canary");
    }

    @Test
    void quotesNoMoreThanTwoHundredCharacters() {
        String quoted = REFUSAL.quote(" a\n b " + "x".repeat(500));
        assertThat(quoted).startsWith("a b xx").endsWith("…").hasSize(201);
    }
}
