package dev.polyphony.agent.server.rest;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A request as a form, with any number of files. The files lie on disk; the server removes them after the call. */
public final class AskForm {
    /** What is wanted. */
    @RestForm
    public @Nullable String text;

    /** The session to go on with. */
    @RestForm
    public @Nullable String sessionId;

    /** As in {@link WireRequest}. */
    @RestForm
    public @Nullable String mode;

    /** What is attached. */
    @RestForm("file")
    public @Nullable List<FileUpload> files;
}
