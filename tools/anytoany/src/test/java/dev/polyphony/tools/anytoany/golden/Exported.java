package dev.polyphony.tools.anytoany.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Safetensors;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What {@code python -m bundles golden} and its like wrote about the miniatures, by folder and file. */
public final class Exported {
    /** The most that two computations of the same may differ. */
    public static final double PRECISION = 1e-3;

    private static final int STEP = 97;

    private final Safetensors file;

    public Exported(String folder, String name) {
        file = Safetensors.of(name, bytes(folder, name + ".safetensors"));
    }

    /** Returns a bundle of the test resources. */
    public static Bundle bundle(String name) {
        return Bundle.onClassPath(Exported.class.getClassLoader(), "models/" + name)
                .orElseThrow();
    }

    public static byte[] bytes(String folder, String name) {
        try (InputStream in = Exported.class.getResourceAsStream("/golden/" + folder + "/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String folder, String name) {
        return new String(bytes(folder, name), StandardCharsets.UTF_8);
    }

    public static Media media(Modality modality, String folder, String name) {
        return Media.of(modality, bytes(folder, name));
    }

    /** Returns a tensor. */
    public Tensor get(String name) {
        return Tensor.of(
                file.floats(name),
                Objects.requireNonNull(file.tensors().get(name), name).shape().stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** Checks that these are the numbers of a tensor, in whatever shape. */
    public void check(String name, float[] computed) {
        check(name, computed, 1, PRECISION);
    }

    /** Checks the numbers of a large tensor of which some were kept. */
    public void checkSome(String name, float[] computed) {
        check(name, computed, STEP, PRECISION);
    }

    private void check(String name, float[] computed, int step, double precision) {
        float[] wanted = file.floats(name);
        assertThat((computed.length + step - 1) / step).as("count of %s", name).isEqualTo(wanted.length);
        double worst = 0;
        double most = 0;
        for (int i = 0; i < wanted.length; i++) {
            worst = Math.max(worst, Math.abs(wanted[i] - computed[i * step]));
            most = Math.max(most, Math.abs(wanted[i]));
        }
        assertThat(most).as("%s is not all zero", name).isPositive();
        assertThat(worst).as("largest difference of %s, of %s", name, most).isLessThanOrEqualTo(precision);
    }
}
