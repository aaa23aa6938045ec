package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkGuardTest {
    private static final String KNOWN = "a".repeat(64);
    private static final String INVENTED = "b".repeat(64);

    private final StringBuilder out = new StringBuilder();
    private final LinkGuard guard = new LinkGuard(Set.of(KNOWN), out::append);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 1000})
    void letsKnownReferencesThroughHoweverTheyAreCut(int pieceLength) {
        String text = "See ![boxes](artifact:%s), and art: [sound](artifact:%s)".formatted(KNOWN, KNOWN);
        write(text, pieceLength);
        assertThat(out).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 1000})
    void takesInventedReferencesOutHoweverTheyAreCut(int pieceLength) {
        write("![x](artifact:%s) [y](artifact:photo.png) end".formatted(INVENTED), pieceLength);
        assertThat(out.toString())
                .doesNotContain(INVENTED)
                .startsWith("![x](#no-such-artifact)")
                .endsWith(" end");
    }

    @Test
    void holdsNothingBackThatCannotBecomeAReference() {
        guard.accept("Hello, art");
        assertThat(out).hasToString("Hello, ");
        guard.accept("ists.");
        assertThat(out).hasToString("Hello, artists.");
    }

    private void write(String text, int pieceLength) {
        for (int i = 0; i < text.length(); i += pieceLength) {
            guard.accept(text.substring(i, Math.min(text.length(), i + pieceLength)));
        }
        guard.finish();
    }
}
