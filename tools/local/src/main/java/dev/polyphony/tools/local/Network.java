package dev.polyphony.tools.local;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A neural network that is loaded at its first use, and at most a few calls of which run at once. Whatever a call allocates
 * outside the Java heap is freed when it returns. Thread-safe.
 */
final class Network<I, O> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Network.class);

    /** Makes the model ready on a device. */
    interface Loader {
        Model load(Device device) throws IOException, MalformedModelException;
    }

    private final String engine;
    private final Loader loader;
    private final Supplier<Translator<I, O>> translator;
    private final LocalSettings settings;
    private final Semaphore permits;
    private final ConcurrentLinkedQueue<Predictor<I, O>> idle = new ConcurrentLinkedQueue<>();
    private @Nullable Model model;
    private boolean closed;

    private Network(String engine, Loader loader, Supplier<Translator<I, O>> translator, LocalSettings settings) {
        this.engine = engine;
        this.loader = loader;
        this.translator = translator;
        this.settings = settings;
        this.permits = new Semaphore(settings.callsAtOnce(), true);
    }

    /** Returns a network of an ONNX file on the class path. */
    static <I, O> Network<I, O> onnx(
            WeightFile weights, Supplier<Translator<I, O>> translator, LocalSettings settings) {
        Loader loader = device -> {
            Model model = Model.newInstance(weights.name(), device, "OnnxRuntime");
            try (var in = weights.open()) {
                model.load(in);
            }
            return model;
        };
        return new Network<>("OnnxRuntime", loader, translator, settings);
    }

    /** Returns a network that is put together from blocks on PyTorch. */
    static <I, O> Network<I, O> pytorch(Loader loader, Supplier<Translator<I, O>> translator, LocalSettings settings) {
        return new Network<>("PyTorch", loader, translator, settings);
    }

    /** Runs the network once; waits while too many calls are running. */
    O predict(I input) throws IOException, TranslateException, InterruptedException {
        permits.acquire();
        try {
            Predictor<I, O> predictor = idle.poll();
            if (predictor == null) {
                predictor = model().newPredictor(translator.get());
            }
            O output = predictor.predict(input);
            idle.add(predictor);
            return output;
        } finally {
            permits.release();
        }
    }

    /** Loads the model unless it is loaded. */
    synchronized Model model() throws IOException {
        if (closed) {
            throw new IllegalStateException("the local tools were closed.\nMaybe a run outlived its Polyphony.");
        }
        if (model == null) {
            long start = System.nanoTime();
            Engines.keepOffline();
            try {
                model = loader.load(Engines.device(settings.device(), Engine.getEngine(engine)));
            } catch (MalformedModelException e) {
                throw new IOException(e);
            }
            log.info(
                    "loaded {} on {} in {} ms",
                    model.getName(),
                    model.getNDManager().getDevice(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return model;
    }

    /** Waits for running calls, then frees the model. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(settings.callsAtOnce());
        try {
            synchronized (this) {
                closed = true;
                idle.forEach(Predictor::close);
                idle.clear();
                if (model != null) {
                    model.close();
                    model = null;
                }
            }
        } finally {
            permits.release(settings.callsAtOnce());
        }
    }
}
