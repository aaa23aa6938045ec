package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolSource;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Generators of bundles as tools of this process: {@code image.paint}, {@code video.film}, {@code sound.make}, each only if a
 * bundle has a generator with a text encoder for it. Nets are loaded at their first use and run one request at a time. No tool
 * reaches for the network. Thread-safe; closing it frees the nets.
 */
public final class GeneratorTools implements ToolSource {
    /** How a tool is called, and what it says of itself; the same as those of endpoints, so that they are bindings of one tool. */
    private record Kind(String tool, String does, Duration longest, List<String> asked) {}

    private static final Map<Modality, Kind> KINDS = Map.of(
            Modality.IMAGE,
            new Kind(
                    "image.paint",
                    "Makes a new picture from a description in words.",
                    Duration.ofMinutes(10),
                    List.of("paint me a horse", "draw a castle at sunset", "generate an image of a robot")),
            Modality.VIDEO,
            new Kind(
                    "video.film",
                    "Makes a new video from a description in words.",
                    Duration.ofMinutes(60),
                    List.of("make a film of a running horse", "generate a video of waves at a beach")),
            Modality.AUDIO,
            new Kind(
                    "sound.make",
                    "Makes a new sound or noise from a description in words.",
                    Duration.ofMinutes(10),
                    List.of("make the sound of rain", "generate a dog barking")));

    private final List<Painter> painters = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();

    private GeneratorTools(List<Bundle> bundles, Hardware hardware) {
        for (Bundle bundle : bundles) {
            List<Modality> made = new ArrayList<>();
            bundle.info().generators().forEach((modality, part) -> {
                if (KINDS.containsKey(modality) && LatentDiffusion.TYPE.equals(part.type()) && part.has("text")) {
                    made.add(modality);
                    add(new Painter(bundle, modality, part, hardware));
                }
            });
            if (made.isEmpty()) {
                throw new RegistrationException(
                        "the bundle %s has no generator with a text encoder; it has %s.\nMaybe export one with python -m bundles generator."
                                .formatted(
                                        bundle.name(),
                                        bundle.info().generators().keySet()));
            }
        }
    }

    /**
     * Returns the tools of bundles in folders.
     *
     * @throws RegistrationException if a folder holds no bundle, or one that makes nothing of words
     */
    public static GeneratorTools in(List<Path> folders, Hardware hardware) {
        return of(folders.stream().map(Bundle::in).toList(), hardware);
    }

    /** Returns the tools of bundles; as {@link #in}. */
    public static GeneratorTools of(List<Bundle> bundles, Hardware hardware) {
        return new GeneratorTools(bundles, hardware);
    }

    private void add(Painter painter) {
        painters.add(painter);
        Kind kind = KINDS.get(painter.modality);
        if (kind == null) {
            throw new IllegalStateException("no tool makes " + painter.modality);
        }
        ToolBuilder tool = Tool.named(kind.tool())
                .does(kind.does())
                .takes("text", Modality.TEXT)
                .whenAsked(kind.asked().toArray(String[]::new))
                .within(kind.longest())
                .version(painter.bundle.info().version())
                .licence(painter.bundle.info().licence())
                .model(painter.bundle.name() + " " + painter.bundle.info().version())
                .atMost(1);
        tools.add(tool.gives(painter.modality, painter::paint));
    }

    @Override
    public List<Tool> tools() {
        return List.copyOf(tools);
    }

    @Override
    public void close() {
        painters.forEach(Painter::close);
    }

    /** A generator that is loaded when it is first asked. */
    private static final class Painter implements AutoCloseable {
        private final Bundle bundle;
        private final Modality modality;
        private final Part part;
        private final Hardware hardware;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable LatentDiffusion generator;
        private boolean closed;

        Painter(Bundle bundle, Modality modality, Part part, Hardware hardware) {
            this.bundle = bundle;
            this.modality = modality;
            this.part = part;
            this.hardware = hardware;
        }

        Object paint(ToolCall call) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (closed) {
                    throw new IllegalStateException("%s is closed".formatted(bundle.name()));
                }
                if (generator == null) {
                    call.progress("loading " + bundle.name());
                    generator = new LatentDiffusion(bundle, modality, part, hardware);
                }
                return generator.paint(
                        call.text("text"), new Making(call.seed(), call.folder(), call::progress, call::cancelled));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                if (generator != null) {
                    generator.close();
                    generator = null;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
