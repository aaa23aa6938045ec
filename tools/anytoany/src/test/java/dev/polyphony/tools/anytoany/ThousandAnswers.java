package dev.polyphony.tools.anytoany;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.nano.NanoComponents;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.VideoComposer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The program that {@link MemoryTest} starts: answers a thousand times, with pictures and films to look at, and prints what it
 * takes up after some of it and after all: used heap and resident size in bytes, open files.
 */
final class ThousandAnswers {
    private static final int RUNS = 1_000;
    private static final int WARM = 300;
    private static final int FILM_EACH = 10;

    private ThousandAnswers() {}

    public static void main(String... args) throws IOException {
        Path model = Path.of(args[0]);
        Path folder = Path.of(args[1]);
        BufferedImage small = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        Media picture = Pictures.png(small);
        int shown = 0;
        try (Pipeline pipeline = new Pipeline(Bundle.in(model), NanoComponents.addTo(new Registry()))) {
            for (int run = 0; run <= RUNS; run++) {
                if (run == WARM || run == RUNS) {
                    Measured.print(run);
                }
                Path film = folder.resolve("film.mp4");
                Media seen = run % FILM_EACH == 0
                        ? VideoComposer.ofFrames(8, i -> small, 8).writeTo(film)
                        : picture;
                var options = new Pipeline.Options(
                        new Sampling(0, 1, 0, 6, run), Set.of(Modality.IMAGE), 1, folder, () -> false);
                shown += pipeline.run(
                                Dialogue.of("now", run % 2 == 0 ? new Media[] {seen} : new Media[0]), options, e -> {})
                        .size();
                Files.deleteIfExists(film);
            }
        }
        System.out.println("pieces " + shown);
    }
}
