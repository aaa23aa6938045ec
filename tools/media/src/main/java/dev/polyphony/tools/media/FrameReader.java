package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads the pictures of a video that are shown at given times. It seeks over long gaps and decodes through short ones; where
 * a container cannot be sought in, it decodes all. For one thread.
 */
final class FrameReader implements AutoCloseable {
    /** A gap that is decoded through, since the next key frame is seldom nearer. */
    private static final double SHORT_SECONDS = 3;

    private final Demuxer demuxer;
    private final Decoder decoder;
    private final Orientation orientation;
    private final double unit;
    private final long start;
    private final AVFrame shown = av_frame_alloc();
    private final AVFrame ahead = av_frame_alloc();

    private boolean hasShown;
    private boolean hasAhead;
    private boolean ended;
    private long shownAt;
    private long aheadAt;

    private FrameReader(Demuxer demuxer, Decoder decoder) {
        AVStream stream = decoder.stream();
        this.demuxer = demuxer;
        this.decoder = decoder;
        this.orientation = Demuxer.orientation(stream);
        this.unit = (double) stream.time_base().num() / stream.time_base().den();
        this.start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
    }

    static FrameReader open(Path file, Kind kind, Container container, MediaLimits limits, Guard guard) {
        Demuxer demuxer = Demuxer.open(file, kind.title(), container, limits, guard);
        try {
            AVStream stream = demuxer.video();
            if (stream == null) {
                throw new Refused("is %s without pictures.".formatted(kind.title()), "give a video.");
            }
            ContainerProbe.checkPicture(kind.title(), stream, limits);
            return new FrameReader(demuxer, Decoder.of(demuxer, stream, limits));
        } catch (RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    /** Returns the picture that is shown at a time: the last one before or at it, else the first. */
    VideoFrame at(Duration time) {
        long target = start + (long) Math.floor(time.toNanos() / 1e9 / unit + 1e-6);
        if (!isNear(target)) {
            seek(target);
        }
        advance(target);
        if (!hasShown && !hasAhead && decoder.seek(start)) {
            forget();
            advance(target);
        }
        if (!hasShown && !hasAhead) {
            throw Refused.damaged(demuxer.title(), "no picture of it can be decoded");
        }
        AVFrame frame = hasShown ? shown : ahead;
        long at = hasShown ? shownAt : aheadAt;
        return new VideoFrame(
                Duration.ofNanos(Math.max(0, (long) ((at - start) * unit * 1e9))),
                orientation.apply(FrameConverter.picture(frame)));
    }

    private boolean isNear(long target) {
        long here = hasAhead ? aheadAt : hasShown ? shownAt : start;
        return (hasShown || !hasAhead || target >= aheadAt)
                && target >= (hasShown ? shownAt : start)
                && (target - here) * unit <= SHORT_SECONDS;
    }

    private void seek(long target) {
        if (decoder.seek(target)) {
            forget();
        }
    }

    private void forget() {
        av_frame_unref(shown);
        av_frame_unref(ahead);
        hasShown = false;
        hasAhead = false;
        ended = false;
    }

    /** Decodes until the next picture comes after the target, or none comes. */
    private void advance(long target) {
        while (true) {
            if (!hasAhead && !ended) {
                readAhead();
            }
            if (!hasAhead || aheadAt > target) {
                return;
            }
            av_frame_unref(shown);
            av_frame_move_ref(shown, ahead);
            shownAt = aheadAt;
            hasShown = true;
            hasAhead = false;
        }
    }

    private void readAhead() {
        AVFrame next = decoder.next();
        if (next == null) {
            ended = true;
            return;
        }
        long at = next.best_effort_timestamp();
        aheadAt = at == AV_NOPTS_VALUE ? shownAt + 1 : at;
        av_frame_unref(ahead);
        av_frame_move_ref(ahead, next);
        hasAhead = true;
    }

    @Override
    public void close() {
        av_frame_free(shown);
        av_frame_free(ahead);
        decoder.close();
        demuxer.close();
    }
}
