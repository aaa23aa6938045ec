package dev.polyphony.tools.anytoany.nano.train;

/**
 * The sizes of a generator's net, as its {@code model.json} names them.
 *
 * @param width of all rows, a multiple of {@code heads}
 * @param heads of attention
 * @param blocks how many
 * @param tokens patches of a medium
 * @param patch values of a patch
 * @param channels values of a pixel
 * @param slots rows of the conditioning, each of {@code width}
 * @param mixture colours that a patch blends
 */
public record FlowShape(int width, int heads, int blocks, int tokens, int patch, int channels, int slots, int mixture) {
    /** @throws IllegalArgumentException if the heads do not divide the width, or the channels the patch */
    public FlowShape {
        if (width % heads != 0 || patch % channels != 0) {
            throw new IllegalArgumentException(
                    "width (%d) must be a multiple of heads (%d), patch (%d) of channels (%d).\nMaybe 32 and 2, 192 and 3."
                            .formatted(width, heads, patch, channels));
        }
    }
}
