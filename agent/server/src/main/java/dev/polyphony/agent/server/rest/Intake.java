package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.codec.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Makes requests of bodies. Thread-safe; blocks. */
@Singleton
public final class Intake {
    private static final int MOST_JSON_BYTES = 1 << 20;

    private final Polyphony agent;

    /** @param agent keeps what is attached */
    @Inject
    public Intake(Polyphony agent) {
        this.agent = agent;
    }

    /** Returns what a JSON body holds; an empty body is an empty object. */
    static <W> W read(InputStream body, Class<W> type) {
        try {
            byte[] bytes = body.readNBytes(MOST_JSON_BYTES + 1);
            if (bytes.length > MOST_JSON_BYTES) {
                throw new Refusal(
                        413,
                        "too_large",
                        "a JSON body may have %d bytes.\nMaybe attach long texts as files.".formatted(MOST_JSON_BYTES));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Json.read(text.isBlank() ? "{}" : text, type);
        } catch (IOException e) {
            throw new InvalidRequestException("the body ended early.\nMaybe send it again.", e);
        }
    }

    Request request(WireRequest body) {
        List<String> ids = body.attachments() == null ? List.of() : body.attachments();
        return request(body.text(), ids.stream().map(this::known).toList(), body.sessionId(), body.mode());
    }

    Request request(AskForm form) {
        return request(form.text, attach(form.files), form.sessionId, form.mode);
    }

    private Request request(
            @Nullable String text, List<Artifact> attachments, @Nullable String sessionId, @Nullable String mode) {
        String session = sessionId == null || sessionId.isBlank() ? null : sessionId.strip();
        if (session != null && !session.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new InvalidRequestException(
                    "sessionId (%s) must be letters, digits, - and _, at most 64.\nMaybe leave it out for a new session."
                            .formatted(Raw.shown(session)));
        }
        return new Request(
                text == null ? "" : text,
                attachments,
                session,
                mode == null || mode.isBlank() ? agent.mode() : mode.strip());
    }

    private Artifact known(String id) {
        return agent.artifacts()
                .find(id)
                .orElseThrow(() -> new InvalidRequestException(
                        "there is no artifact \"%s\".\nMaybe upload it first.".formatted(Raw.shown(id))));
    }

    /** Stores uploaded files, in order. */
    List<Artifact> attach(@Nullable List<FileUpload> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .map(file -> agent.attach(
                                Attachment.of(() -> Files.newInputStream(file.uploadedFile()), label(file.fileName()))))
                        .toList();
    }

    /** Returns the last part of what the browser calls the file, without anything that does not print. */
    private static @Nullable String label(@Nullable String fileName) {
        if (fileName == null) {
            return null;
        }
        String last = fileName.replaceAll(".*[/\\\\]", "")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.isEmpty() ? null : last.substring(0, Math.min(last.length(), 255));
    }
}
