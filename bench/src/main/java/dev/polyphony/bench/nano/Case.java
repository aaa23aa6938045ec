package dev.polyphony.bench.nano;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Something to ask, and what must come of it. The cases were written by {@code docker/train/nano/cases.py}, which knows which
 * things training never saw.
 *
 * @param part which measure it belongs to
 * @param attached what comes with the words
 * @param before what was asked in the turn before; empty if there was none
 * @param made what the model made then
 * @param said what is said now
 * @param wanted what is to be made, in order
 * @param text the words that are to be said; empty if they are not measured
 * @param asked the attributes of what is wanted that are asked for; empty: all
 */
record Case(
        String part,
        List<Thing> attached,
        String before,
        List<Thing> made,
        String said,
        List<Thing> wanted,
        String text,
        List<String> asked) {
    private static final String FILE = "cases.tsv.gz";
    private static final int FIELDS = 8;

    Case {
        attached = List.copyOf(attached);
        made = List.copyOf(made);
        wanted = List.copyOf(wanted);
        asked = List.copyOf(asked);
    }

    /** Returns the first cases of each part, by part. */
    static Map<String, List<Case>> read(int most) {
        Map<String, List<Case>> parts = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Case.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            lines.lines().map(Case::of).forEach(each -> {
                List<Case> part = parts.computeIfAbsent(each.part(), name -> new ArrayList<>());
                if (part.size() < most) {
                    part.add(each);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static Case of(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "a case has %d fields, not %d: %s".formatted(fields.length, FIELDS, line));
        }
        return new Case(
                fields[0],
                Thing.all(fields[1]),
                fields[2],
                Thing.all(fields[3]),
                fields[4],
                Thing.all(fields[5]),
                fields[6],
                fields[7].isEmpty() ? List.of() : List.of(fields[7].split(",")));
    }
}
