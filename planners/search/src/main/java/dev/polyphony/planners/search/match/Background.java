package dev.polyphony.planners.search.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Everyday requests, by which likeness is calibrated: what is no more like a tool than these says nothing. */
public final class Background {
    private static final String FILE = "/dev.polyphony.planners.search.background.txt";

    private Background() {}

    /** Returns the requests, in order. */
    public static List<String> lines() {
        InputStream stream = Objects.requireNonNull(Background.class.getResourceAsStream(FILE), FILE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
