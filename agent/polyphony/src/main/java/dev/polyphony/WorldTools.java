package dev.polyphony;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.MASK;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import java.util.List;

/**
 * What people ask of such an agent and no model inside the JVM does: it is told apart from what is not understood, so that
 * the answer can say what is missing and how to get it.
 */
final class WorldTools implements ToolSource {
    @Override
    public List<Tool> tools() {
        return List.of();
    }

    @Override
    public List<AbsentTool> absent() {
        return List.of(
                absent(
                        "image.paint",
                        "Makes a new picture from a description in words.",
                        TEXT,
                        IMAGE,
                        "paint me a horse",
                        "draw a castle at sunset",
                        "generate an image of a robot",
                        "create a logo"),
                absent(
                        "image.edit",
                        "Changes what a picture shows, as told in words.",
                        IMAGE,
                        IMAGE,
                        "make the sky pink",
                        "turn this photo into a watercolour",
                        "remove the man from the picture"),
                absent(
                        "image.segment",
                        "Cuts a picture into regions and marks the pixels of each thing.",
                        IMAGE,
                        MASK,
                        "cut out the dog",
                        "segment this image",
                        "remove the background"),
                absent(
                        "image.depth",
                        "Estimates how far away each part of a picture is.",
                        IMAGE,
                        IMAGE,
                        "make a depth map",
                        "how far away are these things"),
                absent(
                        "video.film",
                        "Makes a new video from a description in words.",
                        TEXT,
                        VIDEO,
                        "make a film of a running horse",
                        "generate a video of waves at a beach"),
                absent(
                        "music.compose",
                        "Makes new music from a description in words.",
                        TEXT,
                        AUDIO,
                        "compose a sad piano tune",
                        "make background music",
                        "generate a jingle"),
                absent(
                        "sound.make",
                        "Makes a new sound or noise from a description in words.",
                        TEXT,
                        AUDIO,
                        "make the sound of rain",
                        "generate a dog barking"),
                absent(
                        "text.translate",
                        "Translates a text into another language.",
                        TEXT,
                        TEXT,
                        "translate this into French",
                        "what does this mean in English",
                        "say it in Spanish"),
                absent(
                        "text.write",
                        "Writes new prose, poems or code, or answers a question of general knowledge.",
                        TEXT,
                        TEXT,
                        "write a poem about autumn",
                        "what is the capital of France",
                        "explain black holes"));
    }

    private static AbsentTool absent(String name, String does, Modality takes, Modality gives, String... examples) {
        Signature signature = new Signature(
                name,
                does,
                List.of(Port.one(takes == TEXT ? "text" : "picture", takes)),
                List.of(Port.one(gives.portName(), gives)),
                List.of(examples));
        return new AbsentTool(
                signature,
                "no model for this is built in; register a tool of your own: Tool.named(\"%s\")… (see README, \"Your own tools\")"
                        .formatted(name));
    }
}
