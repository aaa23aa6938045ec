package dev.polyphony.tools.local;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.device.ModelPool;
import dev.polyphony.tools.media.AudioClip;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds speech in sound of 16,000 Hz with Silero VAD, which hears 32 ms at a time and remembers what went before. Speech
 * begins where it is more likely than not, and ends where it stays unlikely for a while. Thread-safe.
 */
final class VoiceActivity implements AutoCloseable {
    static final int STEP = 512;
    static final int RATE_HZ = 16_000;

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final double BEGINS = 0.5;
    private static final double ENDS = 0.35;
    private static final int PAUSE_STEPS = 8;
    private static final int LEAST_STEPS = 4;
    private static final int REPORT_STEPS = 500;

    private final Network<Step, Heard> network;

    VoiceActivity(ModelPool pool) {
        network = Network.onnx(WeightFile.SILERO, Silero::new, pool);
    }

    /** A stretch of speech, in seconds from the start, to the hundredth. */
    record Span(double startSeconds, double endSeconds) {}

    /** Loads the network unless it is loaded. */
    void load() throws IOException, InterruptedException {
        network.load();
    }

    /** Returns the stretches of speech in order; an interrupt and a cancelled call end it. */
    List<Span> spans(AudioClip clip, ToolCall call) throws IOException, TranslateException, InterruptedException {
        float[] samples = clip.toArray();
        int steps = (samples.length + STEP - 1) / STEP;
        double[] likelihoods = new double[steps];
        FloatBuffer state = FloatBuffer.allocate(STATE);
        for (int i = 0; i < steps; i++) {
            if (i % REPORT_STEPS == 0) {
                call.progress(i, steps);
                Cancels.check(call::cancelled);
            }
            Heard heard = network.predict(new Step(window(samples, i * STEP), state));
            likelihoods[i] = heard.likelihood();
            state = heard.state();
        }
        return spans(likelihoods);
    }

    static List<Span> spans(double[] likelihoods) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        int last = -1;
        for (int i = 0; i <= likelihoods.length; i++) {
            boolean over = i == likelihoods.length || i - last > PAUSE_STEPS;
            if (start >= 0 && over) {
                if (last - start + 1 >= LEAST_STEPS) {
                    spans.add(new Span(seconds(start), seconds(last + 1)));
                }
                start = -1;
            }
            if (i < likelihoods.length && likelihoods[i] > (start < 0 ? BEGINS : ENDS)) {
                start = start < 0 ? i : start;
                last = i;
            }
        }
        return spans;
    }

    private static double seconds(int step) {
        return Math.round(step * (double) STEP / RATE_HZ * 100) / 100.0;
    }

    /** Returns the samples from a place on, after those just before it; zeros stand for what is not there. */
    private static FloatBuffer window(float[] samples, int from) {
        FloatBuffer window = FloatBuffer.allocate(CONTEXT + STEP);
        int first = Math.max(0, from - CONTEXT);
        window.position(CONTEXT - (from - first));
        window.put(samples, first, Math.min(samples.length, from + STEP) - first);
        return window.clear();
    }

    @Override
    public void close() {
        network.close();
    }

    private record Step(FloatBuffer window, FloatBuffer state) {}

    private record Heard(double likelihood, FloatBuffer state) {}

    private static final class Silero implements NoBatchifyTranslator<Step, Heard> {
        @Override
        public NDList processInput(TranslatorContext ctx, Step step) {
            NDManager manager = ctx.getNDManager();
            return new NDList(
                    manager.create(step.window().duplicate(), new Shape(1, CONTEXT + STEP)),
                    manager.create(step.state().duplicate(), new Shape(2, 1, STATE / 2)),
                    manager.create(LongBuffer.wrap(new long[] {RATE_HZ}), new Shape()));
        }

        @Override
        public Heard processOutput(TranslatorContext ctx, NDList outputs) {
            return new Heard(
                    outputs.get(0).toFloatArray()[0],
                    FloatBuffer.wrap(outputs.get(1).toFloatArray()));
        }
    }
}
