package dev.polyphony.tools.local;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rectangle that may be turned.
 *
 * @param x of its middle, pixels
 * @param y of its middle, pixels
 * @param width along its own first axis, pixels
 * @param height along its own second axis, pixels
 * @param angle from the picture's first axis to its own, radians clockwise, in [-π/4, π/4]
 */
record TurnedBox(double x, double y, double width, double height, double angle) {

    /** Returns the smallest rectangle around some points: one of its sides lies on a side of their convex hull. */
    static TurnedBox around(List<double[]> points) {
        List<double[]> hull = hull(points);
        TurnedBox best = aligned(hull, 0);
        for (int i = 0; i < hull.size(); i++) {
            double[] a = hull.get(i);
            double[] b = hull.get((i + 1) % hull.size());
            TurnedBox box = aligned(hull, Math.atan2(b[1] - a[1], b[0] - a[0]));
            if (box.width * box.height < best.width * best.height) {
                best = box;
            }
        }
        return best;
    }

    /** Returns the rectangle with all sides moved out by a distance. */
    TurnedBox grown(double by) {
        return new TurnedBox(x, y, width + 2 * by, height + 2 * by, angle);
    }

    TurnedBox moved(double dx, double dy) {
        return new TurnedBox(x + dx, y + dy, width, height, angle);
    }

    /** Returns the rectangle after scaling; the angle is kept, as the two scales are all but one. */
    TurnedBox scaled(double scaleX, double scaleY) {
        return new TurnedBox(x * scaleX, y * scaleY, width * scaleX, height * scaleY, angle);
    }

    /** Returns how the rectangle is moved upright, with its corner at the origin. */
    AffineTransform upright() {
        AffineTransform transform = AffineTransform.getTranslateInstance(width / 2, height / 2);
        transform.rotate(-angle);
        transform.translate(-x, -y);
        return transform;
    }

    /** Returns half the extent along the picture's first axis. */
    double reachX() {
        return (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * height) / 2;
    }

    /** Returns half the extent along the picture's second axis. */
    double reachY() {
        return (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * height) / 2;
    }

    private static TurnedBox aligned(List<double[]> points, double direction) {
        double quarter = Math.PI / 2;
        double angle = direction - quarter * Math.rint(direction / quarter);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double[] point : points) {
            double along = point[0] * cos + point[1] * sin;
            double across = -point[0] * sin + point[1] * cos;
            left = Math.min(left, along);
            right = Math.max(right, along);
            top = Math.min(top, across);
            bottom = Math.max(bottom, across);
        }
        double along = (left + right) / 2;
        double across = (top + bottom) / 2;
        return new TurnedBox(along * cos - across * sin, along * sin + across * cos, right - left, bottom - top, angle);
    }

    /** The convex hull by Andrew's monotone chain. */
    private static List<double[]> hull(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        List<double[]> hull = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            int start = hull.size();
            for (int i = 0; i < sorted.size(); i++) {
                double[] point = sorted.get(half == 0 ? i : sorted.size() - 1 - i);
                while (hull.size() >= start + 2
                        && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point) <= 0) {
                    hull.remove(hull.size() - 1);
                }
                hull.add(point);
            }
            if (hull.size() > 1) {
                hull.remove(hull.size() - 1);
            }
        }
        return hull;
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }
}
