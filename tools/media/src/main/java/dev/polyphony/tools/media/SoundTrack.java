package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes the sound of a container, mixed down to mono. */
final class SoundTrack implements AutoCloseable {
    private final MediaLimits limits;
    private final String title;
    private final FloatSink sink;
    private final int rate;
    private final AVChannelLayout mono = new AVChannelLayout();
    private final PointerPointer<FloatPointer> plane = new PointerPointer<>(1);

    private @Nullable SwrContext converter;
    private String shape = "";
    private FloatPointer block = new FloatPointer(1 << 14);
    private long given;

    private SoundTrack(String title, int rate, FloatSink sink, MediaLimits limits) {
        this.title = title;
        this.rate = rate;
        this.sink = sink;
        this.limits = limits;
        av_channel_layout_default(mono, 1);
    }

    /** Passes the first sound track of a file on, at a rate. */
    static void read(Path file, Kind kind, Container container, int sampleRateHz, FloatSink sink, MediaLimits limits) {
        Guard guard = Guard.none();
        try (Demuxer demuxer = Demuxer.open(file, kind.title(), container, limits, guard)) {
            AVStream stream = demuxer.audio();
            if (stream == null) {
                throw new Refused("is %s without sound.".formatted(kind.title()), "give one with a sound track.");
            }
            ContainerProbe.checkSound(kind.title(), stream, limits);
            try (Decoder decoder = Decoder.of(demuxer, stream, limits)) {
                decode(decoder, kind.title(), sampleRateHz, sink, limits);
            }
        }
    }

    private static void decode(Decoder decoder, String title, int to, FloatSink sink, MediaLimits limits) {
        AVFrame frame = decoder.next();
        if (frame == null) {
            throw Refused.damaged(title, "its sound cannot be decoded");
        }
        int from = frame.sample_rate();
        SoundCheck.rate(title, from, limits);
        FloatSink resampled = Resampler.between(from, to, sink);
        try (SoundTrack track = new SoundTrack(title, from, resampled, limits)) {
            while (frame != null) {
                track.convert(frame);
                frame = decoder.next();
            }
            track.drain();
        }
        resampled.end();
    }

    private void convert(AVFrame frame) {
        String now = frame.sample_rate() + "/" + frame.format() + "/"
                + frame.ch_layout().nb_channels() + "/" + frame.ch_layout().u_mask();
        if (!now.equals(shape)) {
            drain();
            converter = newConverter(frame);
            shape = now;
        }
        pass(
                frame.extended_data(),
                frame.nb_samples(),
                (int) ((long) frame.nb_samples() * rate / frame.sample_rate()) + 64);
    }

    private SwrContext newConverter(AVFrame frame) {
        SoundCheck.rate(title, frame.sample_rate(), limits);
        SoundCheck.channels(title, frame.ch_layout().nb_channels(), limits);
        if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
        SwrContext swr = new SwrContext(null);
        int code = swr_alloc_set_opts2(
                swr, mono, AV_SAMPLE_FMT_FLT, rate, frame.ch_layout(), frame.format(), frame.sample_rate(), 0, null);
        if (code >= 0) {
            // as loud as the mean of the channels, so that nothing is cut off
            av_opt_set_double(swr, "rematrix_maxval", 1.0, 0);
            code = swr_init(swr);
        }
        if (code < 0) {
            swr_free(swr);
            throw Refused.damaged(title, "its sound cannot be mixed down: " + Ffmpeg.error(code));
        }
        return swr;
    }

    /** Passes on what the converter still holds. */
    private void drain() {
        if (converter != null) {
            pass(null, 0, 1 << 14);
            swr_free(converter);
            converter = null;
        }
    }

    private void pass(@Nullable PointerPointer<?> data, int samples, int room) {
        if (block.capacity() < room) {
            block.close();
            block = new FloatPointer(room);
        }
        plane.put(0, block);
        int count = swr_convert(converter, plane, (int) block.capacity(), data, samples);
        if (count <= 0) {
            return;
        }
        given += count;
        SoundCheck.time(title, Duration.ofNanos((long) (given * 1e9 / rate)), limits);
        float[] mixed = new float[count];
        block.position(0).get(mixed);
        sink.accept(mixed, count);
    }

    @Override
    public void close() {
        if (converter != null) {
            swr_free(converter);
        }
        block.close();
        plane.close();
        mono.close();
    }
}
