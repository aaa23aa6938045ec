package dev.polyphony.tools.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Json json(String text) throws IOException, InvalidOutputException {
        return Json.read(Files.writeString(folder.resolve("answer"), text));
    }

    @Test
    void decodesLongBase64FromFileToFileAlsoWithEscapedSlashes() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        String coded = Base64.getEncoder().encodeToString(bytes).replace("/", "\\/");

        Json json = json("{\"a\":[\"%s\",\"data:image/png;base64,%s\"]}".formatted(coded, coded));

        assertThat(json.bytes(json.root().path("a").path(0))).hasBinaryContent(bytes);
        assertThat(json.bytes(json.root().path("a").path(1))).hasBinaryContent(bytes);
    }

    @Test
    void readsALongTextWithItsEscapes() throws Exception {
        Json json = json("{\"t\":\"%s\\n\\u00e9\"}".formatted("x".repeat(20_000)));

        assertThat(json.text(json.root().path("t"))).hasSize(20_002).endsWith("\né");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJD!", "QUJ", "", "data:text/html;base64,QUJD", "data:image/png,QUJD"})
    void refusesBase64ThatIsNone(String text) throws Exception {
        Json json = json("{\"a\":\"%s\"}".formatted(text));

        assertThatThrownBy(() -> json.bytes(json.root().path("a"))).isInstanceOf(InvalidOutputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":\"", "{} {}", "nope", "{\"a\":\"\\u00001\"}x"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(InvalidOutputException.class);
    }

    @Test
    void refusesJsonThatIsTooDeep() {
        assertThatThrownBy(() -> json("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(InvalidOutputException.class)
                .hasMessageContaining("64");
    }

    @Test
    void refusesATextThatPointsToAFileThatIsNone() throws Exception {
        Json json = json("{\"a\":\"\\u00007\"}");

        assertThatThrownBy(() -> json.text(json.root().path("a"))).isInstanceOf(InvalidOutputException.class);
    }

    @Test
    void stopsAtTheCap() {
        assertThatThrownBy(() -> Spool.toFile(new ByteArrayInputStream(new byte[1_001]), folder.resolve("x"), 1_000))
                .isInstanceOf(InvalidOutputException.class)
                .hasMessageContainingAll("1000 bytes", "max-bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "7,7000",
        "0,0",
        "1.5,1500",
        "1000000000,1000000000000",
        "'Thu, 01 Jan 2026 00:01:00 GMT',60000",
        "'Wed, 31 Dec 2025 23:00:00 GMT',0"
    })
    void readsEveryFormOfRetryAfter(String header, long millis) {
        assertThat(RetryAfter.read(Headers.of("Retry-After", header), "", NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void readsTheWaitFromOtherHeadersAndFromWords() {
        assertThat(RetryAfter.read(Headers.of("RateLimit", "\"api\";r=0;t=12"), "", NOW))
                .isEqualTo(Duration.ofSeconds(12));
        assertThat(RetryAfter.read(Headers.of(), "Request was throttled. Your rate limit resets in ~30s.", NOW))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.read(Headers.of("Retry-After", "soon"), "", NOW)).isNull();
    }
}
