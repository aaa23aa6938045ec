package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.polyphony.agent.UnsupportedFeatureException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** An encoder and the stream of a file that it feeds. For one thread. */
final class EncodedTrack implements AutoCloseable {
    private final AVFormatContext file;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();

    private EncodedTrack(AVFormatContext file, AVCodecContext encoder, AVStream stream) {
        this.file = file;
        this.encoder = encoder;
        this.stream = stream;
    }

    /** Adds a stream to a file whose header is not written yet. */
    static EncodedTrack add(AVFormatContext file, String encoderName, Consumer<AVCodecContext> settings) {
        AVCodec codec = avcodec_find_encoder_by_name(encoderName);
        if (codec == null || codec.isNull()) {
            throw new UnsupportedFeatureException(
                    "this build of FFmpeg has no encoder \"%s\".\nMaybe use org.bytedeco:ffmpeg without -gpl."
                            .formatted(encoderName));
        }
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        settings.accept(encoder);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        int code = avcodec_open2(encoder, codec, (AVDictionary) null);
        if (code < 0) {
            avcodec_free_context(encoder);
            Mp4Writer.check(code);
        }
        AVStream stream = avformat_new_stream(file, null);
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        return new EncodedTrack(file, encoder, stream);
    }

    /** Returns how many samples a frame of sound has. */
    int frameSize() {
        return encoder.frame_size();
    }

    /** Encodes a frame, or with null what the encoder still holds, and writes the packets that come out. */
    void encode(@Nullable AVFrame frame) {
        Mp4Writer.check(avcodec_send_frame(encoder, frame));
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            Mp4Writer.check(code);
            if (packet.duration() == 0 && encoder.frame_size() == 0) {
                packet.duration(1);
            }
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            Mp4Writer.check(av_interleaved_write_frame(file, packet));
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(encoder);
    }
}
