package dev.polyphony.agent.server;

import dev.polyphony.agent.Artifact;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of files that hold artifacts. */
public final class FileNames {
    private static final int LONGEST = 60;
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/bmp", "bmp"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/webm", "webm"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("text/plain", "txt"),
            Map.entry("application/json", "json"));

    private FileNames() {}

    /**
     * Returns a name that any file system takes, with the extension that belongs to the content.
     *
     * @param words what a person would call it; null for the kind of content
     */
    public static String of(Artifact artifact, @Nullable String words) {
        String type = artifact.mediaType().replaceAll(";.*", "").strip();
        String extension = EXTENSIONS.getOrDefault(type, "bin");
        return stem(words == null ? "" : words, artifact) + "." + extension;
    }

    private static String stem(String words, Artifact artifact) {
        String plain = words.replaceAll("\\.[A-Za-z0-9]{1,5}$", "")
                .replaceAll("[^\\p{L}\\p{N}._-]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        if (plain.isEmpty()) {
            return artifact.modality().name().toLowerCase(Locale.ROOT);
        }
        int end = Math.min(LONGEST, plain.length());
        int gap = plain.lastIndexOf('-', end);
        if (end < plain.length() && gap > LONGEST / 2) {
            end = gap;
        }
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end);
    }
}
