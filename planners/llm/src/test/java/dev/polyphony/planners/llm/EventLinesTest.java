package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {
    private static final String STREAM =
            ": a comment\n\ndata: one\n\ndata:zwölf\r\ndata: €\r\n\r\nevent: x\ndata: {\"a\": 1}\n\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void findsTheSameEventsHoweverTheBytesAreCut(int size) {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        EventLines lines = new EventLines();
        List<String> events = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            int length = Math.min(size, bytes.length - from);
            events.addAll(lines.take(ByteBuffer.wrap(bytes, from, length).asReadOnlyBuffer()));
        }
        assertThat(events).containsExactly("one", "zwölf\n€", "{\"a\": 1}");
    }
}
