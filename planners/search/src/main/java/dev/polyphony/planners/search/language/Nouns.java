package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** English nouns that name a kind of content, and file endings that do. */
public final class Nouns {
    private static final Map<Modality, Set<String>> BY_MODALITY = new EnumMap<>(Modality.class);
    private static final Set<String> MADE = Set.of(
            "summary",
            "transcript",
            "transcription",
            "caption",
            "description",
            "translation",
            "still",
            "frame",
            "summarie");
    private static final Map<Modality, Set<String>> ENDINGS = new EnumMap<>(Modality.class);

    static {
        BY_MODALITY.put(
                Modality.IMAGE,
                Set.of(
                        "image",
                        "picture",
                        "photo",
                        "photograph",
                        "pic",
                        "snapshot",
                        "screenshot",
                        "scan",
                        "drawing",
                        "painting",
                        "illustration",
                        "shot",
                        "thumbnail",
                        "img",
                        "artwork",
                        "icon",
                        "poster",
                        "sketch",
                        "page",
                        "frame",
                        "still",
                        "scene",
                        "selfie",
                        "graphic",
                        "portrait",
                        "sign",
                        "receipt",
                        "jpeg",
                        "jpg",
                        "png"));
        BY_MODALITY.put(
                Modality.AUDIO,
                Set.of(
                        "audio",
                        "sound",
                        "recording",
                        "voice",
                        "speech",
                        "wav",
                        "mp3",
                        "music",
                        "song",
                        "podcast",
                        "voicemail",
                        "memo",
                        "track",
                        "noise",
                        "interview",
                        "soundtrack",
                        "audiobook"));
        BY_MODALITY.put(
                Modality.VIDEO,
                Set.of("video", "clip", "film", "movie", "footage", "mp4", "animation", "slideshow", "gif"));
        BY_MODALITY.put(
                Modality.TEXT,
                Set.of(
                        "text",
                        "document",
                        "article",
                        "letter",
                        "note",
                        "paragraph",
                        "sentence",
                        "passage",
                        "story",
                        "essay",
                        "email",
                        "transcript",
                        "transcription",
                        "summary",
                        "caption",
                        "description",
                        "report",
                        "txt",
                        "review",
                        "paper",
                        "poem",
                        "content",
                        "translation"));
        ENDINGS.put(Modality.IMAGE, Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff"));
        ENDINGS.put(Modality.AUDIO, Set.of("wav", "mp3", "flac", "ogg", "m4a", "aac", "opus"));
        ENDINGS.put(Modality.VIDEO, Set.of("mp4", "avi", "mov", "mkv", "webm", "mpg", "mpeg"));
        ENDINGS.put(Modality.TEXT, Set.of("txt", "md", "doc", "docx", "html", "pdf", "rtf"));
    }

    private Nouns() {}

    /** Returns what a noun names, in the singular or plural; null if it names no kind of content. */
    public static @Nullable Modality modalityOf(String noun) {
        String lower = noun.toLowerCase(Locale.ROOT);
        String singular = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        for (Map.Entry<Modality, Set<String>> entry : BY_MODALITY.entrySet()) {
            if (entry.getValue().contains(lower) || entry.getValue().contains(singular)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Returns true if the noun only names content: "photo", "recording"; not "summary", which tells what was done to it. */
    static boolean isCarrier(String noun) {
        return modalityOf(noun) != null
                && !MADE.contains(noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun);
    }

    /** Returns true if the noun tells what was done: "summary". */
    static boolean isMade(String noun) {
        return MADE.contains(noun) || noun.endsWith("s") && MADE.contains(noun.substring(0, noun.length() - 1));
    }

    /** Returns what a file of this name holds; null if its ending is unknown. */
    static @Nullable Modality modalityOfFile(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Map.Entry<Modality, Set<String>> entry : ENDINGS.entrySet()) {
            if (entry.getValue().contains(ending)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Returns all known file endings. */
    static List<String> endings() {
        return ENDINGS.values().stream().flatMap(Set::stream).sorted().toList();
    }

    static String nounOf(Modality modality) {
        return modality.name().toLowerCase(Locale.ROOT);
    }
}
