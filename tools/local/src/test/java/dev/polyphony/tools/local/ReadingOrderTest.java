package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Value.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    @Test
    void readsRowsFromTheTopAndEachFromTheLeft() {
        assertThat(order(box("total", 10, 100, 80), box("title", 40, 10, 200), box("23.50", 300, 103, 60)))
                .containsExactly("title", "total 23.50");
    }

    @Test
    void readsColumnsOneAfterTheOtherBelowACommonTitle() {
        List<Box> boxes = new ArrayList<>(List.of(box("title", 10, 0, 560)));
        for (int line = 0; line < 4; line++) {
            boxes.add(box("right" + line, 320, 60 + 30 * line, 250));
            boxes.add(box("left" + line, 10, 60 + 30 * line, 250));
        }
        assertThat(order(boxes.toArray(Box[]::new)))
                .containsExactly("title", "left0", "left1", "left2", "left3", "right0", "right1", "right2", "right3");
    }

    @Test
    void readsNothingInNothing() {
        assertThat(ReadingOrder.rows(List.of())).isEmpty();
    }

    private static List<String> order(Box... boxes) {
        return TextReader.text(ReadingOrder.rows(List.of(boxes))).lines().toList();
    }

    private static Box box(String label, double x, double y, double width) {
        return new Box(label, 1, x, y, width, 20);
    }
}
