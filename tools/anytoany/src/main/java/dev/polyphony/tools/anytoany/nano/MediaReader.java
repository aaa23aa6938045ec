package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoFrame;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.util.List;

/** Media in the form in which the nano model looks at them. */
final class MediaReader {
    private MediaReader() {}

    /** Returns the patches of a picture, of eight frames from all over a film, or of the first second of a sound. */
    static float[][] patches(Media media) {
        return switch (media.modality()) {
            case IMAGE -> Patches.PICTURE.cut(List.of(square(Pictures.read(media), Patches.PICTURE.side())));
            case VIDEO ->
                Patches.FILM.cut(Videos.frames(media, Patches.FILM.frames()).stream()
                        .map(VideoFrame::picture)
                        .map(picture -> square(picture, Patches.FILM.side()))
                        .toList());
            default ->
                Patches.ofSound(
                        Spectrogram.of(Sounds.read(media, Spectrogram.RATE_HZ).toArray()));
        };
    }

    /** Returns the middle of a picture, on white, in a size. */
    private static BufferedImage square(BufferedImage picture, int side) {
        int least = Math.min(picture.getWidth(), picture.getHeight());
        BufferedImage middle = Pictures.crop(
                picture, (picture.getWidth() - least) / 2, (picture.getHeight() - least) / 2, least, least);
        return Pictures.resize(Pictures.opaque(middle), side, side);
    }
}
