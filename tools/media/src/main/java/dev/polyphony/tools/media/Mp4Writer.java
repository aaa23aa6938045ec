package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.polyphony.agent.ToolFailedException;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an MP4 that browsers play: H.264 by OpenH264 in YUV 4:2:0 and the colours of HD television, AAC sound, and the
 * index in front of the content. For one thread.
 */
final class Mp4Writer implements AutoCloseable {
    private static final String VIDEO_ENCODER = "libopenh264";
    private static final String AUDIO_ENCODER = "aac";
    private static final Set<Integer> AAC_RATES =
            Set.of(96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000);
    private static final int COMMON_RATE = 48_000;

    private final AVFormatContext file = new AVFormatContext(null);
    private final AVIOContext out = new AVIOContext(null);
    private final int framesPerSecond;
    private final @Nullable AudioClip clip;

    private @Nullable EncodedTrack video;
    private @Nullable AVFrame frame;
    private @Nullable Sound sound;
    private long pictures;

    private Mp4Writer(int framesPerSecond, @Nullable AudioClip sound) {
        this.framesPerSecond = framesPerSecond;
        this.clip =
                sound == null || AAC_RATES.contains(sound.sampleRate()) ? sound : Sounds.resample(sound, COMMON_RATE);
    }

    /**
     * Opens a new file.
     *
     * @param width even, at least 16 pixels
     * @param height even, at least 16 pixels
     */
    static Mp4Writer open(Path path, int width, int height, int framesPerSecond, @Nullable AudioClip sound) {
        Ffmpeg.load();
        Mp4Writer writer = new Mp4Writer(framesPerSecond, sound);
        try {
            writer.start("file:" + path.toAbsolutePath(), width, height);
            return writer;
        } catch (RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    private void start(String url, int width, int height) {
        check(avformat_alloc_output_context2(file, null, "mp4", url));
        video = EncodedTrack.add(file, VIDEO_ENCODER, encoder -> settings(encoder, width, height));
        frame = FrameConverter.newFrame(width, height, AV_PIX_FMT_YUV420P);
        frame.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
        if (clip != null) {
            sound = new Sound(file, clip);
        }
        check(avio_open2(out, url, AVIO_FLAG_WRITE, null, (AVDictionary) null));
        file.pb(out);
        AVDictionary options = Ffmpeg.options("movflags", "+faststart", "fflags", "+bitexact");
        int code = avformat_write_header(file, options);
        av_dict_free(options);
        check(code);
    }

    private void settings(AVCodecContext encoder, int width, int height) {
        encoder.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base().num(1).den(framesPerSecond);
        encoder.framerate().num(framesPerSecond).den(1);
        encoder.gop_size(2 * framesPerSecond).max_b_frames(0).thread_count(1);
        encoder.bit_rate(Math.max(400_000L, Math.min(8_000_000L, (long) width * height * framesPerSecond / 6)));
        encoder.colorspace(AVCOL_SPC_BT709).color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709).color_range(AVCOL_RANGE_MPEG);
    }

    /** Adds a picture of the file's size, and the sound that is heard with it. */
    void add(BufferedImage picture) {
        if (video == null || frame == null) {
            throw new IllegalStateException("the file is not open");
        }
        check(av_frame_make_writable(frame));
        FrameConverter.fill(frame, picture);
        frame.pts(pictures++);
        video.encode(frame);
        if (sound != null) {
            sound.upTo((double) pictures / framesPerSecond);
        }
    }

    /** Writes the rest of the sound and the index. */
    void finish() {
        if (video != null) {
            video.encode(null);
        }
        if (sound != null) {
            sound.finish();
        }
        check(av_write_trailer(file));
    }

    /** @throws ToolFailedException if the code is an error */
    static void check(int code) {
        if (code < 0) {
            throw new ToolFailedException(
                    "the video could not be written: %s.\nMaybe the disk is full.".formatted(Ffmpeg.error(code)));
        }
    }

    @Override
    public void close() {
        if (sound != null) {
            sound.close();
        }
        if (frame != null) {
            av_frame_free(frame);
        }
        if (video != null) {
            video.close();
        }
        avio_closep(out);
        avformat_free_context(file);
    }

    /** The sound track: AAC in frames of 1,024 samples. */
    private static final class Sound implements AutoCloseable {
        private final EncodedTrack track;
        private final FloatBuffer samples;
        private final int rate;
        private final AVFrame chunk = av_frame_alloc();
        private final float[] block;

        Sound(AVFormatContext file, AudioClip clip) {
            samples = clip.samples();
            rate = clip.sampleRate();
            track = EncodedTrack.add(file, AUDIO_ENCODER, this::settings);
            block = new float[track.frameSize()];
            chunk.format(AV_SAMPLE_FMT_FLTP).nb_samples(block.length).sample_rate(rate);
            av_channel_layout_default(chunk.ch_layout(), 1);
            check(av_frame_get_buffer(chunk, 0));
        }

        private void settings(AVCodecContext encoder) {
            encoder.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(rate);
            encoder.bit_rate(Math.min(128_000L, rate * 4L));
            encoder.time_base().num(1).den(rate);
            av_channel_layout_default(encoder.ch_layout(), 1);
        }

        void upTo(double seconds) {
            while (samples.remaining() >= block.length && samples.position() < seconds * rate) {
                encode(block.length);
            }
        }

        void finish() {
            while (samples.hasRemaining()) {
                encode(Math.min(block.length, samples.remaining()));
            }
            track.encode(null);
        }

        private void encode(int count) {
            check(av_frame_make_writable(chunk));
            chunk.pts(samples.position()).nb_samples(count);
            samples.get(block, 0, count);
            new FloatPointer(chunk.data(0)).put(block, 0, count);
            track.encode(chunk);
        }

        @Override
        public void close() {
            av_frame_free(chunk);
            track.close();
        }
    }
}
