package dev.polyphony.prompts;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests with right plans that ship with the project, as data: {@code plan-pool.v1.txt} of this package says how a line
 * is read. Over a toolbox it gives the examples that could be run with it.
 */
public final class PlanPool {
    private static final String FILE = "plan-pool.v1.txt";

    private PlanPool() {}

    /**
     * A line of the pool.
     *
     * @param attachments a letter each: i, a, v or t; none for "-"
     * @param request the user's words
     * @param plan nested calls
     */
    record Row(String attachments, String request, String plan) {
        static Row of(String line) {
            String[] parts = line.split(" [|] ", 3);
            if (parts.length != 3) {
                throw new IllegalStateException(
                        "the line \"%s\" of %s is not: attachments | request | plan".formatted(line, FILE));
            }
            return new Row(parts[0].strip().replace("-", ""), parts[1].strip(), parts[2].strip());
        }

        List<Artifact> artifacts() {
            List<Artifact> artifacts = new ArrayList<>();
            for (char letter : attachments.toCharArray()) {
                int number = artifacts.size() + 1;
                artifacts.add(
                        switch (letter) {
                            case 'i' -> artifact(number, Modality.IMAGE, "image/jpeg", "photo%d.jpg");
                            case 'a' -> artifact(number, Modality.AUDIO, "audio/wav", "sound%d.wav");
                            case 'v' -> artifact(number, Modality.VIDEO, "video/mp4", "clip%d.mp4");
                            case 't' -> artifact(number, Modality.TEXT, "text/plain", "text%d.txt");
                            default -> throw new IllegalStateException("no attachment is called " + letter);
                        });
            }
            return artifacts;
        }

        private static Artifact artifact(int number, Modality modality, String mediaType, String label) {
            return new Artifact(
                    "%064x".formatted(number), modality, mediaType, 1, label.formatted(number), Measures.NONE);
        }
    }

    /** Returns the lines of the pool, in order. */
    static List<Row> rows() {
        try (InputStream in = PlanPool.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no %s on the class path".formatted(FILE));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the examples whose plans can be run with these tools as they are, in the order of the pool. */
    public static List<PlanExample> over(Toolbox toolbox) {
        List<PlanExample> runnable = new ArrayList<>();
        for (Row row : rows()) {
            List<Artifact> artifacts = row.artifacts();
            PlanNotation.read(row.plan(), artifacts, toolbox)
                    .filter(draft -> PlanCheck.check(draft, toolbox, artifacts, PlanLimits.DEFAULT)
                            .findings()
                            .isEmpty())
                    .ifPresent(draft -> runnable.add(new PlanExample(row.request(), artifacts, draft)));
        }
        return List.copyOf(runnable);
    }

    /** Returns the requests of all lines, whatever the tools, in the order of the pool. */
    public static List<String> requests() {
        return rows().stream().map(Row::request).toList();
    }
}
