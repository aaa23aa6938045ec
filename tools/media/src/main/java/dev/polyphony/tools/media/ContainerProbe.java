package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Looks into a container by FFmpeg, and holds what its headers say against the limits. */
final class ContainerProbe {
    private ContainerProbe() {}

    static Probe.Result read(Kind kind, Container container, Path file, MediaLimits limits) {
        String title = kind.title();
        try (Demuxer demuxer = Demuxer.open(file, title, container, limits, Guard.within(limits.patience()))) {
            AVStream video = demuxer.video();
            AVStream audio = demuxer.audio();
            if (video == null && audio == null) {
                throw Refused.damaged(title, "it holds neither sound nor moving pictures");
            }
            if (audio != null) {
                checkSound(title, audio, limits);
            }
            Measures picture = video == null ? Measures.NONE : checkPicture(title, video, limits);
            Duration time = time(demuxer, limits);
            return new Probe.Result(
                    video == null ? Modality.AUDIO : Modality.VIDEO,
                    video == null ? container.audioType() : container.videoType(),
                    new Measures(
                            picture.width(),
                            picture.height(),
                            time,
                            audio == null ? null : audio.codecpar().sample_rate(),
                            audio == null ? null : audio.codecpar().ch_layout().nb_channels(),
                            picture.framesPerSecond()));
        }
    }

    static void checkSound(String title, AVStream stream, MediaLimits limits) {
        SoundCheck.channels(title, stream.codecpar().ch_layout().nb_channels(), limits);
        SoundCheck.rate(title, stream.codecpar().sample_rate(), limits);
    }

    /** Returns the measures of the upright pictures. */
    static Measures checkPicture(String title, AVStream stream, MediaLimits limits) {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        if (width <= 0 || height <= 0) {
            throw Refused.damaged(title, "its pictures have %d x %d pixels".formatted(width, height));
        }
        if ((long) width * height > limits.pixels()) {
            throw new Refused(
                    "is %s of %d x %d pixels; at most %d pixels are taken."
                            .formatted(title, width, height, limits.pixels()),
                    "make it smaller.");
        }
        boolean swapped = Demuxer.orientation(stream).swapsSides();
        return new Measures(swapped ? height : width, swapped ? width : height, null, null, null, rate(stream));
    }

    private static @Nullable Double rate(AVStream stream) {
        AVRational rate = stream.avg_frame_rate();
        return rate.num() <= 0 || rate.den() <= 0 ? null : Math.round(rate.num() * 1e6 / rate.den()) / 1e6;
    }

    /** Returns the playing time: by the headers, or where they leave it out, as in recordings, by the last packet. */
    static Duration time(Demuxer demuxer, MediaLimits limits) {
        long micros = demuxer.headerMicros();
        Duration time = Duration.of(Math.max(0, micros), ChronoUnit.MICROS);
        if (micros < 0) {
            double seconds = 0;
            for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
                long start = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                if (start != AV_NOPTS_VALUE) {
                    AVRational unit = demuxer.unit(packet);
                    seconds = Math.max(seconds, (start + packet.duration()) * (double) unit.num() / unit.den());
                }
            }
            time = Duration.ofNanos((long) (seconds * 1e9));
        }
        SoundCheck.time(demuxer.title(), time, limits);
        return time;
    }
}
