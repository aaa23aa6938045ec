package dev.polyphony.tools.anytoany.exported;

import ai.djl.engine.Engine;
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
import dev.polyphony.tools.anytoany.bundle.StoredFile;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.device.Resident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A net of an ONNX file. It is loaded by a {@link ModelPool}, which may unload it between calls; what a call gave stays. Whatever
 * a call takes outside the heap is freed by closing its {@link Call}. Thread-safe.
 */
public final class OnnxNet implements Resident, AutoCloseable {
    private final String name;
    private final Bundle bundle;
    private final String file;
    private final @Nullable Path path;
    private final long bytes;
    private final Hardware hardware;
    private final OrtEnvironment environment = Started.ENVIRONMENT;
    private volatile Map<String, OnnxJavaType> inputs = Map.of();
    private volatile @Nullable OrtSession session;
    private volatile boolean closed;

    private OnnxNet(Bundle bundle, String file, Hardware hardware) {
        this.bundle = bundle;
        this.file = file;
        this.hardware = hardware;
        name = file + " of " + bundle.name();
        path = bundle.path(file);
        bytes = Stream.of(file, file + ".data")
                .map(bundle.info().files()::get)
                .filter(Objects::nonNull)
                .mapToLong(StoredFile::bytes)
                .sum();
    }

    /**
     * Loads a net, once there is room for it.
     *
     * @throws RegistrationException if the file is missing, changed, or no net that ONNX Runtime reads
     * @throws dev.polyphony.agent.ToolFailedException if the device has no memory for it
     * @throws CancellationException if the thread was interrupted while it waited
     */
    public static OnnxNet of(Bundle bundle, String file, Hardware hardware) {
        OnnxNet net = new OnnxNet(bundle, file, hardware);
        try {
            net.inTurn(() -> true);
        } catch (RuntimeException e) {
            net.close();
            throw e;
        }
        return net;
    }

    /** Works when it is the net's turn on its device, and it is loaded. */
    private <T> T inTurn(ModelPool.Work<T, OrtException> work) {
        try {
            return hardware.devices().run(this, work);
        } catch (OrtException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for its turn on a device");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void load(String device) {
        if (closed) {
            throw new IllegalStateException("%s is closed.\nMaybe a run outlived its model.".formatted(name));
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(hardware.threads());
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            useGpu(device, options);
            OrtSession loaded = path == null
                    ? environment.createSession(bundle.bytes(file), options)
                    : environment.createSession(path.toString(), options);
            session = loaded;
            Map<String, OnnxJavaType> types = new HashMap<>();
            for (NodeInfo input : loaded.getInputInfo().values()) {
                types.put(input.getName(), ((TensorInfo) input.getInfo()).type);
            }
            inputs = types;
        } catch (OrtException | UnsatisfiedLinkError e) {
            unload();
            throw new RegistrationException(
                    "%s can't be loaded on %s: %s.\nMaybe take the device cpu, or export it again."
                            .formatted(name, device, e.getMessage()),
                    e);
        }
    }

    private static void useGpu(String device, OrtSession.SessionOptions options) throws OrtException {
        if (device.startsWith("cuda:")) {
            options.addCUDA(Integer.parseInt(device.substring("cuda:".length())));
        } else if (device.equals("auto")
                && OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            options.addCUDA();
        }
    }

    @Override
    public void unload() {
        OrtSession loaded = session;
        session = null;
        if (loaded != null) {
            try {
                loaded.close();
            } catch (OrtException e) {
                throw failed(e);
            }
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

    /** Waits for the call that runs, then frees the net. */
    @Override
    public void close() {
        closed = true;
        hardware.devices().remove(this);
    }

    private IllegalStateException failed(OrtException e) {
        return new IllegalStateException("%s failed: %s.\nMaybe export it again.".formatted(name, e.getMessage()), e);
    }

    /**
     * ONNX Runtime, started by DJL's engine for it where there is one, as in an application with networks of tools/local: that engine
     * sets the threads of the whole process and breaks if the runtime has been started before it.
     */
    private static final class Started {
        private static final String ENGINE = "OnnxRuntime";
        private static final String OFFLINE = "ai.djl.offline";
        private static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            if (System.getProperty(OFFLINE) == null) {
                System.setProperty(OFFLINE, "true");
            }
            if (Engine.hasEngine(ENGINE)) {
                Engine.getEngine(ENGINE);
            }
            return OrtEnvironment.getEnvironment();
        }
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
                result = inTurn(() -> Objects.requireNonNull(session).run(all));
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
