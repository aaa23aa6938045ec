package dev.polyphony.tools.local;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.media.Pictures;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Enlarges pictures with ESRGAN-slim, tile by tile: each tile is seen with a margin as wide as the network looks, which is
 * cut off again, so that no seam shows. What is transparent becomes white. Thread-safe.
 */
final class Upscaler implements AutoCloseable {
    static final String MODEL = "ESRGAN-slim, npm @upscalerjs/esrgan-slim@1.0.0, on PyTorch 2.7.1";
    static final long MOST_PIXELS = 64_000_000;

    private static final int TILE = 128;
    private static final int MARGIN = 12;

    private final Map<Integer, Network<BufferedImage, BufferedImage>> networks;

    Upscaler(ModelPool pool) {
        networks = Map.of(2, network(2, pool), 3, network(3, pool), 4, network(4, pool), 8, network(8, pool));
    }

    private static Network<BufferedImage, BufferedImage> network(int factor, ModelPool pool) {
        return Network.pytorch(
                "esrgan-slim-x" + factor,
                WeightFile.esrgan(factor, "group1-shard1of1.bin").bytes(),
                device -> model(factor, device),
                Pixels::new,
                pool);
    }

    private static Model model(int factor, Device device) throws IOException {
        Model model = Model.newInstance("esrgan-slim-x" + factor, device, "PyTorch");
        Esrgan network = Esrgan.read(factor, model.getNDManager());
        model.setBlock(new LambdaBlock(input -> new NDList(network.forward(input.singletonOrThrow()))));
        return model;
    }

    /**
     * Returns the picture at a multiple of its size.
     *
     * @param factor 2, 3, 4 or 8
     * @param call is told the progress, and asked between tiles whether it was cancelled
     * @throws InvalidRequestException if the result would have more than {@link #MOST_PIXELS} pixels
     */
    BufferedImage upscale(BufferedImage picture, int factor, ToolCall call)
            throws IOException, TranslateException, InterruptedException {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if ((long) width * height * factor * factor > MOST_PIXELS) {
            throw new InvalidRequestException(
                    "%d x %d pixels enlarged %d times are more than %d million pixels.\nMaybe use a smaller factor."
                            .formatted(width, height, factor, MOST_PIXELS / 1_000_000));
        }
        Network<BufferedImage, BufferedImage> network = networks.get(factor);
        if (network == null) {
            throw new IllegalArgumentException("factor (%d) is none of 2, 3, 4 and 8.\nMaybe 4.".formatted(factor));
        }
        BufferedImage source = Pictures.opaque(picture);
        BufferedImage result = new BufferedImage(width * factor, height * factor, BufferedImage.TYPE_3BYTE_BGR);
        int across = (width + TILE - 1) / TILE;
        int tiles = across * ((height + TILE - 1) / TILE);
        Graphics2D graphics = result.createGraphics();
        try {
            for (int tile = 0; tile < tiles; tile++) {
                Cancels.check(call::cancelled);
                tile(network, source, tile % across * TILE, tile / across * TILE, factor, graphics);
                call.progress(tile + 1, tiles);
            }
        } finally {
            graphics.dispose();
        }
        return result;
    }

    private static void tile(
            Network<BufferedImage, BufferedImage> network,
            BufferedImage source,
            int x,
            int y,
            int factor,
            Graphics2D target)
            throws IOException, TranslateException, InterruptedException {
        int left = Math.max(0, x - MARGIN);
        int top = Math.max(0, y - MARGIN);
        int right = Math.min(source.getWidth(), x + TILE + MARGIN);
        int bottom = Math.min(source.getHeight(), y + TILE + MARGIN);
        BufferedImage large = network.predict(source.getSubimage(left, top, right - left, bottom - top));
        BufferedImage part = large.getSubimage(
                (x - left) * factor,
                (y - top) * factor,
                (Math.min(source.getWidth(), x + TILE) - x) * factor,
                (Math.min(source.getHeight(), y + TILE) - y) * factor);
        target.drawImage(part, x * factor, y * factor, null);
    }

    @Override
    public void close() {
        networks.values().forEach(Network::close);
    }

    /** Pictures as planes red, green, blue from 0 to 1, and back. */
    private static final class Pixels implements NoBatchifyTranslator<BufferedImage, BufferedImage> {
        @Override
        public NDList processInput(TranslatorContext ctx, BufferedImage picture) {
            int width = picture.getWidth();
            int height = picture.getHeight();
            int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
            FloatBuffer planes = FloatBuffer.allocate(3 * rgb.length);
            for (int shift = 16; shift >= 0; shift -= 8) {
                for (int pixel : rgb) {
                    planes.put((pixel >> shift & 0xff) / 255f);
                }
            }
            return new NDList(ctx.getNDManager().create(planes.flip(), new Shape(1, 3, height, width)));
        }

        @Override
        public BufferedImage processOutput(TranslatorContext ctx, NDList outputs) {
            NDArray output = outputs.singletonOrThrow();
            int height = (int) output.getShape().get(2);
            int width = (int) output.getShape().get(3);
            byte[] planes = output.clip(0, 1)
                    .mul(255)
                    .round()
                    .toType(DataType.UINT8, false)
                    .toByteArray();
            int size = width * height;
            int[] rgb = new int[size];
            for (int i = 0; i < size; i++) {
                rgb[i] = (planes[i] & 0xff) << 16 | (planes[size + i] & 0xff) << 8 | planes[2 * size + i] & 0xff;
            }
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(0, 0, width, height, rgb, 0, width);
            return picture;
        }
    }
}
