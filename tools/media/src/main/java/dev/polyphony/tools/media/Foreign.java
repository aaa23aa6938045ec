package dev.polyphony.tools.media;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Formats that are known and not taken, so that the refusal can name them and say what to do. */
final class Foreign {
    private static final String PAGE = "export the page as PNG, or paste its words.";
    private static final String UNPACK = "unpack it and attach what is in it.";
    private static final String PICTURE = "save it as PNG or JPEG.";
    private static final String SOUND = "save it as WAV or MP3.";
    private static final String VIDEO = "save it as MP4.";

    private record Format(String signature, int at, String title, String advice) {}

    private static final List<Format> FORMATS = List.of(
            new Format("%PDF-", 0, "a PDF document", PAGE),
            new Format("%!PS", 0, "a PostScript document", PAGE),
            new Format("{\\rtf", 0, "an RTF document", PAGE),
            new Format("\u00d0\u00cf\u0011\u00e0", 0, "an old Office document", PAGE),
            new Format("\u001f\u008b", 0, "a gzip archive", UNPACK),
            new Format("7z\u00bc\u00af", 0, "a 7z archive", UNPACK),
            new Format("Rar!", 0, "a RAR archive", UNPACK),
            new Format("BZh", 0, "a bzip2 archive", UNPACK),
            new Format("\u00fd7zXZ", 0, "an xz archive", UNPACK),
            new Format("(\u00b5/\u00fd", 0, "a Zstandard archive", UNPACK),
            new Format("ustar", 257, "a tar archive", UNPACK),
            new Format("II*\0", 0, "a TIFF picture", PICTURE),
            new Format("MM\0*", 0, "a TIFF picture", PICTURE),
            new Format("\0\0\1\0", 0, "an icon", PICTURE),
            new Format("8BPS", 0, "a Photoshop picture", PICTURE),
            new Format("\0\0\0\u000cjP", 0, "a JPEG 2000 picture", PICTURE),
            new Format("\0\0\0\u000cJXL", 0, "a JPEG XL picture", PICTURE),
            new Format("\u00ff\n", 0, "a JPEG XL picture", PICTURE),
            new Format("FORM", 0, "an AIFF sound", SOUND),
            new Format("RF64", 0, "an RF64 sound", SOUND),
            new Format(".snd", 0, "an AU sound", SOUND),
            new Format("#!AMR", 0, "an AMR sound", SOUND),
            new Format("MThd", 0, "a MIDI score", SOUND),
            new Format("\u00ff\u00f1", 0, "an AAC stream", SOUND),
            new Format("\u00ff\u00f9", 0, "an AAC stream", SOUND),
            new Format("FLV\1", 0, "a Flash video", VIDEO),
            new Format("0&\u00b2u\u008ef\u00cf\u0011", 0, "a Windows Media file", VIDEO),
            new Format("\0\0\1\u00ba", 0, "an MPEG video", VIDEO),
            new Format("\u007fELF", 0, "a program", "attach a picture, a sound, a video or a text."),
            new Format("MZ", 0, "a program", "attach a picture, a sound, a video or a text."),
            new Format("\u00fe\u00ff", 0, "a text in UTF-16", "save it as UTF-8."),
            new Format("\u00ff\u00fe", 0, "a text in UTF-16", "save it as UTF-8."));

    private static final Pattern SVG = Pattern.compile(
            "(?s)\\A\uFEFF?\\s*(<\\?xml.*?\\?>\\s*|<!--.*?-->\\s*|<!DOCTYPE[^>\\[]*(\\[.*?\\]\\s*)?>\\s*)*<(\\w+:)?svg[\\s>].*");

    private Foreign() {}

    /** @throws Refused if the bytes begin like one of these formats */
    static void refuse(Bytes bytes) throws IOException {
        if (bytes.has(0, "PK\u0003\u0004") || bytes.has(0, "PK\u0005\u0006")) {
            throw zip(bytes);
        }
        for (Format format : FORMATS) {
            if (bytes.has(format.at(), format.signature())) {
                throw new Refused("is %s, which is not taken.".formatted(format.title()), format.advice());
            }
        }
        String head = bytes.ascii(0, (int) Math.min(4_096, bytes.size()));
        if (SVG.matcher(head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head)
                .matches()) {
            throw new Refused("is an SVG drawing, which is not taken: it can hold scripts.", "export it as PNG.");
        }
    }

    private static Refused zip(Bytes bytes) throws IOException {
        String head = bytes.ascii(0, (int) Math.min(4_096, bytes.size()));
        boolean document = head.contains("[Content_Types].xml")
                || head.contains("word/")
                || head.contains("ppt/")
                || head.contains("xl/")
                || head.contains("mimetypeapplication/");
        return document
                ? new Refused("is an Office document, which is not taken.", PAGE)
                : new Refused("is a zip archive, which is not taken.", UNPACK);
    }
}
