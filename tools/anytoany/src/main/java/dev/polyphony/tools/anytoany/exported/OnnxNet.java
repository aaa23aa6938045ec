package dev.polyphony.tools.anytoany.exported;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A net of an ONNX file. Whatever a call takes outside the heap is freed by closing its {@link Call}. Thread-safe. */
public final class OnnxNet implements AutoCloseable {
    private final String name;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, OnnxJavaType> inputs = new HashMap<>();

    private OnnxNet(Bundle bundle, String file, Hardware hardware) throws OrtException {
        name = file;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(hardware.threads());
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            useGpu(hardware, options);
            Path path = bundle.path(file);
            session = path == null
                    ? environment.createSession(bundle.bytes(file), options)
                    : environment.createSession(path.toString(), options);
        }
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.put(input.getName(), ((TensorInfo) input.getInfo()).type);
        }
    }

    private static void useGpu(Hardware hardware, OrtSession.SessionOptions options) throws OrtException {
        boolean there = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        if (hardware.device().startsWith("cuda:")) {
            options.addCUDA(Integer.parseInt(hardware.device().substring("cuda:".length())));
        } else if (hardware.device().equals("auto") && there) {
            options.addCUDA();
        }
    }

    /**
     * Loads a net.
     *
     * @throws RegistrationException if the file is missing, changed, or no net that ONNX Runtime reads
     */
    public static OnnxNet of(Bundle bundle, String file, Hardware hardware) {
        try {
            return new OnnxNet(bundle, file, hardware);
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new RegistrationException(
                    "%s of %s can't be loaded on %s: %s.\nMaybe take the device cpu, or export it again."
                            .formatted(file, bundle.name(), hardware.device(), e.getMessage()),
                    e);
        }
    }

    /** Returns whether the net takes an input of this name. */
    public boolean takes(String input) {
        return inputs.containsKey(input);
    }

    /** Starts a call, to be given inputs. */
    public Call call() {
        return new Call();
    }

    /** Returns the only output of a net of one input. */
    public Tensor apply(String input, Tensor value) {
        try (Call call = call()) {
            return call.with(input, value).run().tensor(0);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private IllegalStateException failed(OrtException e) {
        return new IllegalStateException(
                "%s failed: %s.\nMaybe the memory of the device is full.".formatted(name, e.getMessage()), e);
    }

    /** Inputs, and after {@link #run} outputs, of one use of the net. Not thread-safe. */
    public final class Call implements AutoCloseable {
        private final Map<String, OnnxTensor> given = new LinkedHashMap<>();
        private final Map<String, OnnxTensor> borrowed = new LinkedHashMap<>();
        private OrtSession.@Nullable Result result;

        private Call() {}

        /** Gives numbers, in the type that the net takes. */
        public Call with(String input, Tensor value) {
            long[] shape = value.shape().stream().mapToLong(Integer::longValue).toArray();
            FloatBuffer floats = direct(value.values().length, Float.BYTES).asFloatBuffer();
            floats.put(value.values()).flip();
            try {
                keep(
                        input,
                        inputs.get(input) == OnnxJavaType.FLOAT16
                                ? OnnxTensor.createTensor(
                                        environment,
                                        Fp16Conversions.convertFloatBufferToFp16Buffer(floats),
                                        shape,
                                        OnnxJavaType.FLOAT16)
                                : OnnxTensor.createTensor(environment, floats, shape));
            } catch (OrtException e) {
                throw failed(e);
            }
            return this;
        }

        /** Gives whole numbers. */
        public Call with(String input, long[] values, long... shape) {
            LongBuffer longs = direct(values.length, Long.BYTES).asLongBuffer();
            longs.put(values).flip();
            try {
                keep(input, OnnxTensor.createTensor(environment, longs, shape));
            } catch (OrtException e) {
                throw failed(e);
            }
            return this;
        }

        /** Gives an output of another call, which stays open until this one has run; nothing is copied. */
        public Call with(String input, Call other, String output) {
            borrowed.put(input, other.output(output));
            return this;
        }

        private void keep(String input, OnnxTensor tensor) {
            OnnxTensor before = given.put(input, tensor);
            if (before != null) {
                before.close();
            }
        }

        private ByteBuffer direct(int count, int bytes) {
            return ByteBuffer.allocateDirect(Math.multiplyExact(count, bytes)).order(ByteOrder.nativeOrder());
        }

        /** Runs the net and frees the inputs. */
        public Call run() {
            Map<String, OnnxTensor> all = new LinkedHashMap<>(given);
            all.putAll(borrowed);
            try {
                result = session.run(all);
            } catch (OrtException e) {
                throw failed(e);
            } finally {
                free();
            }
            return this;
        }

        private void free() {
            given.values().forEach(OnnxTensor::close);
            given.clear();
            borrowed.clear();
        }

        private OrtSession.Result ran() {
            if (result == null) {
                throw new IllegalStateException("%s has not run".formatted(name));
            }
            return result;
        }

        private OnnxTensor output(String output) {
            return (OnnxTensor) ran().get(output)
                    .orElseThrow(() -> new RegistrationException(
                            "%s has no output \"%s\".\nMaybe export it again.".formatted(name, output)));
        }

        /** Returns an output as the caller's own. */
        public Tensor tensor(String output) {
            return copied(output(output));
        }

        /** Returns an output by its place. */
        public Tensor tensor(int place) {
            return copied((OnnxTensor) ran().get(place));
        }

        private Tensor copied(OnnxTensor tensor) {
            int[] shape = new int[tensor.getInfo().getShape().length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.toIntExact(tensor.getInfo().getShape()[i]);
            }
            FloatBuffer floats = tensor.getFloatBuffer();
            float[] values = new float[floats.remaining()];
            floats.get(values);
            return Tensor.of(values, shape);
        }

        @Override
        public void close() {
            free();
            if (result != null) {
                result.close();
            }
        }
    }
}
