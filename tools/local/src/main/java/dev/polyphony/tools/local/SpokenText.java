package dev.polyphony.tools.local;

import dev.polyphony.agent.ToolArgumentsException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes text fit for English voices, which know the characters of ASCII. */
final class SpokenText {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\x20-\\x7e]+");
    private static final Pattern SPEAKABLE = Pattern.compile("[A-Za-z0-9]");

    private SpokenText() {}

    /**
     * Returns the text with quotes, dashes and accents made plain; what no voice can speak becomes a space.
     *
     * @throws ToolArgumentsException if nothing is left to speak
     */
    static String of(String text) {
        String plain = text.replaceAll("[‘’‚′]", "'")
                .replaceAll("[“”„″]", "\"")
                .replaceAll("[–—―]", ", ")
                .replace("…", "...")
                .replace("€", " euros ")
                .replace("£", " pounds ")
                .replace("ß", "ss")
                .replaceAll("\\R\\s*\\R", ". ");
        plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        plain = OTHER.matcher(plain).replaceAll(" ").strip();
        if (!SPEAKABLE.matcher(plain).find()) {
            throw new ToolArgumentsException(
                    "the text (%d characters) holds no word that an English voice can speak.\nMaybe translate it first."
                            .formatted(text.length()));
        }
        return plain;
    }
}
