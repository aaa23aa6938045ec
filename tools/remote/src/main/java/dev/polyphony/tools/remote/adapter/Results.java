package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Probe;
import dev.polyphony.tools.media.MediaLimits;
import dev.polyphony.tools.media.MediaProbe;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import dev.polyphony.tools.remote.http.Reply;
import java.io.IOException;
import java.nio.file.Path;

/** Turns what a server sent into outputs. What it is said to be counts for nothing: the bytes are looked at. */
final class Results {
    private static final MediaProbe PROBE = MediaProbe.within(MediaLimits.DEFAULT);

    private final Service service;
    private final Attempt attempt;

    Results(Service service, Attempt attempt) {
        this.service = service;
        this.attempt = attempt;
    }

    /** Returns a body that is the medium itself. */
    Outputs body(Reply reply) throws IOException, InvalidOutputException {
        return service.give(media(reply.body()));
    }

    /** Returns a medium at a node: a URL, a data URL or base64. */
    Outputs media(Json json, JsonNode node) throws IOException, InvalidOutputException, InterruptedException {
        if (!node.isTextual()) {
            throw new InvalidOutputException("sent no " + service.gives().portName());
        }
        String text = node.textValue();
        boolean url = text.startsWith("http://")
                || text.startsWith("https://")
                || (text.startsWith("/") && text.length() < 500 && !text.startsWith("/9j/"));
        return service.give(media(url ? attempt.download(text).body() : json.bytes(node)));
    }

    /** Returns the file as what the tool gives, if it is that. */
    Media media(Path file) throws IOException, InvalidOutputException {
        Modality wanted = service.gives();
        Probe.Result found;
        try {
            found = PROBE.probe(file, "the result");
        } catch (InvalidRequestException e) {
            throw new InvalidOutputException(
                    "sent no %s: %s"
                            .formatted(
                                    wanted.portName(),
                                    e.getMessage().lines().findFirst().orElse("")),
                    e);
        }
        Modality shown = wanted == Modality.MASK ? Modality.IMAGE : wanted;
        if (found.modality() != shown) {
            throw new InvalidOutputException("sent %s in place of %s".formatted(found.mediaType(), wanted.portName()));
        }
        if (wanted == Modality.IMAGE && Generated.PICTURES.contains(service.task()) && BlackPicture.is(file)) {
            throw attempt.failures()
                    .filtered("%s sent a black picture, as safety filters do."
                            .formatted(attempt.endpoint().name()));
        }
        return Media.of(wanted, file);
    }
}
