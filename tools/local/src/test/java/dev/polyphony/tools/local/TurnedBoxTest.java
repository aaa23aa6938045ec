package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnedBoxTest {
    private static final Offset<Double> EXACT = within(1e-6);

    @ParameterizedTest
    @ValueSource(ints = {-40, -10, 0, 5, 30, 44})
    void isTheSmallestRectangleAroundItsPoints(int degrees) {
        double angle = Math.toRadians(degrees);
        List<double[]> points = new ArrayList<>();
        Random random = new Random(degrees);
        for (int i = 0; i < 50; i++) {
            points.add(turned(angle, 80 * random.nextDouble(), 20 * random.nextDouble()));
        }
        for (double[] corner : new double[][] {{0, 0}, {80, 0}, {80, 20}, {0, 20}}) {
            points.add(turned(angle, corner[0], corner[1]));
        }
        TurnedBox box = TurnedBox.around(points);
        assertThat(box.width()).isCloseTo(80, EXACT);
        assertThat(box.height()).isCloseTo(20, EXACT);
        assertThat(box.angle()).isCloseTo(angle, EXACT);
        Point2D corner = box.upright().transform(new Point2D.Double(points.get(50)[0], points.get(50)[1]), null);
        assertThat(corner.getX()).isCloseTo(0, EXACT);
        assertThat(corner.getY()).isCloseTo(0, EXACT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2.5})
    void growsOnAllSides(double by) {
        TurnedBox box = new TurnedBox(50, 40, 30, 10, 0).grown(by).moved(1, 2).scaled(2, 2);
        assertThat(box).isEqualTo(new TurnedBox(102, 84, 60 + 4 * by, 20 + 4 * by, 0));
        assertThat(box.reachX()).isCloseTo(30 + 2 * by, EXACT);
        assertThat(box.reachY()).isCloseTo(10 + 2 * by, EXACT);
    }

    private static double[] turned(double angle, double x, double y) {
        return new double[] {
            200 + x * Math.cos(angle) - y * Math.sin(angle), 100 + x * Math.sin(angle) + y * Math.cos(angle)
        };
    }
}
