package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** The flat bodies and answers that the providers with queues share. */
final class Prompted {
    /** Tasks that such providers serve. */
    static final Set<String> TASKS = tasks();

    private Prompted() {}

    private static Set<String> tasks() {
        Set<String> all = new TreeSet<>(Generated.MEDIA);
        all.add("automatic-speech-recognition");
        return Set.copyOf(all);
    }

    /**
     * Returns {@code {"prompt": …, parameters…}}; the keys are options of the catalogue, since models differ.
     *
     * @param bare true for base64 without the prefix of a data URL
     */
    static ObjectNode body(Service service, Given given, boolean bare) throws IOException {
        ObjectNode body = given.parameters();
        if (!given.text().isEmpty()) {
            String usual = service.task().equals("text-to-speech") ? "text" : "prompt";
            body.put(service.option("prompt-key", usual), given.text());
        }
        if (Generated.MEDIA.contains(service.task())
                && !service.option("seed-key", "seed").isEmpty()) {
            body.put(service.option("seed-key", "seed"), given.seed());
        }
        if (given.has(Modality.IMAGE)) {
            Media picture = given.media(Modality.IMAGE);
            body.put(service.option("image-key", "image"), bare ? given.base64(picture) : given.dataUrl(picture));
        }
        if (given.has(Modality.AUDIO)) {
            Media sound = given.media(Modality.AUDIO);
            String type = given.mediaType(sound).equals("audio/wav") ? "audio/x-wav" : given.mediaType(sound);
            body.put(service.option("audio-key", "audio"), bare ? given.base64(sound) : given.dataUrl(type, sound));
        }
        return body;
    }

    /** Returns the result of a job that is done. */
    static Outputs result(Service service, Attempt attempt, Json json)
            throws IOException, InvalidOutputException, InterruptedException {
        if (service.gives() == Modality.TEXT) {
            return service.give(new Value.Text(json.text(
                    json.root().has("text")
                            ? json.root().path("text")
                            : json.root().path("output"))));
        }
        return new Results(service, attempt).media(json, MediaUrls.find(json.root()));
    }
}
