package dev.polyphony.tools.local;

import ai.djl.translate.TranslateException;
import dev.polyphony.agent.Value.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Looks at a picture in three ways and says what was seen. Thread-safe. */
final class SceneReader {
    private final Network<BufferedImage, List<Box>> detector;
    private final TextReader reader;

    SceneReader(Network<BufferedImage, List<Box>> detector, TextReader reader) {
        this.detector = detector;
        this.reader = reader;
    }

    String describe(BufferedImage picture, BooleanSupplier cancelled)
            throws IOException, TranslateException, InterruptedException {
        List<Box> objects = detector.predict(picture);
        List<Box> lines =
                reader.read(picture, cancelled).stream().flatMap(List::stream).toList();
        return new SceneWriter(picture.getWidth(), picture.getHeight())
                .write(objects, lines, Colours.dominant(picture));
    }
}
