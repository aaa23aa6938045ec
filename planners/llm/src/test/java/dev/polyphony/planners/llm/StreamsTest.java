package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.testkit.Examples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes through in pieces is the same however it is cut. */
class StreamsTest {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");

    private static List<String> pieces(String text, int size) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += size) {
            pieces.add(text.substring(i, Math.min(text.length(), i + size)));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void putsIdsInPlaceOfShortNames(int size) {
        StringBuilder out = new StringBuilder();
        HandleLinks links = new HandleLinks(new Handles(List.of(PHOTO)), out::append);
        pieces("An art: ![a photo](artifact:a1), [nothing](artifact:a2), artifact:a1", size)
                .forEach(links::accept);
        links.finish();
        assertThat(out.toString())
                .isEqualTo("An art: ![a photo](artifact:%s), [nothing](artifact:a2), artifact:%s"
                        .formatted(PHOTO.id(), PHOTO.id()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void letsIdsThroughAsTheyAre(int size) {
        StringBuilder out = new StringBuilder();
        HandleLinks links = new HandleLinks(new Handles(List.of(PHOTO)), out::append);
        String text = "[x](artifact:%s) artifact artifact: done".formatted(PHOTO.id());
        pieces(text, size).forEach(links::accept);
        links.finish();
        assertThat(out.toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'<think>A cat? Yes.</think>\n\nA cat.', A cat.",
        "' \n<think></think>A <think> cat.', A <think> cat.",
        "'A cat.', A cat.",
        "'<3 cats', <3 cats",
        "'<thin', <thin",
        "'<think>for ever', ''"
    })
    void keepsThoughtsOut(String written, String shown) {
        for (int size = 1; size < 12; size++) {
            StringBuilder out = new StringBuilder();
            Thoughts thoughts = new Thoughts(out::append);
            pieces(written, size).forEach(thoughts::accept);
            thoughts.finish();
            assertThat(out.toString()).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void readsEventsHoweverTheyAreCut(int size) {
        String stream =
                ": hello\nretry: 5\n\ndata: {\"a\":\"Grüße 🐈\"}\r\n\r\ndata:one\ndata: two\n\nid: 7\n\ndata: [DONE]\n\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        EventLines lines = new EventLines();
        List<String> events = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += size) {
            events.addAll(lines.take(ByteBuffer.wrap(bytes, i, Math.min(size, bytes.length - i))));
        }
        assertThat(events).containsExactly("{\"a\":\"Grüße 🐈\"}", "one\ntwo", "[DONE]");
    }
}
