package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The results as JSON, and as Markdown for people. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String BEGIN = "<!-- written by: ./polyphony bench engine -->\n";
    private static final String END = "<!-- end -->\n";

    private Report() {}

    /** Writes all rows as one array. */
    static void json(List<Row> rows, Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(rows) + "\n");
    }

    /** Returns what a run found, as Markdown: the bars of all parts first, then each part with its table. */
    static String markdown(String conditions, Map<Part, List<Row>> results) {
        StringBuilder text = new StringBuilder(conditions).append('\n');
        StringBuilder bars = new StringBuilder();
        results.forEach((part, rows) -> part.bars(rows).forEach(bar -> bars.append(line(part, bar))));
        if (!bars.isEmpty()) {
            text.append("\n| part | Polyphony's bar | asked | measured | |\n| --- | --- | ---: | ---: | --- |\n")
                    .append(bars);
        }
        results.forEach((part, rows) -> text.append("\n### ")
                .append(part.name())
                .append("\n\n")
                .append(part.about())
                .append("\n\n")
                .append(table(part.columns(), rows)));
        return text.toString();
    }

    private static String table(List<Column> columns, List<Row> rows) {
        StringBuilder table = new StringBuilder("| scenario | clients | system |");
        columns.forEach(column -> table.append(' ').append(column.title()).append(" |"));
        table.append("\n| --- | ---: | --- |")
                .append(" ---: |".repeat(columns.size()))
                .append('\n');
        for (Row row : rows) {
            table.append("| %s | %d | %s |".formatted(row.scenario(), row.clients(), row.system()));
            columns.forEach(column -> table.append(' ').append(column.of(row)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static String line(Part part, Bar bar) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(part.name(), bar.what(), bar.asked(), bar.measured(), bar.met() ? "met" : "**missed**");
    }

    /**
     * Puts the results between their marks in a document, whose other words stay as they are.
     *
     * @throws IOException if it has no such marks, or cannot be written
     */
    static void docs(String markdown, Path file) throws IOException {
        String before = Files.readString(file);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IOException("%s has no lines \"%s\" and \"%s\" to write between.\nMaybe add them."
                    .formatted(file, BEGIN.strip(), END.strip()));
        }
        Files.writeString(file, before.substring(0, begin) + BEGIN + "\n" + markdown + "\n" + before.substring(end));
    }
}
