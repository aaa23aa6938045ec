package dev.polyphony.tools.local;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** What DJL is told before its first use. */
final class Engines {
    private static final String OFFLINE = "ai.djl.offline";

    private Engines() {}

    /** Makes DJL fail at once where it would otherwise download something or report its use; an explicit setting wins. */
    static void keepOffline() {
        if (System.getProperty(OFFLINE) == null) {
            System.setProperty(OFFLINE, "true");
        }
    }

    /**
     * Starts DJL's ONNX Runtime engine before anybody uses the runtime directly, as the embedder does: the engine sets the
     * runtime's threads, which can be set only once in a process.
     */
    static void startOnnxRuntime() {
        keepOffline();
        Engine.getEngine("OnnxRuntime");
    }

    /** Returns true if PyTorch's libraries for this machine are on the class path or installed. */
    static boolean hasPyTorch() {
        return System.getenv("PYTORCH_LIBRARY_PATH") != null
                || System.getProperty("PYTORCH_LIBRARY_PATH") != null
                || Engines.class.getClassLoader().getResource("native/lib/pytorch.properties") != null;
    }

    /** @param name {@code auto} for the best that the engine finds, {@code cpu} and {@code cpu:0}, {@code cuda:0}, … */
    static Device device(String name, Engine engine) {
        if (name.equals("auto")) {
            return engine.defaultDevice();
        }
        return name.startsWith("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(name.substring("cuda:".length())));
    }
}
