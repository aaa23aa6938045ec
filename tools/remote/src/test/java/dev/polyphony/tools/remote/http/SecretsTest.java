package dev.polyphony.tools.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.RegistrationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String CANARY = "canary-7f3a9c51d2e84b60";
    private static final Auth BEARER = new Auth(Auth.Scheme.BEARER, Secret.of(CANARY + "\n"));

    @Test
    void showsNoKeyWhereSettingsArePrinted() {
        Endpoint endpoint =
                Endpoint.of("fake", "hf-task", "https://api.example/v1").withAuth(BEARER);

        assertThat(endpoint.toString()).contains("api.example", "***").doesNotContain(CANARY);
        assertThat(BEARER.header()).isEqualTo("Bearer " + CANARY);
    }

    @Test
    void takesTheKeyOutOfWhatAServerRepeats() {
        String said = "bad key %s in Bearer %s at https://u:p@x.example/a?sig=%s#%s"
                .formatted(CANARY, CANARY, CANARY, CANARY);

        assertThat(Redaction.words(said, BEARER))
                .contains("https://x.example/a")
                .doesNotContain(CANARY, "u:p", "sig=");
    }

    @Test
    void takesAPasswordOutInAnyOfItsForms() {
        Auth basic = new Auth(Auth.Scheme.BASIC, Secret.of("ada:" + CANARY));
        String coded = Base64.getEncoder().encodeToString(("ada:" + CANARY).getBytes(StandardCharsets.UTF_8));

        assertThat(Redaction.words("refused " + coded + " of ada:" + CANARY, basic))
                .doesNotContain(CANARY, coded);
    }

    @Test
    void takesForeignCredentialsOutAsWell() {
        assertThat(Redaction.words("upstream sent Authorization: Bearer abcdefgh12345678", Auth.NONE))
                .isEqualTo("upstream sent Authorization: Bearer ***");
    }

    @Test
    void makesOneShortLineOfWhatAServerSays() {
        assertThat(Redaction.words("a\n\tb\u0000\u001b[31m" + "x".repeat(1_000), Auth.NONE))
                .startsWith("a b ")
                .hasSize(300);
    }

    @Test
    void refusesAKeyThatNoHeaderMayHold() {
        assertThatThrownBy(() -> new Auth(Auth.Scheme.KEY, Secret.of("canary\r\nX-Evil: 1")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContaining("Maybe a line end")
                .hasMessageNotContaining("canary");
    }

    @Test
    void saysHowLongADeadlineWasWithoutTheKey() {
        Endpoint endpoint = Endpoint.of("fake", "hf-task", "https://api.example")
                .withAuth(BEARER)
                .withDeadline(Duration.ofSeconds(2));

        assertThat(new Failures(endpoint).late("POST /x").getMessage())
                .contains("2.0 s")
                .doesNotContain(CANARY);
    }
}
