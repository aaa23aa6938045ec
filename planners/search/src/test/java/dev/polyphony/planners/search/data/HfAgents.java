package dev.polyphony.planners.search.data;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.MASK;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.planners.search.fixture.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools and tasks of the transformers agents. The tools say what that library's tools say. */
public final class HfAgents {
    private HfAgents() {}

    public static Catalogue catalogue() {
        List<Signature> tools = List.of(
                tool(
                        "text_classifier",
                        "Classifies an English text using provided labels and returns the most likely label.",
                        TEXT,
                        Port.one("text", TEXT)),
                tool("translator", "Translates text from a language to another.", TEXT, Port.one("text", TEXT)),
                tool(
                        "text_reader",
                        "Reads an English text out loud and returns the sound.",
                        AUDIO,
                        Port.one("text", TEXT)),
                tool(
                        "summarizer",
                        "Summarizes an English text and returns a summary of it.",
                        TEXT,
                        Port.one("text", TEXT)),
                tool("transcriber", "Transcribes an audio into text.", TEXT, Port.one("audio", AUDIO)),
                tool(
                        "image_generator",
                        "Creates an image according to a prompt, which is a text description.",
                        IMAGE,
                        Port.one("prompt", TEXT)),
                tool(
                        "image_segmentor",
                        "Creates a segmentation mask of an image according to a label.",
                        MASK,
                        Port.one("image", IMAGE),
                        Port.one("label", TEXT)),
                tool(
                        "image_captioner",
                        "Generates a description of an image in English.",
                        TEXT,
                        Port.one("image", IMAGE)),
                tool(
                        "image_transformer",
                        "Transforms an image according to a prompt and returns the modified image.",
                        IMAGE,
                        Port.one("image", IMAGE),
                        Port.one("prompt", TEXT)),
                tool(
                        "text_qa",
                        "Answers questions related to a text.",
                        TEXT,
                        Port.one("text", TEXT),
                        Port.one("question", TEXT)),
                tool(
                        "text_downloader",
                        "Downloads a file from a url and returns the text contained in the file.",
                        TEXT,
                        Port.one("url", TEXT)),
                tool(
                        "image_qa",
                        "Answers a question about an image.",
                        TEXT,
                        Port.one("image", IMAGE),
                        Port.one("question", TEXT)),
                tool(
                        "video_generator",
                        "Creates a video according to a text description.",
                        VIDEO,
                        Port.one("prompt", TEXT)));
        Map<String, String> ids = new LinkedHashMap<>();
        tools.forEach(t -> ids.put(t.name(), t.name()));
        return new Catalogue(Toolbox.of(tools.stream().map(Catalogue::tool).toList(), List.of()), ids);
    }

    private static Signature tool(String name, String does, Modality gives, Port... takes) {
        return new Signature(name, does, List.of(takes), List.of(Port.one(gives.portName(), gives)), List.of());
    }

    public static List<Sample> samples(Path file) {
        try {
            List<Sample> samples = new ArrayList<>();
            for (JsonNode problem : Catalogue.JSON.readTree(file.toFile()).path("problems")) {
                List<String> nodes = new ArrayList<>();
                problem.path("nodes").forEach(n -> nodes.add(n.asText()));
                List<Map.Entry<String, String>> links = new ArrayList<>();
                problem.path("links")
                        .forEach(l ->
                                links.add(Map.entry(l.get(0).asText(), l.get(1).asText())));
                List<String> others = new ArrayList<>();
                problem.path("alternative_nodes").forEach(n -> others.add(n.asText()));
                List<Artifact> given = new ArrayList<>();
                problem.path("inputs").forEach(i -> {
                    String name = i.asText();
                    if (name.equals("image")) {
                        given.add(Case.artifact(given.size(), IMAGE, "image/png", name));
                    } else if (!name.equals("url")) {
                        given.add(Case.artifact(given.size(), TEXT, "text/plain", name));
                    }
                });
                problem.path("tasks")
                        .forEach(t -> samples.add(
                                new Sample(problem.path("id").asText(), t.asText(), given, nodes, links, others)));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
