package dev.polyphony.tools.local;

import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The colours of pictures, by the names that people give them. */
final class Colours {
    private static final int SIDE = 96;
    private static final double LEAST_SHARE = 0.14;
    private static final int MOST = 3;

    private Colours() {}

    /** Returns the names of at most three colours that cover much of the picture, the widest first; at least one. */
    static List<String> dominant(BufferedImage picture) {
        BufferedImage small = Pictures.fit(Pictures.opaque(picture), SIDE, SIDE);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int y = 0; y < small.getHeight(); y++) {
            for (int x = 0; x < small.getWidth(); x++) {
                counts.merge(name(small.getRGB(x, y)), 1, Integer::sum);
            }
        }
        double least = LEAST_SHARE * small.getWidth() * small.getHeight();
        List<Map.Entry<String, Integer>> sorted = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
        List<String> wide = sorted.stream()
                .filter(colour -> colour.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
        return wide.isEmpty() ? List.of(sorted.get(0).getKey()) : wide;
    }

    /** Returns the name of a colour: of its brightness where it is dull, else of its hue. */
    static String name(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        float[] hsb = Color.RGBtoHSB(red, green, blue, null);
        double hue = hsb[0] * 360;
        if (hsb[2] < 0.16) {
            return "black";
        }
        if (hsb[1] < 0.14 || hsb[1] * hsb[2] < 0.09) {
            return hsb[2] > 0.88 ? "white" : "grey";
        }
        boolean warm = hue >= 12 && hue < 50;
        if (warm && hsb[2] < 0.68) {
            return "brown";
        }
        if (warm && hsb[1] < 0.45) {
            return "beige";
        }
        return hue < 12 || hue >= 345
                ? hsb[1] < 0.5 && hsb[2] > 0.7 ? "pink" : "red"
                : hue < 42
                        ? "orange"
                        : hue < 68
                                ? "yellow"
                                : hue < 165
                                        ? "green"
                                        : hue < 195 ? "turquoise" : hue < 255 ? "blue" : hue < 290 ? "purple" : "pink";
    }
}
