package dev.polyphony.tools.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import dev.polyphony.agent.UnsupportedFeatureException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;

/** The native library: loaded on first use, kept quiet and on a short leash. */
final class Ffmpeg {
    /** The largest piece of native memory that a crafted file can have FFmpeg ask for, bytes. */
    private static final long MAX_ALLOCATION = 512L << 20;

    /** The decoders that a file may call for; all others stay shut. */
    static final String DECODERS = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg1video,"
            + "mpeg2video,h263,theora,mjpeg,png,aac,aac_latm,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,flac,alac,ac3,"
            + "eac3,speex,libspeex,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,"
            + "pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw";

    private Ffmpeg() {}

    private static final class Loaded {
        static {
            av_log_set_level(AV_LOG_ERROR - 8);
            av_max_alloc(MAX_ALLOCATION);
        }

        static void now() {}
    }

    /** @throws UnsupportedFeatureException if there is no native library for this machine */
    static void load() {
        try {
            Loaded.now();
        } catch (LinkageError e) {
            throw new UnsupportedFeatureException(
                    "FFmpeg does not run on this machine (%s, %s): %s.\nMaybe add org.bytedeco:ffmpeg and javacpp with the classifier of this platform; pictures and WAV work without."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }

    /** Returns what a negative return code means. */
    static String error(int code) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Returns options for FFmpeg, which the caller frees. */
    static AVDictionary options(String... namesAndValues) {
        AVDictionary options = new AVDictionary(null);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            av_dict_set(options, namesAndValues[i], namesAndValues[i + 1], 0);
        }
        return options;
    }
}
