package dev.polyphony.planners.search.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.planners.search.fixture.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests of public data sets. */
public final class Samples {
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w/.])[\\w-]+\\.(jpg|jpeg|png|wav|mp3|flac|mp4|avi|mov|txt|pdf)\\b", Pattern.CASE_INSENSITIVE);

    private Samples() {}

    /** Reads a file with one request a line; with gold nodes and links where they are there. */
    public static List<Sample> read(Path jsonLines) {
        try {
            List<Sample> samples = new ArrayList<>();
            for (String line : Files.readAllLines(jsonLines)) {
                JsonNode node = Catalogue.JSON.readTree(line);
                List<String> nodes = new ArrayList<>();
                node.path("task_nodes").forEach(n -> nodes.add(n.path("task").asText()));
                List<Map.Entry<String, String>> links = new ArrayList<>();
                node.path("task_links")
                        .forEach(l -> links.add(Map.entry(
                                l.path("source").asText(), l.path("target").asText())));
                String request = node.path("user_request").asText();
                samples.add(new Sample(node.path("id").asText(), request, files(request), nodes, links, List.of()));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that a request names stand for attachments. */
    static List<Artifact> files(String request) {
        List<Artifact> artifacts = new ArrayList<>();
        Matcher file = FILE.matcher(request);
        while (file.find()) {
            String name = file.group();
            if (artifacts.stream().noneMatch(a -> name.equals(a.label()))) {
                String ending = file.group(1).toLowerCase(Locale.ROOT);
                artifacts.add(
                        switch (ending) {
                            case "jpg", "jpeg", "png" ->
                                Case.artifact(artifacts.size(), Modality.IMAGE, "image/png", name);
                            case "wav", "mp3", "flac" ->
                                Case.artifact(artifacts.size(), Modality.AUDIO, "audio/wav", name);
                            case "mp4", "avi", "mov" ->
                                Case.artifact(artifacts.size(), Modality.VIDEO, "video/mp4", name);
                            default -> Case.artifact(artifacts.size(), Modality.TEXT, "text/plain", name);
                        });
            }
        }
        return artifacts;
    }
}
