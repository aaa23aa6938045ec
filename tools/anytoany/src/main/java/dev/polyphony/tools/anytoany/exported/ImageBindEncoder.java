package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.ModalityEncoder;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.transform.ImageBindInput;
import java.util.Set;

/** One trunk of ImageBind: what it sees of a medium is the mean of what it sees of its clips, not of unit length again. */
final class ImageBindEncoder implements ModalityEncoder {
    private static final Set<Modality> ALL = Set.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO);

    private final OnnxNet net;
    private final int width;

    ImageBindEncoder(Bundle bundle, Part part, Hardware hardware) {
        net = OnnxNet.of(bundle, part.file(), hardware);
        width = part.size("width");
    }

    @Override
    public Set<Modality> accepts() {
        return ALL;
    }

    @Override
    public Features encode(Media media) {
        Tensor clips = ImageBindInput.of(media);
        float[] mean = new float[width];
        for (int clip = 0; clip < clips.rows(); clip++) {
            Cancels.check(() -> false);
            float[] seen = net.apply("media", clips.slice(clip, clip + 1)).values();
            for (int j = 0; j < width; j++) {
                mean[j] += seen[j] / clips.rows();
            }
        }
        Tensor features = Tensor.of(mean, 1, width);
        return new Features(features, features);
    }

    @Override
    public void close() {
        net.close();
    }
}
