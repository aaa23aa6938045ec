package dev.polyphony.tools.anytoany;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolBuilder;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.diffusion.DiffusionComponents;
import dev.polyphony.tools.anytoany.exported.ExportedComponents;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.nano.NanoComponents;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An any-to-any model as a tool, {@value #TOOL}: it takes a conversation of words, pictures, films and sounds, and answers in
 * the same. Its weights are read when it is first asked. Thread-safe; close it to free them.
 */
public final class AnyToAnyModel implements AutoCloseable {
    /** The name of the tool. */
    public static final String TOOL = "model.answer";

    private static final String SHIPPED = "models/nano";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int TOKENS = 256;
    private static final int MOST_MEDIA = 4;
    private static final int AT_ONCE = 2;

    private final Bundle bundle;
    private final Registry registry;
    private @Nullable Pipeline pipeline;
    private boolean closed;

    private AnyToAnyModel(Bundle bundle, Hardware hardware) {
        this.bundle = bundle;
        registry = NanoComponents.addTo(new Registry());
        ExportedComponents.addTo(registry, hardware);
        DiffusionComponents.addTo(registry, hardware);
    }

    /** Returns the model that is shipped with this module, if it is on the class path; it computes on the heap, on no device. */
    public static Optional<AnyToAnyModel> shipped() {
        return Bundle.onClassPath(AnyToAnyModel.class.getClassLoader(), SHIPPED)
                .map(bundle -> new AnyToAnyModel(bundle, Hardware.auto()));
    }

    /** Returns the model in a folder, on the best device; as {@link #in(Path, Hardware)}. */
    public static AnyToAnyModel in(Path folder) {
        return in(folder, Hardware.auto());
    }

    /**
     * Returns the model in a folder.
     *
     * @throws dev.polyphony.agent.RegistrationException if there is no {@code model.json} in it, or it is wrong
     */
    public static AnyToAnyModel in(Path folder, Hardware hardware) {
        return new AnyToAnyModel(Bundle.in(folder), hardware);
    }

    /** Returns what the model is. */
    public ModelSpec spec() {
        return bundle.spec();
    }

    /** Returns the model's components, loaded. @throws dev.polyphony.agent.RegistrationException if a file does not fit */
    public synchronized Pipeline pipeline() {
        if (closed) {
            throw new IllegalStateException("the model %s is closed".formatted(spec().name()));
        }
        if (pipeline == null) {
            pipeline = new Pipeline(bundle, registry);
        }
        return pipeline;
    }

    /** Returns the words of a text that the model does not know; none if it takes any. */
    public List<String> unknown(String text) {
        return pipeline().unknown(text);
    }

    /** Returns the model as a tool; see {@link Turns} for how a conversation is written. */
    public Tool tool() {
        ToolBuilder tool = Tool.named(TOOL)
                .does("Answers a turn of a conversation in words, pictures, films and sounds, by one any-to-any model.")
                .takes(Port.one(Turns.TEXT, Modality.TEXT).describedAs("what is said now"))
                .takes(Port.optional(Turns.ATTACHED, Modality.TEXT).describedAs("marks of the media that came with it"))
                .takes(Port.optional(Turns.BEFORE, Modality.TEXT).describedAs("the earlier turns"));
        for (Modality modality : inOrder(spec().encoders().keySet())) {
            tool.takes(Port.any(modality.portName(), modality).describedAs("what the marks stand for"));
        }
        List<Port> outputs = new ArrayList<>();
        outputs.add(Port.one(Turns.ANSWER, Modality.TEXT).describedAs("what the model says"));
        for (Modality modality : inOrder(spec().generators().keySet())) {
            outputs.add(Port.any(modality.portName(), modality).describedAs("what the model makes"));
        }
        return tool.within(LONGEST)
                .version(spec().version() + bridges())
                .licence(spec().licence())
                .model(spec().name() + " " + spec().version())
                .atMost(AT_ONCE)
                .gives(outputs.toArray(Port[]::new))
                .by(this::answer);
    }

    /** Returns what provenance is to say of generators that go by the caption: {@code " bridge=caption(image)"}; perhaps nothing. */
    private String bridges() {
        StringBuilder bridges = new StringBuilder();
        for (Modality modality : inOrder(spec().generators().keySet())) {
            Part part = spec().generators().get(modality);
            if (part != null
                    && part.has("conditioned")
                    && part.text("conditioned").equals("caption")) {
                bridges.append(bridges.isEmpty() ? "" : ",").append(modality.portName());
            }
        }
        return bridges.isEmpty() ? "" : " bridge=caption(" + bridges + ")";
    }

    private static Set<Modality> inOrder(Set<Modality> modalities) {
        return modalities.isEmpty() ? Set.of() : EnumSet.copyOf(modalities);
    }

    private Outputs answer(ToolCall call) {
        Pipeline model = pipeline();
        List<Answered> answer = model.run(
                Turns.dialogue(call),
                new Pipeline.Options(
                        new Sampling(0, 1, 0, TOKENS, call.seed()),
                        model.shows(),
                        MOST_MEDIA,
                        call.folder(),
                        call::cancelled),
                new Speech(call));
        Map<Modality, List<Media>> made = new EnumMap<>(Modality.class);
        Outputs outputs = Outputs.of(Turns.ANSWER, new Value.Text(Turns.text(answer, made)));
        for (Map.Entry<Modality, List<Media>> entry : made.entrySet()) {
            outputs = outputs.and(entry.getKey().portName(), entry.getValue());
        }
        return outputs;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pipeline != null) {
            pipeline.close();
            pipeline = null;
        }
    }
}
