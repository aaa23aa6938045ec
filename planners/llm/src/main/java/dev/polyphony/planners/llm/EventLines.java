package dev.polyphony.planners.llm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts the bytes of a stream of server-sent events together to the data of each event. Not thread-safe. */
final class EventLines {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean any;

    /** Returns the data of the events that these bytes complete. */
    List<String> take(ByteBuffer bytes) {
        List<String> complete = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            endLine(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, complete);
        }
        return complete;
    }

    private void endLine(String text, List<String> complete) {
        if (text.isEmpty()) {
            if (any) {
                complete.add(data.toString());
            }
            data.setLength(0);
            any = false;
        } else if (text.startsWith("data:")) {
            int from = text.startsWith("data: ") ? 6 : 5;
            data.append(any ? "\n" : "").append(text, from, text.length());
            any = true;
        }
    }
}
