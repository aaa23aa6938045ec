package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Component;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.InputProjector;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An input projector for each modality: Video-LLaMA, BuboGPT, X-InstructBLIP. */
final class ByModality implements InputProjector {
    private static final List<Modality> ALL = List.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO);

    private final Map<Modality, InputProjector> projectors = new EnumMap<>(Modality.class);

    /** Reads a part under {@code image}, {@code video} and {@code audio}, each {@code linear} or {@code net}. */
    ByModality(Bundle bundle, Part part, Hardware hardware) {
        for (Modality modality : ALL) {
            if (part.has(modality.portName())) {
                Part own = part.under(modality.portName());
                projectors.put(
                        modality,
                        own.choice("type", "linear", "net").equals("linear")
                                ? new LinearProjector(bundle, own)
                                : new NetProjectors.Input(bundle, own, hardware));
            }
        }
    }

    @Override
    public Tensor project(Modality modality, Features features) {
        return project(modality, features, "");
    }

    @Override
    public Tensor project(Modality modality, Features features, String said) {
        InputProjector projector = projectors.get(modality);
        if (projector == null) {
            throw new RegistrationException(
                    "model.json has an encoder but no input projector of %s; it has %s.\nMaybe it is cut off."
                            .formatted(modality, projectors.keySet()));
        }
        return projector.project(modality, features, said);
    }

    @Override
    public void close() {
        projectors.values().forEach(Component::close);
    }
}
