package dev.polyphony.tools.media;

import dev.polyphony.agent.ToolFailedException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes pictures whose headers have passed the limits. */
final class PictureDecoder {
    private PictureDecoder() {}

    /** Returns the upright picture; every way to fail is an error that names it. */
    static BufferedImage decode(InputStream in, String name, MediaLimits limits) throws IOException {
        Kind kind = Kind.TEXT;
        try {
            byte[] encoded = encoded(in, limits);
            Bytes bytes = Bytes.of(encoded);
            kind = Kind.of(bytes);
            if (!kind.isPicture()) {
                throw new Refused("is %s and no picture.".formatted(kind.title()), "give a PNG or JPEG.");
            }
            PictureHeader header = PictureHeader.read(kind, bytes, limits);
            BufferedImage stored = kind == Kind.WEBP ? WebpDecoder.decode(encoded, limits) : imageIo(encoded, header);
            return header.orientation().apply(plain(stored));
        } catch (Refused e) {
            throw e.named(name);
        } catch (EOFException e) {
            throw Refused.cutOff(kind.title(), String.valueOf(e.getMessage())).named(name);
        } catch (OutOfMemoryError e) {
            throw new ToolFailedException(
                    "%s does not fit into memory when it is decoded.\nMaybe make it smaller, or start Java with a larger -Xmx."
                            .formatted(name),
                    e);
        }
    }

    private static byte[] encoded(InputStream in, MediaLimits limits) throws IOException {
        byte[] encoded = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limits.bytes() + 1));
        if (encoded.length > limits.bytes()) {
            throw new Refused("has more than %d bytes.".formatted(limits.bytes()), "make it smaller.");
        }
        return encoded;
    }

    /** The JDK's decoders answer broken pictures with all kinds of exceptions, and lack of memory with IOException too. */
    private static BufferedImage imageIo(byte[] encoded, PictureHeader header) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(
                        header.kind().name().toLowerCase(Locale.ROOT))
                .next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError memory) {
                throw memory;
            }
            throw Refused.damaged(header.kind().title(), "it cannot be decoded (%s)".formatted(e.getMessage()))
                    .because(e);
        } finally {
            reader.dispose();
        }
    }

    /** Returns the picture in sRGB with 8 bits a colour. */
    private static BufferedImage plain(BufferedImage decoded) {
        int type = Scaling.typeOf(decoded);
        if (decoded.getType() == type) {
            return decoded;
        }
        BufferedImage plain = new BufferedImage(decoded.getWidth(), decoded.getHeight(), type);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(decoded, 0, 0, null);
        graphics.dispose();
        return plain;
    }
}
