package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a conversation into the embeddings that the language model goes on from. Thread-safe. */
final class Prompter {
    /** This part of the context, at least, is kept for the answer, unless the answer may not be as long. */
    private static final int SHARE = 4;

    private final PromptLayout layout;
    private final LlmBackbone language;
    private final Map<Modality, ModalityEncoder> encoders;
    private final @Nullable InputProjector projector;

    Prompter(
            PromptLayout layout,
            LlmBackbone language,
            Map<Modality, ModalityEncoder> encoders,
            @Nullable InputProjector projector) {
        this.layout = layout;
        this.language = language;
        this.encoders = Map.copyOf(encoders);
        this.projector = projector;
    }

    /**
     * Returns the prompt, [n, width]; the oldest exchanges are left out if it is too long otherwise.
     *
     * @param answer the longest answer, in tokens
     * @throws ToolArgumentsException if the question alone is too long, or a medium can't be looked at
     */
    Tensor prompt(Dialogue dialogue, int answer) {
        int room = language.context() - Math.min(answer, language.context() / SHARE);
        Map<Media, Tensor> seen = new IdentityHashMap<>();
        Dialogue rest = dialogue;
        while (true) {
            List<Tensor> rows = layout.layout(rest).stream()
                    .map(segment -> rows(segment, dialogue.said(), seen))
                    .filter(tensor -> tensor.rows() > 0)
                    .toList();
            int length = rows.stream().mapToInt(Tensor::rows).sum();
            if (length <= room) {
                return Tensor.stack(rows);
            }
            if (rest.history().isEmpty()) {
                throw new ToolArgumentsException(
                        "the request takes %d positions of the model; it has %d, and needs %d of them for an answer.\nMaybe say it in fewer words."
                                .formatted(length, language.context(), language.context() - room));
            }
            rest = rest.forgettingOne();
        }
    }

    private Tensor rows(Segment segment, String said, Map<Media, Tensor> seen) {
        if (segment instanceof Segment.Seen medium) {
            return seen.computeIfAbsent(medium.media(), media -> soft(media, said));
        }
        return language.embed(((Segment.Tokens) segment).ids());
    }

    private Tensor soft(Media media, String said) {
        ModalityEncoder encoder = encoders.get(media.modality());
        if (encoder == null || projector == null) {
            throw new ToolArgumentsException("this model does not look at %s; it looks at %s.\nMaybe ask in tools mode."
                    .formatted(media.modality(), encoders.keySet()));
        }
        return projector.project(media.modality(), encoder.encode(media), said);
    }
}
