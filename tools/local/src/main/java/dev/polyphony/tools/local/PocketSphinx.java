package dev.polyphony.tools.local;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.tools.media.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down English speech with the program pocketsphinx_continuous and its model en-us. Thread-safe. */
final class PocketSphinx {
    private final Program program;

    private PocketSphinx(Program program) {
        this.program = program;
    }

    /** Returns the recogniser if it is installed with its model, else null. */
    static @Nullable PocketSphinx probed(LocalSettings settings) {
        Program program = Program.find("pocketsphinx_continuous", settings);
        if (program == null) {
            return null;
        }
        return Probes.passes(program, folder -> {
                    Media silence = Sounds.wav(Sounds.silence(Duration.ofMillis(300), Sounds.SPEECH_RATE_HZ));
                    listen(program, silence, folder, settings.probeTimeout());
                    return true;
                })
                ? new PocketSphinx(program)
                : null;
    }

    /** Returns the words that are heard, in lower case and without punctuation; empty if there are none. */
    String transcribe(Media audio, ToolCall call) throws IOException, InterruptedException {
        Media speech = Sounds.wav(Sounds.read(audio));
        return listen(program, speech, call.folder(), call.remaining());
    }

    private static String listen(Program program, Media wav, Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "speech", ".wav");
        Files.write(file, wav.bytes());
        Program.Result result = program.run(folder, limit, "-infile", file.toString());
        if (result.exit() != 0) {
            throw new ToolFailedException("pocketsphinx ended with code %d: %s\nMaybe install its model, %s."
                    .formatted(result.exit(), lastLine(result.error()), "the Debian package pocketsphinx-en-us"));
        }
        return result.out()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String lastLine(String text) {
        return text.strip().substring(text.strip().lastIndexOf('\n') + 1);
    }
}
