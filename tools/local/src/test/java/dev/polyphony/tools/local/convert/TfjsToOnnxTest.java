package dev.polyphony.tools.local.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator, converted and run on ONNX Runtime, against numbers worked out by hand. */
class TfjsToOnnxTest {
    private final GraphModel model = new GraphModel();

    @ParameterizedTest
    @CsvSource({"Identity", "Sigmoid", "LeakyRelu"})
    void convertsWhatWorksOnEachElement(String op) throws Exception {
        placeholder("1", "2");
        node("y", op, "'attr':{'alpha':{'f':0.5}}", "x");
        float[] expected = switch (op) {
            case "Sigmoid" -> new float[] {0.11920292f, 0.880797f};
            case "LeakyRelu" -> new float[] {-1, 2};
            default -> new float[] {-2, 2};
        };
        assertThat(run(new float[] {-2, 2}, 1, 2)).containsExactly(expected, within(1e-5f));
    }

    @Test
    void convertsSumsWithHalfFloats() throws Exception {
        placeholder("1", "2");
        weight("w", new Tensor(Tensor.Type.HALF, new long[] {2}, new int[] {0x3c00, 0xc100}));
        node("y", "AddV2", "", "x", "w");
        assertThat(run(new float[] {1, 1}, 1, 2)).containsExactly(2f, -1.5f);
    }

    @Test
    void convertsConvolutionsOfPictures() throws Exception {
        placeholder("1", "2", "2", "1");
        weight("w", floats(new long[] {2, 2, 1, 2}, 1, 10, 2, 20, 3, 30, 4, 40));
        node("y", "Conv2D", "'attr':{'padding':{'s':'VkFMSUQ='}," + STEPS + "}", "x", "w");
        assertThat(run(new float[] {1, 2, 3, 4}, 1, 2, 2, 1)).containsExactly(30f, 300f);
    }

    @Test
    void convertsPooling() throws Exception {
        placeholder("1", "2", "2", "1");
        node(
                "y",
                "MaxPool",
                "'attr':{'padding':{'s':'VkFMSUQ='},'ksize':{'list':{'i':['1','2','2','1']}}," + STEPS + "}",
                "x");
        assertThat(run(new float[] {1, 4, 3, 2}, 1, 2, 2, 1)).containsExactly(4f);
    }

    @Test
    void convertsResizing() throws Exception {
        placeholder("1", "2", "2", "2");
        weight("w", ints(2, 4));
        node("y", "ResizeBilinear", "'attr':{'half_pixel_centers':{'b':true}}", "x", "w");
        assertThat(run(new float[] {0, 10, 4, 50, 0, 10, 4, 50}, 1, 2, 2, 2))
                .startsWith(0f, 10f, 1f, 20f, 3f, 40f, 4f, 50f)
                .hasSize(16);
    }

    @Test
    void convertsPaddingWithAValue() throws Exception {
        placeholder("1", "2");
        weight("w", new Tensor(Tensor.Type.INT, new long[] {2, 2}, new int[] {0, 0, 1, 2}));
        weight("v", new Tensor(Tensor.Type.FLOAT, new long[0], new int[] {Float.floatToIntBits(9)}));
        node("y", "PadV2", "", "x", "w", "v");
        assertThat(run(new float[] {1, 2}, 1, 2)).containsExactly(9f, 1f, 2f, 9f, 9f);
    }

    @Test
    void convertsChangesOfShape() throws Exception {
        placeholder("1", "6");
        weight("s", ints(2, 3));
        weight("p", ints(1, 0));
        node("r", "Reshape", "", "x", "s");
        node("y", "Transpose", "", "r", "p");
        assertThat(run(new float[] {1, 2, 3, 4, 5, 6}, 1, 6)).containsExactly(1f, 4f, 2f, 5f, 3f, 6f);
    }

    @Test
    void convertsSplittingAndJoining() throws Exception {
        placeholder("1", "3");
        weight("s", ints(1, 2));
        weight("a", ints(1));
        node("parts", "SplitV", "", "x", "s", "a");
        node("y", "ConcatV2", "", "parts:1", "parts", "a");
        assertThat(run(new float[] {1, 2, 3}, 1, 3)).containsExactly(2f, 3f, 1f);
    }

    @Test
    void foldsShapesThatAreComputedFromConstants() throws Exception {
        placeholder("1", "4");
        weight("i", ints(1));
        weight("n", ints(2));
        weight("v", ints(3));
        weight("zero", new Tensor(Tensor.Type.INT, new long[0], new int[1]));
        weight("one", ints(1));
        node("d", "SparseToDense", "", "i", "n", "v", "zero");
        node("s", "AddV2", "", "d", "one");
        node("y", "Reshape", "", "x", "s");
        assertThat(run(new float[] {1, 2, 3, 4}, 1, 4)).hasSize(4);
    }

    @Test
    void stopsAtAnOperatorThatItDoesNotKnow() {
        placeholder("1", "2");
        node("y", "Einsum", "", "x");
        assertThatThrownBy(() -> TfjsToOnnx.convert(model))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("Einsum", "y");
    }

    private static final String STEPS =
            "'strides':{'list':{'i':['1','1','1','1']}},'dilations':{'list':{'i':['1','1','1','1']}}";

    private void placeholder(String... sizes) {
        String dims = "{'size':'" + String.join("'},{'size':'", sizes) + "'}";
        node("x", "Placeholder", "'attr':{'shape':{'shape':{'dim':[" + dims + "]}}}");
    }

    private void weight(String name, Tensor tensor) {
        model.weights.put(name, tensor);
        node(name, "Const", "");
    }

    private void node(String name, String op, String more, String... inputs) {
        String list = inputs.length == 0 ? "" : "'" + String.join("','", inputs) + "'";
        String json = "{'name':'%s','op':'%s','input':[%s]%s}"
                .formatted(name, op, list, more.isEmpty() ? "" : "," + more)
                .replace('\'', '"');
        try {
            model.add(new GraphNode(new ObjectMapper().readTree(json)));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Tensor ints(int... values) {
        return new Tensor(Tensor.Type.INT, new long[] {values.length}, values);
    }

    private static Tensor floats(long[] shape, float... values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return new Tensor(Tensor.Type.FLOAT, shape, bits);
    }

    private float[] run(float[] input, long... shape) throws Exception {
        try (Model onnx = Model.newInstance("converted", "OnnxRuntime")) {
            // the optimiser of ONNX Runtime 1.21 fails where it moves a transposition through a resizing of two axes
            onnx.load(new ByteArrayInputStream(TfjsToOnnx.convert(model)), Map.of("optLevel", "NO_OPT"));
            try (Predictor<NDList, NDList> predictor = onnx.newPredictor(new NoopTranslator());
                    var manager = onnx.getNDManager().newSubManager()) {
                NDList output = predictor.predict(new NDList(manager.create(input, new Shape(shape))));
                return output.get(0).toFloatArray();
            }
        }
    }
}
