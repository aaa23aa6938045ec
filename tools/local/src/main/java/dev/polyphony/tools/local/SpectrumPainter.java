package dev.polyphony.tools.local;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Draws a spectrum: time to the right, pitch upwards, loudness as colour, with axes and a scale of the colours. */
final class SpectrumPainter {
    static final int COLUMNS = 900;

    private static final int BAND_HEIGHT = 3;
    private static final int HEIGHT = MelSpectrum.BANDS * BAND_HEIGHT;
    private static final int LEFT = 84;
    private static final int TOP = 28;
    private static final int RIGHT = 116;
    private static final int BOTTOM = 64;
    private static final int SCALE_GAP = 24;
    private static final int SCALE_WIDTH = 18;
    private static final int TICK = 6;
    private static final int[] FREQUENCIES = {125, 250, 500, 1000, 2000, 4000, 8000};
    private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600};
    private static final Color INK = new Color(0x2b2b33);
    private static final int[] MAP = {
        0x000004, 0x180f3e, 0x451077, 0x721f81, 0x9f2f7f, 0xcd4071, 0xf1605d, 0xfd9567, 0xfec98d, 0xfcfdbf
    };

    private SpectrumPainter() {}

    static BufferedImage paint(MelSpectrum spectrum) {
        BufferedImage picture =
                new BufferedImage(LEFT + COLUMNS + RIGHT, TOP + HEIGHT + BOTTOM, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
            sound(picture, spectrum);
            time(graphics, spectrum.seconds());
            pitch(graphics);
            loudness(picture, graphics);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private static void sound(BufferedImage picture, MelSpectrum spectrum) {
        for (int x = 0; x < COLUMNS; x++) {
            double at = (x + 0.5) * spectrum.columns() / COLUMNS - 0.5;
            int before = (int) Math.max(0, Math.floor(at));
            int after = Math.min(spectrum.columns() - 1, before + 1);
            double share = Math.max(0, Math.min(1, at - before));
            for (int y = 0; y < HEIGHT; y++) {
                int band = MelSpectrum.BANDS - 1 - y / BAND_HEIGHT;
                double decibels =
                        spectrum.decibels(before, band) * (1 - share) + spectrum.decibels(after, band) * share;
                picture.setRGB(LEFT + x, TOP + y, colour(1 - decibels / MelSpectrum.FLOOR_DB));
            }
        }
    }

    private static void time(Graphics2D graphics, double seconds) {
        graphics.setColor(INK);
        FontMetrics letters = graphics.getFontMetrics();
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && seconds / STEPS[i] <= 10; i--) {
            step = STEPS[i];
        }
        int bottom = TOP + HEIGHT;
        for (int i = 0; i * step <= seconds + 1e-9; i++) {
            int x = LEFT + (int) Math.round(i * step / seconds * (COLUMNS - 1));
            graphics.drawLine(x, bottom, x, bottom + TICK);
            String text = String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", i * step);
            graphics.drawString(text, x - letters.stringWidth(text) / 2, bottom + TICK + letters.getAscent() + 2);
        }
        String title = "time (s)";
        graphics.drawString(
                title, LEFT + (COLUMNS - letters.stringWidth(title)) / 2, bottom + BOTTOM - letters.getDescent() - 4);
    }

    private static void pitch(Graphics2D graphics) {
        FontMetrics letters = graphics.getFontMetrics();
        double top = MelSpectrum.mel(MelSpectrum.RATE_HZ / 2.0);
        for (int hertz : FREQUENCIES) {
            int y = TOP + (int) Math.round((1 - MelSpectrum.mel(hertz) / top) * (HEIGHT - 1));
            graphics.drawLine(LEFT - TICK, y, LEFT - 1, y);
            String text = hertz < 1000 ? Integer.toString(hertz) : hertz / 1000 + "k";
            graphics.drawString(text, LEFT - TICK - 3 - letters.stringWidth(text), y + letters.getAscent() / 2 - 1);
        }
        Graphics2D turned = (Graphics2D) graphics.create();
        String title = "frequency (Hz)";
        turned.rotate(-Math.PI / 2);
        turned.drawString(title, -(TOP + (HEIGHT + letters.stringWidth(title)) / 2), letters.getAscent() + 8);
        turned.dispose();
    }

    private static void loudness(BufferedImage picture, Graphics2D graphics) {
        FontMetrics letters = graphics.getFontMetrics();
        int left = LEFT + COLUMNS + SCALE_GAP;
        for (int y = 0; y < HEIGHT; y++) {
            int colour = colour(1 - y / (HEIGHT - 1.0));
            for (int x = 0; x < SCALE_WIDTH; x++) {
                picture.setRGB(left + x, TOP + y, colour);
            }
        }
        for (int decibels = 0; decibels >= MelSpectrum.FLOOR_DB; decibels -= 20) {
            int y = TOP + (int) Math.round(decibels / MelSpectrum.FLOOR_DB * (HEIGHT - 1));
            graphics.drawLine(left + SCALE_WIDTH, y, left + SCALE_WIDTH + TICK - 2, y);
            graphics.drawString(
                    decibels == 0 ? "0 dB" : Integer.toString(decibels),
                    left + SCALE_WIDTH + TICK + 2,
                    y + letters.getAscent() / 2 - 1);
        }
    }

    /** Returns the colour of a level: from black at 0 over purple and orange to light yellow at 1. */
    static int colour(double level) {
        double at = Math.max(0, Math.min(1, level)) * (MAP.length - 1);
        int below = Math.min(MAP.length - 2, (int) at);
        double share = at - below;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = MAP[below] >> shift & 0xff;
            int to = MAP[below + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return colour;
    }
}
