package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The weights of a net, taken out of a file one by one. Strict: a tensor that is missing, of another shape, or left over is
 * an error that names it. An int8 matrix comes with a tensor {@code NAME.scale} of one float a row. Not thread-safe.
 */
public final class Weights {
    private static final Set<ElementType> PLAIN =
            Set.of(ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16);

    private final Safetensors file;
    private final String prefix;
    private final Set<String> left;

    private Weights(Safetensors file, String prefix, Set<String> left) {
        this.file = file;
        this.prefix = prefix;
        this.left = left;
    }

    /** Returns the weights in a file. */
    public static Weights of(Safetensors file) {
        return new Weights(file, "", new TreeSet<>(file.tensors().keySet()));
    }

    /** Returns those whose names begin with a prefix, which is left out from there on: {@code blocks.0}. */
    public Weights under(String name) {
        return new Weights(file, prefix + name + ".", left);
    }

    /**
     * Returns a weight as float32, which the caller owns.
     *
     * @param name behind the prefix
     * @param shape what it must be
     * @throws RegistrationException if it is missing, of another shape, or in no type of weights
     */
    public Tensor take(String name, int... shape) {
        String full = prefix + name;
        TensorInfo info = file.info(full);
        List<Integer> wanted = Arrays.stream(shape).boxed().toList();
        if (!info.shape().equals(wanted)) {
            throw new RegistrationException(
                    "tensor \"%s\" of %s has the shape %s; the model needs %s.\nMaybe the file belongs to another size of the model."
                            .formatted(full, file.name(), info.shape(), wanted));
        }
        float[] values = file.floats(full);
        if (info.type() == ElementType.I8) {
            scale(values, full, shape[0]);
        } else if (!PLAIN.contains(info.type())) {
            throw new RegistrationException("tensor \"%s\" of %s is %s, which no weight is.\nMaybe export it as F32."
                    .formatted(full, file.name(), info.form()));
        }
        left.remove(full);
        return Tensor.of(values, shape);
    }

    private void scale(float[] values, String name, int rows) {
        Tensor scale = new Weights(file, "", left).take(name + ".scale", rows);
        int columns = rows == 0 ? 0 : values.length / rows;
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale.values()[i / columns];
        }
    }

    /**
     * Says that the net has all its weights.
     *
     * @throws RegistrationException if the file holds more
     */
    public void finish() {
        if (!left.isEmpty()) {
            throw new RegistrationException(
                    "%s holds %d tensor(s) that the model does not know: %s.\nMaybe it belongs to another version of the model."
                            .formatted(
                                    file.name(),
                                    left.size(),
                                    left.stream().limit(3).collect(Collectors.joining(", "))));
        }
    }
}
