package dev.polyphony.planners.llm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts the bytes of a stream of server-sent events together to the data of each event. Not thread-safe. */
final class EventLines {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean any;

    /** Returns the data of the events that these bytes complete. */
    List<String> take(ByteBuffer bytes) {
        byte[] chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        List<String> complete = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < chunk.length; at++) {
            if (chunk[at] == '\n') {
                endLine(line(chunk, from, at), complete);
                from = at + 1;
            }
        }
        begun.write(chunk, from, chunk.length - from);
        return complete;
    }

    /** Returns the line that ends before a place, with what came of it before, and without its end. */
    private String line(byte[] chunk, int from, int to) {
        String text;
        if (begun.size() == 0) {
            text = new String(chunk, from, to - from, StandardCharsets.UTF_8);
        } else {
            begun.write(chunk, from, to - from);
            text = begun.toString(StandardCharsets.UTF_8);
            begun.reset();
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
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
