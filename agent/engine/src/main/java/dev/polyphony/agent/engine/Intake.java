package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.io.InputStream;

/** Takes requests in: attachments are looked into, held against the limits and stored; the rest is checked. */
final class Intake {
    private final ArtifactStore store;
    private final Probe probe;
    private final EngineLimits limits;
    private final Modes modes;

    Intake(ArtifactStore store, Probe probe, EngineLimits limits, Modes modes) {
        this.store = store;
        this.probe = probe;
        this.limits = limits;
        this.modes = modes;
    }

    /** Stores an attachment under its own name. */
    Artifact attach(Attachment attachment) {
        try (InputStream content = attachment.open()) {
            return store.put(
                            content,
                            limits.artifactBytes(),
                            file -> new ArtifactStore.Description(
                                    probe.probe(file, attachment.label()), attachment.label()))
                    .labelled(attachment.label());
        } catch (IOException e) {
            throw new StorageException(
                    "\"%s\" could not be read: %s.\nMaybe it is not yours to read."
                            .formatted(attachment.label(), e.getMessage()),
                    e);
        }
    }

    /** Refuses a request that cannot be run. */
    void check(Request request) {
        if (request.text().isBlank() && request.attachments().isEmpty()) {
            throw new InvalidRequestException("the request is empty.\nMaybe ask for something, or attach a file.");
        }
        if (request.text().length() > limits.textChars()) {
            throw new InvalidRequestException(
                    "the request has %d characters, at most %d are allowed.\nMaybe attach the text as a file."
                            .formatted(request.text().length(), limits.textChars()));
        }
        if (request.attachments().size() > limits.attachments()) {
            throw new InvalidRequestException(
                    "%d attachments, at most %d are allowed.\nMaybe send them in several requests."
                            .formatted(request.attachments().size(), limits.attachments()));
        }
        modes.check(request.mode());
        for (Artifact artifact : request.attachments()) {
            if (store.find(artifact.id()).isEmpty()) {
                throw new InvalidRequestException(
                        "there is no artifact %s.\nMaybe upload it first.".formatted(artifact.id()));
            }
        }
    }
}
