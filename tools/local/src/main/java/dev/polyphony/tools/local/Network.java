package dev.polyphony.tools.local;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.device.Resident;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A neural network that is loaded at its first use by a {@link ModelPool}, which may unload it when it is not in use. Whatever a
 * call allocates outside the Java heap is freed when it returns. Thread-safe.
 */
final class Network<I, O> implements Resident, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Network.class);

    /** Makes the model ready on a device. */
    interface Loader {
        Model load(Device device) throws IOException, MalformedModelException;
    }

    private final String name;
    private final long bytes;
    private final String engine;
    private final Loader loader;
    private final Supplier<Translator<I, O>> translator;
    private final ModelPool pool;
    private final ConcurrentLinkedQueue<Predictor<I, O>> idle = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Model model;
    private volatile boolean closed;

    private Network(
            String name,
            long bytes,
            String engine,
            Loader loader,
            Supplier<Translator<I, O>> translator,
            ModelPool pool) {
        this.name = name;
        this.bytes = bytes;
        this.engine = engine;
        this.loader = loader;
        this.translator = translator;
        this.pool = pool;
    }

    /** Returns a network of an ONNX file on the class path. */
    static <I, O> Network<I, O> onnx(WeightFile weights, Supplier<Translator<I, O>> translator, ModelPool pool) {
        Loader loader = device -> {
            Model model = Model.newInstance(weights.name(), device, "OnnxRuntime");
            try (var in = weights.open()) {
                model.load(in);
            }
            return model;
        };
        return new Network<>(weights.name(), weights.bytes(), "OnnxRuntime", loader, translator, pool);
    }

    /** Returns a network that is put together from blocks on PyTorch. */
    static <I, O> Network<I, O> pytorch(
            String name, long bytes, Loader loader, Supplier<Translator<I, O>> translator, ModelPool pool) {
        return new Network<>(name, bytes, "PyTorch", loader, translator, pool);
    }

    /** Runs the network once; waits while too many calls are running on its device. */
    O predict(I input) throws IOException, TranslateException, InterruptedException {
        return pool.run(this, () -> once(input));
    }

    private O once(I input) throws TranslateException {
        Predictor<I, O> predictor = idle.poll();
        if (predictor == null) {
            predictor = Objects.requireNonNull(model).newPredictor(translator.get());
        }
        boolean whole = false;
        try {
            O output = predictor.predict(input);
            whole = true;
            return output;
        } finally {
            if (whole) {
                idle.add(predictor);
            } else {
                predictor.close();
            }
        }
    }

    /** Loads the model unless it is loaded. */
    void load() throws IOException, InterruptedException {
        pool.load(this);
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
    public void load(String device) throws IOException {
        if (closed) {
            throw new IllegalStateException("the local tools were closed.\nMaybe a run outlived its Polyphony.");
        }
        long start = System.nanoTime();
        Engines.keepOffline();
        try {
            Model loaded = loader.load(Engines.device(device, Engine.getEngine(engine)));
            model = loaded;
            log.info(
                    "loaded {} on {} in {} ms",
                    name,
                    loaded.getNDManager().getDevice(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (MalformedModelException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void unload() {
        for (Predictor<I, O> predictor = idle.poll(); predictor != null; predictor = idle.poll()) {
            predictor.close();
        }
        Model loaded = model;
        model = null;
        if (loaded != null) {
            loaded.close();
        }
    }

    /** Waits for running calls, then frees the model. */
    @Override
    public void close() {
        closed = true;
        pool.remove(this);
    }
}
