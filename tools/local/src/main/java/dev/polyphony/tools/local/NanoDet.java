package dev.polyphony.tools.local;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.polyphony.agent.Value.Box;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the 80 kinds of objects of {@link Coco} with NanoDet-g at 416 x 416: a picture to boxes, best first, in pixels of
 * the picture. The network scores each cell of three grids for each kind, and tells the four sides of a box as
 * distributions over eleven distances.
 */
final class NanoDet implements NoBatchifyTranslator<BufferedImage, List<Box>> {
    static final double LEAST_SCORE = 0.35;
    static final double GREATEST_OVERLAP = 0.55;

    private static final int SIDE = 416;
    private static final int BINS = 11;
    private static final float[] MEAN = {103.53f, 116.28f, 123.675f};
    private static final float[] DEVIATION = {57.375f, 57.12f, 58.395f};

    @Override
    public NDList processInput(TranslatorContext ctx, BufferedImage picture) {
        ctx.setAttachment("width", picture.getWidth());
        ctx.setAttachment("height", picture.getHeight());
        FloatBuffer input = Tensors.bgr(Scaling.stretch(picture, SIDE, SIDE), MEAN, DEVIATION);
        return new NDList(ctx.getNDManager().create(input, new Shape(1, 3, SIDE, SIDE)));
    }

    @Override
    public List<Box> processOutput(TranslatorContext ctx, NDList outputs) {
        double scaleX = (int) ctx.getAttachment("width") / (double) SIDE;
        double scaleY = (int) ctx.getAttachment("height") / (double) SIDE;
        Map<Long, float[]> scores = new HashMap<>();
        Map<Long, float[]> sides = new HashMap<>();
        for (NDArray output : outputs) {
            Shape shape = output.getShape();
            (shape.get(2) == Coco.LABELS.size() ? scores : sides).put(shape.get(1), output.toFloatArray());
        }
        List<Box> found = new ArrayList<>();
        scores.forEach((cells, grid) -> {
            float[] distances = sides.get(cells);
            if (distances == null) {
                throw new IllegalStateException("no boxes for the %d scores of a grid".formatted(cells));
            }
            decode(grid, distances, scaleX, scaleY, found);
        });
        return Overlaps.suppress(found, GREATEST_OVERLAP);
    }

    private static void decode(float[] scores, float[] sides, double scaleX, double scaleY, List<Box> found) {
        int kinds = Coco.LABELS.size();
        int cells = scores.length / kinds;
        int n = (int) Math.sqrt(cells);
        double stride = SIDE / (double) n;
        for (int cell = 0; cell < cells; cell++) {
            for (int kind = 0; kind < kinds; kind++) {
                double score = scores[cell * kinds + kind];
                if (score > LEAST_SCORE) {
                    double x = (cell % n + 0.5) * stride;
                    double y = (cell / n + 0.5) * stride;
                    int at = cell * 4 * BINS;
                    double left = Math.max(0, x - distance(sides, at) * stride);
                    double top = Math.max(0, y - distance(sides, at + BINS) * stride);
                    double right = Math.min(SIDE, x + distance(sides, at + 2 * BINS) * stride);
                    double bottom = Math.min(SIDE, y + distance(sides, at + 3 * BINS) * stride);
                    found.add(new Box(
                            Coco.LABELS.get(kind),
                            Math.min(1, score),
                            left * scaleX,
                            top * scaleY,
                            (right - left) * scaleX,
                            (bottom - top) * scaleY));
                }
            }
        }
    }

    /** Returns the expected value of a softmax over the bins, in strides. */
    static double distance(float[] bins, int from) {
        double max = bins[from];
        for (int i = 1; i < BINS; i++) {
            max = Math.max(max, bins[from + i]);
        }
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < BINS; i++) {
            double weight = Math.exp(bins[from + i] - max);
            sum += weight;
            weighted += i * weight;
        }
        return weighted / sum;
    }
}
