package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What {@code python -m nano golden} wrote about the miniature. */
final class Golden {
    /** The most that two computations of the same may differ. */
    static final float PRECISION = 1e-3f;

    private final Safetensors file;

    Golden(String name) {
        file = Safetensors.of(name, bytes(name + ".safetensors"));
    }

    static Bundle miniature() {
        return Bundle.onClassPath(Golden.class.getClassLoader(), "models/miniature")
                .orElseThrow();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/nano/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String[]> table(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    boolean has(String tensor) {
        return file.tensors().containsKey(tensor);
    }

    float[] values(String tensor) {
        return file.floats(tensor);
    }

    int[] ids(String tensor) {
        return Arrays.stream(file.longs(tensor)).mapToInt(Math::toIntExact).toArray();
    }

    float[][] rows(String tensor) {
        float[] values = file.floats(tensor);
        List<Integer> shape = Objects.requireNonNull(file.tensors().get(tensor)).shape();
        int columns = shape.get(shape.size() - 1);
        float[][] rows = new float[values.length / columns][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        return rows;
    }

    /** Checks that rows are those of a tensor, within {@link #PRECISION}. */
    void check(String tensor, float[][] computed) {
        float[][] wanted = rows(tensor);
        assertThat(computed).as(tensor).hasDimensions(wanted.length, wanted[0].length);
        double worst = 0;
        for (int i = 0; i < wanted.length; i++) {
            for (int j = 0; j < wanted[i].length; j++) {
                worst = Math.max(worst, Math.abs(wanted[i][j] - computed[i][j]));
            }
        }
        assertThat(worst).as("largest difference of %s", tensor).isLessThanOrEqualTo(PRECISION);
    }
}
