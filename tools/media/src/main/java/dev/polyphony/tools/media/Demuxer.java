package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** An open container: its streams and their packets. For one thread; closing it frees all that is native. */
final class Demuxer implements AutoCloseable {
    private static final String MAX_STREAMS = "32";
    private static final int DISCARD_ALL = 48;

    private final String title;
    private final Guard guard;
    private final AVIOInterruptCB interrupt;
    private final AVFormatContext context;
    private final AVPacket packet;

    private Demuxer(String title, Guard guard, AVIOInterruptCB interrupt, AVFormatContext context) {
        this.title = title;
        this.guard = guard;
        this.interrupt = interrupt;
        this.context = context;
        this.packet = av_packet_alloc();
    }

    /**
     * Opens a file in the given format and finds out what its streams hold.
     *
     * @param title what a refusal calls it: {@code an MP4 file}
     */
    static Demuxer open(Path file, String title, Container container, MediaLimits limits, Guard guard) {
        Ffmpeg.load();
        AVFormatContext context = avformat_alloc_context();
        AVIOInterruptCB interrupt = Interrupts.asking(guard);
        context.interrupt_callback(interrupt);
        AVDictionary options = Ffmpeg.options(
                "protocol_whitelist", "file", "codec_whitelist", Ffmpeg.DECODERS, "max_streams", MAX_STREAMS);
        int code = avformat_open_input(
                context, "file:" + file.toAbsolutePath(), av_find_input_format(container.demuxer()), options);
        av_dict_free(options);
        if (code < 0) {
            Interrupts.release(interrupt);
            guard.check();
            throw Refused.damaged(title, Ffmpeg.error(code));
        }
        Demuxer demuxer = new Demuxer(title, guard, interrupt, context);
        try {
            demuxer.findStreams(limits);
            return demuxer;
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    private void findStreams(MediaLimits limits) {
        int count = context.nb_streams();
        try (PointerPointer<AVDictionary> each = new PointerPointer<>(Math.max(1, count))) {
            for (int i = 0; i < count; i++) {
                AVDictionary options = Ffmpeg.options(
                        "codec_whitelist",
                        Ffmpeg.DECODERS,
                        "max_pixels",
                        Long.toString(limits.pixels()),
                        "threads",
                        "1");
                each.put(i, options);
            }
            int code = avformat_find_stream_info(context, each);
            for (int i = 0; i < count; i++) {
                av_dict_free(new AVDictionary(each.get(i)));
            }
            guard.check();
            if (code < 0) {
                throw Refused.damaged(title, Ffmpeg.error(code));
            }
        }
    }

    String title() {
        return title;
    }

    Guard guard() {
        return guard;
    }

    /** Returns the first stream of moving pictures, or null; the cover of a record is none. */
    @Nullable
    AVStream video() {
        return first(AVMEDIA_TYPE_VIDEO);
    }

    /** Returns the first stream of sound, or null. */
    @Nullable
    AVStream audio() {
        return first(AVMEDIA_TYPE_AUDIO);
    }

    private @Nullable AVStream first(int type) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (stream.codecpar().codec_type() == type && !cover) {
                return stream;
            }
        }
        return null;
    }

    /** Returns how the pictures of a stream are to be turned. */
    static Orientation orientation(AVStream stream) {
        AVPacketSideData data = av_packet_side_data_get(
                stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < 36) {
            return Orientation.UPRIGHT;
        }
        double degrees = av_display_rotation_get(new IntPointer((Pointer) data.data()));
        return Double.isNaN(degrees) ? Orientation.UPRIGHT : Orientation.ofTurn((int) -Math.round(degrees / 90) * 90);
    }

    /** Returns the playing time by the headers in microseconds, or -1 if they don't say. */
    long headerMicros() {
        return context.duration() == AV_NOPTS_VALUE || context.duration() < 0 ? -1 : context.duration();
    }

    /** Returns the unit of a packet's times, in seconds. */
    AVRational unit(AVPacket of) {
        return context.streams(of.stream_index()).time_base();
    }

    /** Leaves out the packets of all streams but one. */
    void only(AVStream wanted) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != wanted.index()) {
                context.streams(i).discard(DISCARD_ALL);
            }
        }
    }

    /**
     * Returns the next packet, or null at the end. It is good until the next call.
     *
     * @throws Refused if the container is damaged here
     */
    @Nullable
    AVPacket next() {
        av_packet_unref(packet);
        guard.check();
        int code = av_read_frame(context, packet);
        if (code >= 0) {
            return packet;
        }
        guard.check();
        if (code == AVERROR_EOF) {
            return null;
        }
        throw Refused.damaged(title, Ffmpeg.error(code));
    }

    /** Goes to the last key frame before a time of a stream; returns false where that can't be done. */
    boolean seek(AVStream stream, long timestamp) {
        return av_seek_frame(context, stream.index(), timestamp, AVSEEK_FLAG_BACKWARD) >= 0;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avformat_close_input(context);
        Interrupts.release(interrupt);
    }
}
