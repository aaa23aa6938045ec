package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes WebP, which the JDK cannot, by FFmpeg. */
final class WebpDecoder {
    private WebpDecoder() {}

    static BufferedImage decode(byte[] encoded, MediaLimits limits) {
        Ffmpeg.load();
        AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_WEBP);
        AVCodecContext context = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        AVDictionary options = Ffmpeg.options("max_pixels", Long.toString(limits.pixels()), "threads", "1");
        try {
            check(avcodec_open2(context, codec, options));
            check(av_new_packet(packet, encoded.length));
            packet.data().put(encoded);
            check(avcodec_send_packet(context, packet));
            check(avcodec_receive_frame(context, frame));
            return FrameConverter.picture(frame);
        } finally {
            av_dict_free(options);
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw Refused.damaged(Kind.WEBP.title(), "it cannot be decoded (%s)".formatted(Ffmpeg.error(code)));
        }
    }
}
