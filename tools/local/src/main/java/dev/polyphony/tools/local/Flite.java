package dev.polyphony.tools.local;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Speaks English with the program flite, voice slt. Thread-safe. */
final class Flite {
    private static final String VOICE = "slt";
    private static final long WAV_OF_A_TENTH_OF_A_SECOND = 44 + 16_000 * 2 / 10;

    private final Program program;

    private Flite(Program program) {
        this.program = program;
    }

    /** Returns flite if it is installed and speaks a word, else null. */
    static @Nullable Flite probed(LocalSettings settings) {
        Program program = Program.find("flite", settings);
        if (program == null) {
            return null;
        }
        return Probes.passes(program, folder -> {
                    Path wav = speak(program, "Hello.", folder, settings.probeTimeout());
                    return Files.size(wav) > WAV_OF_A_TENTH_OF_A_SECOND;
                })
                ? new Flite(program)
                : null;
    }

    /** Returns the text of a call as a WAV file in its folder. */
    Media speak(ToolCall call) throws IOException, InterruptedException {
        String text = SpokenText.of(call.text("text"));
        return Media.of(Modality.AUDIO, speak(program, text, call.folder(), call.remaining()));
    }

    String model() {
        return "flite, voice " + VOICE;
    }

    private static Path speak(Program program, String text, Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path words = folder.resolve("words.txt");
        Path wav = folder.resolve("speech.wav");
        Files.writeString(words, text, StandardCharsets.US_ASCII);
        Program.Result result =
                program.run(folder, limit, "-voice", VOICE, "-f", words.toString(), "-o", wav.toString());
        if (result.exit() != 0 || !Files.exists(wav)) {
            throw new ToolFailedException("flite ended with code %d: %s\nMaybe its voice %s is not installed."
                    .formatted(result.exit(), result.error().strip(), VOICE));
        }
        return wav;
    }
}
