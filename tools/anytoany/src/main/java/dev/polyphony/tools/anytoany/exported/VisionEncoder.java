package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.ModalityEncoder;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.transform.PictureTransform;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.VideoFrame;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A vision transformer: one token a patch of a picture; of a film, those of its frames one after the other, or the mean of each
 * frame and then the mean of each patch, as Video-ChatGPT sees films.
 */
final class VisionEncoder implements ModalityEncoder {
    private static final Set<Modality> BOTH = Set.of(Modality.IMAGE, Modality.VIDEO);

    private final OnnxNet net;
    private final PictureTransform transform;
    private final int width;
    private final int frames;
    private final boolean pools;

    /**
     * Reads {@code file}, {@code width}, {@code picture} (a {@link PictureTransform}), {@code frames}, 8 if it is absent, and
     * {@code pool}, {@code none} or {@code space-time}.
     */
    VisionEncoder(Bundle bundle, Part part, Hardware hardware) {
        net = OnnxNet.of(bundle, part.file(), hardware);
        transform = PictureTransform.of(part.under("picture"));
        width = part.size("width");
        frames = part.has("frames") ? part.size("frames") : 8;
        pools = part.has("pool") && part.choice("pool", "none", "space-time").equals("space-time");
    }

    @Override
    public Set<Modality> accepts() {
        return BOTH;
    }

    @Override
    public Features encode(Media media) {
        List<BufferedImage> pictures = media.modality() == Modality.VIDEO
                ? Videos.frames(media, frames).stream().map(VideoFrame::picture).toList()
                : List.of(Pictures.read(media));
        List<Tensor> seen = new ArrayList<>();
        for (BufferedImage picture : pictures) {
            Cancels.check(() -> false);
            seen.add(encode(transform.of(picture)));
        }
        Tensor tokens = pools && media.modality() == Modality.VIDEO ? pooled(seen) : Tensor.stack(seen);
        return new Features(tokens, mean(tokens));
    }

    private Tensor encode(Tensor picture) {
        Tensor tokens = net.apply("media", picture.reshape(1, 3, transform.side(), transform.side()));
        return tokens.reshape(tokens.values().length / width, width);
    }

    /** Returns the mean of each frame, then the mean of each patch. */
    private static Tensor pooled(List<Tensor> frames) {
        List<Tensor> all = new ArrayList<>();
        Tensor patches = Tensor.zeros(frames.get(0).rows(), frames.get(0).columns());
        for (Tensor frame : frames) {
            all.add(mean(frame));
            for (int i = 0; i < patches.values().length; i++) {
                patches.values()[i] += frame.values()[i] / frames.size();
            }
        }
        all.add(patches);
        return Tensor.stack(all);
    }

    private static Tensor mean(Tensor tokens) {
        Tensor mean = Tensor.zeros(1, tokens.columns());
        for (int i = 0; i < tokens.values().length; i++) {
            mean.values()[i % tokens.columns()] += tokens.values()[i] / tokens.rows();
        }
        return mean;
    }

    @Override
    public void close() {
        net.close();
    }
}
