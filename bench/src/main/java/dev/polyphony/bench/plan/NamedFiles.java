package dev.polyphony.bench.plan;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files that a request names stand for attachments: {@code example.jpg} for a picture. Nothing is read. */
final class NamedFiles {
    private static final Map<String, Modality> KINDS = new LinkedHashMap<>();
    private static final Pattern FILE;

    static {
        List.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tiff").forEach(e -> KINDS.put(e, Modality.IMAGE));
        List.of("wav", "mp3", "flac", "ogg", "m4a", "aac", "wma").forEach(e -> KINDS.put(e, Modality.AUDIO));
        List.of("mp4", "avi", "mov", "mkv", "webm").forEach(e -> KINDS.put(e, Modality.VIDEO));
        List.of("txt", "pdf", "md", "docx", "doc", "csv").forEach(e -> KINDS.put(e, Modality.TEXT));
        FILE = Pattern.compile(
                "(?<![\\w/.:-])[\\w/\\\\-]+(?:\\.[\\w-]+)*\\.(?<ending>" + String.join("|", KINDS.keySet())
                        + ")(?![\\w/-])",
                Pattern.CASE_INSENSITIVE);
    }

    private NamedFiles() {}

    /** Returns one artifact for each file that is named and that the catalogue has a tool for, in order of mention. */
    static List<Artifact> of(String request, Catalogue catalogue) {
        Map<String, Artifact> found = new LinkedHashMap<>();
        Matcher file = FILE.matcher(request);
        while (file.find()) {
            Modality kind = KINDS.get(file.group("ending").toLowerCase(Locale.ROOT));
            if (kind != null && catalogue.form() == Catalogue.Form.TYPED && catalogue.takes(kind)) {
                found.putIfAbsent(file.group(), artifact(file.group(), kind));
            }
        }
        return List.copyOf(found.values());
    }

    /** Returns an artifact of this name and kind; its id is the hash of its name. */
    static Artifact artifact(@Nullable String label, Modality kind) {
        String type = switch (kind) {
            case IMAGE, MASK -> "image/png";
            case AUDIO -> "audio/wav";
            case VIDEO -> "video/mp4";
            default -> "text/plain";
        };
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(label).getBytes(StandardCharsets.UTF_8));
            return new Artifact(HexFormat.of().formatHex(hash), kind, type, 1, label, Measures.NONE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
