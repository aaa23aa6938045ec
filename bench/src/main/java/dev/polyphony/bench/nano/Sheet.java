package dev.polyphony.bench.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of what was made, for people. */
final class Sheet {
    private static final int GAP = 2;
    private static final Color GROUND = new Color(76, 76, 76);

    private Sheet() {}

    /** Writes pictures of one size side by side, row by row, as a PNG. */
    static void write(Path file, List<BufferedImage> pictures, int columns) {
        if (pictures.isEmpty()) {
            return;
        }
        int width = pictures.get(0).getWidth() + GAP;
        int height = pictures.get(0).getHeight() + GAP;
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * width + GAP, rows * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(GROUND);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            pen.drawImage(pictures.get(i), GAP + i % columns * width, GAP + i / columns * height, null);
        }
        pen.dispose();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(sheet, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a spectrogram up to 4 kHz: time to the right, high above, -50 dB black. */
    static BufferedImage spectrogram(float[] wave) {
        double[][] frames = SoundJudge.spectrogram(wave);
        int zoom = 2;
        BufferedImage image = new BufferedImage(frames.length * zoom, frames[0].length, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                double decibels = 20 * Math.log10(Math.max(frames[x / zoom][image.getHeight() - 1 - y], 1e-4));
                int level = (int) Math.max(0, Math.min(255, 255 * (1 + decibels / 50)));
                image.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        return image;
    }

    /** Returns the pictures of the first replies. */
    static List<BufferedImage> images(List<Reply> replies, int most) {
        List<BufferedImage> images = new ArrayList<>();
        for (Reply reply : replies.subList(0, Math.min(most, replies.size()))) {
            Media image = reply.first(Modality.IMAGE);
            if (image != null) {
                images.add(Pictures.resize(Pictures.read(image), 128, 128));
            }
        }
        return images;
    }

    /** Returns the frames of the films of the first replies. */
    static List<BufferedImage> strips(List<Reply> replies, int most) {
        List<BufferedImage> frames = new ArrayList<>();
        for (Reply reply : replies.subList(0, Math.min(most, replies.size()))) {
            Media film = reply.first(Modality.VIDEO);
            if (film != null) {
                Asker.frames(film).forEach(frame -> frames.add(Pictures.resize(frame, 96, 96)));
            }
        }
        return frames;
    }
}
