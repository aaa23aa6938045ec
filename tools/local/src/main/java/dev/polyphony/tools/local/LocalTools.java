package dev.polyphony.tools.local;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.device.ModelPool;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that this process carries, and the programs beside it that answered a probe, as tools. Models are loaded at
 * their first use and shared by all calls; closing frees them. No tool reaches for the network. Thread-safe.
 */
public final class LocalTools implements ToolSource {
    private static final Logger log = LoggerFactory.getLogger(LocalTools.class);

    private final MiniLmEmbedder embedder = new MiniLmEmbedder();
    private final Network<BufferedImage, List<Box>> detector;
    private final TextReader reader;
    private final Upscaler upscaler;
    private final VoiceActivity activity;
    private final FreeTtsVoice voice = new FreeTtsVoice();
    private final List<Tool> tools;
    private final List<AbsentTool> absent;

    private LocalTools(LocalSettings settings, ModelPool pool) {
        detector = Network.onnx(WeightFile.NANODET, NanoDet::new, pool);
        reader = new TextReader(pool);
        upscaler = new Upscaler(pool);
        activity = new VoiceActivity(pool);
        ImageTools images = new ImageTools(detector, reader, upscaler);
        SpeechTools speech = new SpeechTools(voice, activity, Flite.probed(settings), PocketSphinx.probed(settings));
        List<Tool> here = new ArrayList<>(List.of(images.detect(), images.read(), images.describe()));
        List<AbsentTool> missing = new ArrayList<>(speech.absent());
        if (Engines.hasPyTorch()) {
            here.add(images.upscale());
        } else {
            missing.add(
                    new AbsentTool(
                            images.upscale().signature(),
                            "add ai.djl.pytorch:pytorch-native-cpu for this machine to the class path, or set PYTORCH_LIBRARY_PATH"));
        }
        here.addAll(new TextTools(embedder).all());
        here.addAll(speech.all());
        here.addAll(VideoTools.all());
        tools = List.copyOf(here);
        absent = List.copyOf(missing);
        absent.forEach(
                tool -> log.info("{} is not available: {}", tool.signature().name(), tool.remedy()));
    }

    /** Returns the local tools of this machine with {@link LocalSettings#defaults()}; it probes programs, which takes a second. */
    public static LocalTools available() {
        return available(LocalSettings.defaults());
    }

    /** Returns the local tools of this machine, on devices of their own. */
    public static LocalTools available(LocalSettings settings) {
        return available(settings, settings.pool());
    }

    /** Returns the local tools of this machine, on devices that others use too; devices and limits of the settings are not looked at. */
    public static LocalTools available(LocalSettings settings, ModelPool pool) {
        return new LocalTools(settings, pool);
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    @Override
    public List<AbsentTool> absent() {
        return absent;
    }

    /** Returns the embedder behind the text tools, for planners. */
    public Embedder embedder() {
        return embedder;
    }

    /**
     * Begins to load what most requests need, so that the first one does not wait for it: the embedder, the detector and
     * the reader. What cannot be loaded is a line in the log, and an error where it is used.
     */
    public void warmUp(Executor executor) {
        executor.execute(() -> {
            try {
                embedder.embed("warm up");
                detector.load();
                reader.load();
                activity.load();
            } catch (IOException | RuntimeException e) {
                log.warn("a local model could not be loaded", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        detector.close();
        reader.close();
        upscaler.close();
        activity.close();
        voice.close();
    }
}
