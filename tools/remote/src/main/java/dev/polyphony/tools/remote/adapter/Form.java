package dev.polyphony.tools.remote.adapter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, the same bytes for the same fields. Not thread-safe. */
final class Form {
    private final String boundary;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Form(long seed) {
        boundary = "polyphony-" + Long.toHexString(seed * 0x9E3779B97F4A7C15L) + "-part";
    }

    Form field(String name, String value) {
        head("Content-Disposition: form-data; name=\"%s\"".formatted(name));
        write(value + "\r\n");
        return this;
    }

    /** Adds a file; its name is one of ours, never one of a user's. */
    Form file(String name, String fileName, String type, byte[] bytes) {
        head("Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s"
                .formatted(name, fileName, type));
        out.writeBytes(bytes);
        write("\r\n");
        return this;
    }

    private void head(String headers) {
        write("--" + boundary + "\r\n" + headers + "\r\n\r\n");
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        write("--" + boundary + "--\r\n");
        return out.toByteArray();
    }
}
