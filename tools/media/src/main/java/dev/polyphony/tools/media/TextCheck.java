package dev.polyphony.tools.media;

import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Takes what is UTF-8 from the first byte to the last, without control characters. */
final class TextCheck {
    private static final int CHUNK = 8_192;

    private TextCheck() {}

    static Probe.Result check(Bytes bytes, MediaLimits limits) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        byte[] chunk = new byte[CHUNK];
        CharBuffer chars = CharBuffer.allocate(CHUNK);
        long at = 0;
        while (at < bytes.size()) {
            int count = bytes.copy(at, chunk);
            boolean last = at + count >= bytes.size();
            ByteBuffer in = ByteBuffer.wrap(chunk, 0, count);
            CoderResult result = decoder.decode(in, chars.clear(), last);
            if (result.isError()) {
                throw unknown(bytes, "byte %d is not UTF-8".formatted(at + in.position()));
            }
            checkControls(bytes, chars.flip());
            at += in.position();
        }
        if (bytes.size() > limits.textBytes()) {
            throw new Refused(
                    "is a text of %d bytes; at most %d are taken.".formatted(bytes.size(), limits.textBytes()),
                    "send the part that matters.");
        }
        return new Probe.Result(Modality.TEXT, "text/plain", Measures.NONE);
    }

    private static void checkControls(Bytes bytes, CharBuffer chars) throws IOException {
        for (int i = 0; i < chars.length(); i++) {
            char c = chars.get(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\u001b') {
                throw unknown(bytes, "it holds the control character U+%04X".formatted((int) c));
            }
        }
    }

    private static Refused unknown(Bytes bytes, String why) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < Math.min(8, bytes.size()); i++) {
            head.append("%02x".formatted(bytes.u8(i)));
        }
        return new Refused(
                "is of no known kind: it begins with %s, and is no text since %s.".formatted(head, why),
                "attach a PNG, JPEG, WAV, MP3, MP4 or WebM file, or a text in UTF-8.");
    }
}
