package dev.polyphony.tools.media;

import dev.polyphony.agent.UnsupportedFeatureException;
import dev.polyphony.agent.Value;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws labelled boxes on a copy of a picture. */
final class BoxPainter {
    private static final int READABLE = 320;
    private static final float GOLDEN = 0.618034f;
    private static final int MAX_LABEL = 40;

    private final Graphics2D graphics;
    private final Rectangle canvas;
    private final float stroke;
    private final List<Rectangle> labels = new ArrayList<>();
    private final Map<String, Color> colours = new LinkedHashMap<>();

    private BoxPainter(Graphics2D graphics, Rectangle canvas) {
        this.graphics = graphics;
        this.canvas = canvas;
        int side = Math.min(canvas.width, canvas.height);
        this.stroke = Math.max(2, side / 180f);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(13, Math.min(96, side / 26))));
    }

    static BufferedImage draw(BufferedImage picture, Value.Boxes boxes) {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        int factor = longest >= READABLE ? 1 : (READABLE + longest - 1) / longest;
        BufferedImage drawn = Pictures.resize(picture, picture.getWidth() * factor, picture.getHeight() * factor);
        drawn = Pictures.crop(drawn, 0, 0, drawn.getWidth(), drawn.getHeight());
        Graphics2D graphics = drawn.createGraphics();
        try {
            new BoxPainter(graphics, new Rectangle(drawn.getWidth(), drawn.getHeight())).draw(boxes);
        } catch (InternalError | LinkageError | NullPointerException e) {
            throw new UnsupportedFeatureException(
                    "labels cannot be written: this machine has no font (%s).\nMaybe install fontconfig and fonts-dejavu-core."
                            .formatted(e),
                    e);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private void draw(Value.Boxes boxes) {
        double across = (double) canvas.width / boxes.width();
        double down = (double) canvas.height / boxes.height();
        List<Rectangle2D> frames = new ArrayList<>();
        for (Value.Box box : boxes.boxes()) {
            Rectangle2D frame =
                    new Rectangle2D.Double(box.x() * across, box.y() * down, box.width() * across, box.height() * down);
            frames.add(frame);
            frame(frame, colour(box.label()));
        }
        for (int i = 0; i < frames.size(); i++) {
            label(frames.get(i), boxes.boxes().get(i));
        }
    }

    /** Draws a frame with a dark rim, which sets it off from a ground of its own colour. */
    private void frame(Rectangle2D frame, Color colour) {
        Rectangle2D inside = frame.createIntersection(
                new Rectangle2D.Double(stroke / 2, stroke / 2, canvas.width - stroke, canvas.height - stroke));
        if (inside.getWidth() < 0 || inside.getHeight() < 0) {
            return;
        }
        graphics.setColor(new Color(0, 0, 0, 140));
        graphics.setStroke(new BasicStroke(stroke + 2));
        graphics.draw(inside);
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(stroke));
        graphics.draw(inside);
    }

    private void label(Rectangle2D frame, Value.Box box) {
        String text = text(box);
        FontMetrics letters = graphics.getFontMetrics();
        int pad = Math.max(2, letters.getHeight() / 6);
        while (text.length() > 2 && letters.stringWidth(text) + 2 * pad > canvas.width) {
            text = text.substring(0, text.length() - 2) + "…";
        }
        Rectangle place = place(frame, letters.stringWidth(text) + 2 * pad, letters.getHeight() + pad);
        labels.add(place);
        Color colour = colour(box.label());
        graphics.setColor(colour);
        graphics.fill(place);
        graphics.setColor(isBright(colour) ? Color.BLACK : Color.WHITE);
        graphics.drawString(text, place.x + pad, place.y + pad / 2 + letters.getAscent());
    }

    private static String text(Value.Box box) {
        String label =
                box.label().length() <= MAX_LABEL ? box.label() : box.label().substring(0, MAX_LABEL - 1) + "…";
        return label + String.format(Locale.ROOT, " %.0f %%", box.score() * 100);
    }

    /** Returns a place on top of the frame, or in it, pushed down while it would cover another label. */
    private Rectangle place(Rectangle2D frame, int width, int height) {
        int left = (int) Math.round(frame.getX() - stroke / 2);
        int top = (int) Math.round(frame.getY() - height);
        Rectangle place = new Rectangle(
                Math.max(0, Math.min(left, canvas.width - width)),
                Math.max(0, Math.min(top < 0 ? (int) frame.getY() : top, canvas.height - height)),
                width,
                height);
        int home = place.y;
        while (labels.stream().anyMatch(place::intersects)) {
            place.y += height / 2 + 1;
            if (place.y + height > canvas.height) {
                place.y = home;
                break;
            }
        }
        return place;
    }

    /** Returns the colour of a label: as far as can be from those before it. */
    private Color colour(String label) {
        return colours.computeIfAbsent(label, unused -> {
            float hue = (0.33f + colours.size() * GOLDEN) % 1f;
            return Color.getHSBColor(hue, 0.85f, colours.size() % 2 == 0 ? 1f : 0.85f);
        });
    }

    private static boolean isBright(Color colour) {
        return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue() > 128;
    }
}
