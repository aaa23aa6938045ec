package dev.polyphony.planners.search.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;
import org.jspecify.annotations.Nullable;

/** OpenNLP's models for English, loaded once, at first use. Its engines are not thread-safe, so each call has its own. */
final class EnglishTagger implements Tagger {
    private static final String VERSION = "-1.3-2.5.4.bin";

    private record Models(SentenceModel sentences, TokenizerModel tokens, POSModel tags) {}

    private @Nullable Models models;

    @Override
    public List<List<Word>> read(String text) {
        Models loaded = models();
        Masked masked = Masked.of(text);
        SentenceDetectorME sentences = new SentenceDetectorME(loaded.sentences());
        TokenizerME tokens = new TokenizerME(loaded.tokens());
        POSTaggerME tags = new POSTaggerME(loaded.tags());
        List<List<Word>> read = new ArrayList<>();
        for (String line : Spelling.meant(masked.text()).split("[\\n;]+")) {
            for (String sentence : sentences.sentDetect(line)) {
                String[] words = tokens(tokens, lowerFirst(sentence));
                read.add(Mending.mend(words(masked, words, tags.tag(words))));
            }
        }
        return read;
    }

    /** Words with a hyphen inside, as "check-in", stay whole. */
    private static String[] tokens(TokenizerME tokenizer, String sentence) {
        List<String> whole = new ArrayList<>();
        int end = -1;
        boolean hyphen = false;
        for (Span span : tokenizer.tokenizePos(sentence)) {
            String token = span.getCoveredText(sentence).toString();
            boolean joins = span.getStart() == end && (hyphen || token.startsWith("-")) && !token.equals("--");
            if (joins) {
                whole.set(whole.size() - 1, whole.get(whole.size() - 1) + token);
            } else {
                whole.add(token);
            }
            hyphen = token.endsWith("-") && (joins || token.length() > 1);
            end = span.getEnd();
        }
        return whole.toArray(String[]::new);
    }

    /** A shouted or capitalised first word is read as a name; requests begin with verbs. */
    private static String lowerFirst(String sentence) {
        String text = sentence.strip();
        if (text.length() > 3 && text.equals(text.toUpperCase(Locale.ROOT))) {
            return text.toLowerCase(Locale.ROOT);
        }
        return text;
    }

    private static List<Word> words(Masked masked, String[] tokens, String[] tags) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            Literal literal = masked.literalAt(tokens[i]);
            Tag tag = literal == null ? Tag.of(tags[i]) : Tag.NOUN;
            words.add(new Word(tokens[i], tokens[i].toLowerCase(Locale.ROOT), tag, literal));
        }
        return words;
    }

    private synchronized Models models() {
        if (models == null) {
            try (InputStream sentences = open("sentence");
                    InputStream tokens = open("tokens");
                    InputStream tags = open("pos")) {
                models = new Models(new SentenceModel(sentences), new TokenizerModel(tokens), new POSModel(tags));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return models;
    }

    private static InputStream open(String kind) {
        String name = "/opennlp-en-ud-ewt-" + kind + VERSION;
        InputStream stream = EnglishTagger.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(
                    "the language model %s is not on the class path.\nMaybe the opennlp-models jars are missing."
                            .formatted(name));
        }
        return stream;
    }
}
