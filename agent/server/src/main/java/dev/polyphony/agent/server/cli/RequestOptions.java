package dev.polyphony.agent.server.cli;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a request is made of on the command line. */
final class RequestOptions {
    @Parameters(paramLabel = "REQUEST", description = "What you want, in your own words.", arity = "0..*")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-a", "--attach"},
            paramLabel = "FILE",
            description = "A picture, sound, video or text. May be given more than once.")
    private List<Path> attachments = new ArrayList<>();

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "MODE",
            description =
                    "How it is answered: tools (a plan of tools), end-to-end (one any-to-any model), or auto, which chooses and says why (default: tools, or POLYPHONY_MODE).")
    private @Nullable String mode;

    /** Returns how the request is answered. */
    String mode(Polyphony agent) {
        return mode == null ? agent.mode() : mode;
    }

    /** Returns the words, as one text. */
    String text() {
        return String.join(" ", words).strip();
    }

    /** Takes the attachments in, in order. */
    List<Artifact> attach(Polyphony agent) {
        return attachments.stream()
                .map(file -> agent.attach(Attachment.of(file)))
                .toList();
    }
}
