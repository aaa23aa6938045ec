package dev.polyphony.tools.local;

import ai.djl.translate.TranslateException;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.device.ModelPool;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Reads the text in a picture, Latin and Chinese, with the detector and the recogniser of PP-OCRv4. Thread-safe. */
final class TextReader implements AutoCloseable {
    private static final double LEAST_SCORE = 0.5;
    private static final double UPENDED = 1.5;

    private final Network<BufferedImage, List<TurnedBox>> detector;
    private final Network<BufferedImage, TextRecognizer.Reading> recognizer;

    TextReader(ModelPool pool) {
        detector = Network.onnx(TextDetector.WEIGHTS, TextDetector::new, pool);
        recognizer = Network.onnx(TextRecognizer.WEIGHTS, TextRecognizer::new, pool);
    }

    /** Loads both networks unless they are loaded. */
    void load() throws IOException, InterruptedException {
        detector.load();
        recognizer.load();
    }

    /**
     * Returns the lines in reading order, each with its words as the label; the outer list holds rows.
     *
     * @param cancelled asked before each line
     */
    List<List<Box>> read(BufferedImage picture, BooleanSupplier cancelled)
            throws IOException, TranslateException, InterruptedException {
        List<Box> lines = new ArrayList<>();
        for (TurnedBox box : detector.predict(picture)) {
            Cancels.check(cancelled);
            TextRecognizer.Reading reading = read(picture, box);
            if (reading.score() >= LEAST_SCORE && !reading.text().isBlank()) {
                lines.add(line(picture, box, reading));
            }
        }
        return ReadingOrder.rows(lines);
    }

    /** Returns the words of rows as text, a line for each. */
    static String text(List<List<Box>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Box::label).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static Box line(BufferedImage picture, TurnedBox box, TextRecognizer.Reading reading) {
        double left = Math.max(0, box.x() - box.reachX());
        double top = Math.max(0, box.y() - box.reachY());
        double right = Math.min(picture.getWidth(), box.x() + box.reachX());
        double bottom = Math.min(picture.getHeight(), box.y() + box.reachY());
        return new Box(reading.text().strip(), Math.min(1, reading.score()), left, top, right - left, bottom - top);
    }

    /** Reads a line set upright; one that is much higher than wide is read upwards and downwards, and the surer one wins. */
    private TextRecognizer.Reading read(BufferedImage picture, TurnedBox box)
            throws IOException, TranslateException, InterruptedException {
        int width = (int) Math.max(1, Math.ceil(box.width()));
        int height = (int) Math.max(1, Math.ceil(box.height()));
        BufferedImage line = Scaling.transform(picture, box.upright(), width, height);
        if (height < UPENDED * width) {
            return recognizer.predict(line);
        }
        AffineTransform down = new AffineTransform(0, -1, 1, 0, 0, width);
        AffineTransform up = new AffineTransform(0, 1, -1, 0, height, 0);
        TextRecognizer.Reading first = recognizer.predict(Scaling.transform(line, down, height, width));
        TextRecognizer.Reading second = recognizer.predict(Scaling.transform(line, up, height, width));
        return first.score() >= second.score() ? first : second;
    }

    @Override
    public void close() {
        detector.close();
        recognizer.close();
    }
}
