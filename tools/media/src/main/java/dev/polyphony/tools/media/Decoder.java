package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes one stream of a container, frame by frame. Damaged packets are left out. For one thread. */
final class Decoder implements AutoCloseable {
    private final Demuxer demuxer;
    private final AVStream stream;
    private final AVCodecContext context;
    private final AVFrame frame;
    private boolean drained;

    private Decoder(Demuxer demuxer, AVStream stream, AVCodecContext context) {
        this.demuxer = demuxer;
        this.stream = stream;
        this.context = context;
        this.frame = av_frame_alloc();
    }

    /** @throws Refused if nothing here can decode the stream */
    static Decoder of(Demuxer demuxer, AVStream stream, MediaLimits limits) {
        demuxer.only(stream);
        int id = stream.codecpar().codec_id();
        AVCodec codec = avcodec_find_decoder(id);
        String name = avcodec_get_name(id).getString();
        if (codec == null || codec.isNull()) {
            throw unknown(demuxer, name);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        AVDictionary options = Ffmpeg.options(
                "codec_whitelist", Ffmpeg.DECODERS, "max_pixels", Long.toString(limits.pixels()), "threads", "1");
        int code = avcodec_open2(context, codec, options);
        av_dict_free(options);
        if (code < 0) {
            avcodec_free_context(context);
            throw unknown(demuxer, name);
        }
        return new Decoder(demuxer, stream, context);
    }

    private static Refused unknown(Demuxer demuxer, String codec) {
        return new Refused(
                "is %s with the codec \"%s\", which is not taken.".formatted(demuxer.title(), codec),
                "save it as MP4 with H.264 and AAC, or as WAV.");
    }

    AVStream stream() {
        return stream;
    }

    /** Returns the next frame, or null at the end. It is good until the next call. */
    @Nullable
    AVFrame next() {
        while (true) {
            int code = avcodec_receive_frame(context, frame);
            if (code >= 0) {
                return frame;
            }
            if (code != AVERROR_EAGAIN() || drained) {
                if (code == AVERROR_EOF || drained) {
                    return null;
                }
                demuxer.guard().check();
            }
            feed();
        }
    }

    private void feed() {
        AVPacket packet = demuxer.next();
        while (packet != null && packet.stream_index() != stream.index()) {
            packet = demuxer.next();
        }
        drained = packet == null;
        avcodec_send_packet(context, packet);
    }

    /** Goes to the last key frame before a time of the stream; returns false where that can't be done. */
    boolean seek(long timestamp) {
        if (!demuxer.seek(stream, timestamp)) {
            return false;
        }
        avcodec_flush_buffers(context);
        drained = false;
        return true;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
