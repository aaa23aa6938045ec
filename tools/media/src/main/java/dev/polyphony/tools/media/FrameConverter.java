package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Makes pictures of FFmpeg's frames and the other way round. Every frame is freed by whoever asked for it. */
final class FrameConverter {
    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
    private static final int HD = 720;
    private static final int ONE = 1 << 16;

    private FrameConverter() {}

    /** Returns a decoded frame as a picture of its size. */
    static BufferedImage picture(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        AVFrame bgra = newFrame(width, height, AV_PIX_FMT_BGRA);
        try {
            boolean hd = frame.colorspace() == AVCOL_SPC_BT709
                    || (frame.colorspace() == AVCOL_SPC_UNSPECIFIED && height >= HD);
            convert(frame, bgra, hd, isFullRange(frame), true);
            boolean alpha = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
            BufferedImage picture =
                    new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
            int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            IntBuffer source = ints(bgra);
            for (int y = 0; y < height; y++) {
                source.position(y * (bgra.linesize(0) / 4)).get(pixels, y * width, width);
            }
            return picture;
        } finally {
            av_frame_free(bgra);
        }
    }

    /** Writes a picture of the same size into a frame of another format, by the colours of HD television. */
    static void fill(AVFrame target, BufferedImage picture) {
        int width = target.width();
        AVFrame bgra = newFrame(width, target.height(), AV_PIX_FMT_BGRA);
        try {
            IntBuffer into = ints(bgra);
            int[] line = new int[width];
            for (int y = 0; y < target.height(); y++) {
                picture.getRGB(0, y, width, 1, line, 0, width);
                into.position(y * (bgra.linesize(0) / 4)).put(line);
            }
            convert(bgra, target, true, true, false);
        } finally {
            av_frame_free(bgra);
        }
    }

    /** Returns a new frame with room for its pixels, which the caller frees. */
    static AVFrame newFrame(int width, int height, int format) {
        AVFrame frame = av_frame_alloc();
        frame.width(width).height(height).format(format);
        int code = av_frame_get_buffer(frame, 0);
        if (code < 0) {
            av_frame_free(frame);
            throw new OutOfMemoryError(
                    "no room for a frame of %d x %d: %s".formatted(width, height, Ffmpeg.error(code)));
        }
        return frame;
    }

    private static IntBuffer ints(AVFrame bgra) {
        return bgra.data(0)
                .capacity((long) bgra.linesize(0) * bgra.height())
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
    }

    private static boolean isFullRange(AVFrame frame) {
        int format = frame.format();
        return frame.color_range() == AVCOL_RANGE_JPEG
                || format == AV_PIX_FMT_YUVJ420P
                || format == AV_PIX_FMT_YUVJ422P
                || format == AV_PIX_FMT_YUVJ444P;
    }

    private static void convert(AVFrame from, AVFrame to, boolean hd, boolean fromFull, boolean toFull) {
        SwsContext context = sws_getContext(
                from.width(),
                from.height(),
                from.format(),
                to.width(),
                to.height(),
                to.format(),
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
            throw new Refused(
                    "has pixels of the format %d, which are not taken.".formatted(from.format()), "save it as MP4.");
        }
        try {
            var table = sws_getCoefficients(hd ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
            sws_setColorspaceDetails(context, table, fromFull ? 1 : 0, table, toFull ? 1 : 0, 0, ONE, ONE);
            sws_scale(context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
        } finally {
            sws_freeContext(context);
        }
    }
}
