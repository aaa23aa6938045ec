package dev.polyphony.tools.anytoany;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.diffusion.DiffusionComponents;
import dev.polyphony.tools.anytoany.exported.ExportedComponents;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.device.ModelPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The program that {@link MemoryTest} starts for exported nets: a language model with its keys and values, encoders, projectors and
 * latent diffusion answer a thousand times, each fiftieth time with a picture and a sound.
 */
final class ThousandExported {
    private static final int RUNS = 1_000;
    private static final int WARM = 300;
    private static final int MAKE_EACH = 50;
    private static final int TOKENS = 12;
    private static final int LONG = 72;

    private ThousandExported() {}

    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        Media picture = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");
        Set<Modality> all = EnumSet.of(Modality.IMAGE, Modality.AUDIO);
        int shown = 0;
        int words = 0;
        Hardware hardware = new Hardware(ModelPool.of(List.of("cpu"), 0, 1), 1);
        Registry registry = DiffusionComponents.addTo(ExportedComponents.addTo(new Registry(), hardware), hardware);
        try (Pipeline pipeline = new Pipeline(Exported.bundle("nextgpt-miniature"), registry)) {
            for (int run = 0; run <= RUNS; run++) {
                if (run == WARM || run == RUNS) {
                    Measured.print(run);
                }
                boolean makes = run % MAKE_EACH == 0;
                var options = new Pipeline.Options(
                        Sampling.greedy(makes ? LONG : TOKENS), makes ? all : Set.of(), 2, folder, () -> false);
                Media[] seen = run % 2 == 0 ? new Media[] {picture} : new Media[0];
                for (Answered piece : pipeline.run(Dialogue.of("what is in this picture?", seen), options, e -> {})) {
                    shown += piece instanceof Answered.Shown ? 1 : 0;
                    words += piece instanceof Answered.Words ? 1 : 0;
                }
            }
        }
        System.out.printf("words %d, media %d%n", words, shown);
    }
}
