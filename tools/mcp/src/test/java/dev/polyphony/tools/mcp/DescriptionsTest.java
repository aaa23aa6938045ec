package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of what tools say of themselves, and that it is held to. */
class DescriptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Returns a tiny MCP logo image.|IMAGE",
                "Takes a screenshot of the page|IMAGE",
                "Generates speech from text|AUDIO",
                "Renders the scene. Produces a short video.|VIDEO",
                "Draws a bar chart of the numbers|IMAGE",
            })
    void findsTheMediaThatAToolGives(String description, Modality given) {
        assertThat(MediaTypes.givenBy(description)).containsExactly(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Returns a caption of an image.",
                "Describes a picture",
                "Gets the text from a video",
                "Returns information about images",
                "Echoes back the input string",
            })
    void doesNotTakeWhatItReadsForWhatItGives(String description) {
        assertThat(MediaTypes.givenBy(description)).isEmpty();
    }

    @Test
    void textFromOutsideIsOneShortLine() {
        assertThat(Redaction.oneLine("a\u0000b\n\u202Ec\t d", 100)).isEqualTo("a b c d");
        assertThat(Redaction.oneLine("x".repeat(1000), 10)).isEqualTo("xxxxxxxxx…");
    }

    @Test
    void secretsDoNotGetIntoMessages() {
        Redaction redaction = new Redaction(McpServer.of(
                "x",
                new McpServer.Web(
                        java.net.URI.create("http://localhost/"), Map.of("Authorization", "Bearer s3cret-value"))));
        assertThat(redaction.of("sent Bearer s3cret-value, and s3cret-value again"))
                .isEqualTo("sent ***, and *** again");
    }

    @Test
    void pinsLastInTheirFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/pins.json");
        Pins first = Pins.in(file);
        assertThat(first.holds("files", "read", "aa")).isTrue();
        assertThat(first.holds("files", "read", "aa")).isTrue();
        assertThat(Files.readString(file)).contains("files", "read", "aa");
        Pins later = Pins.in(file);
        assertThat(later.holds("files", "read", "bb")).isFalse();
        assertThat(later.holds("other", "read", "bb")).isTrue();
        assertThat(Pins.in(file).holds("files", "read", "aa")).isTrue();
    }
}
