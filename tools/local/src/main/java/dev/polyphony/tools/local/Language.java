package dev.polyphony.tools.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;

/** Parts English text into sentences and tagged words, with OpenNLP's models of UD-EWT. Thread-safe. */
final class Language {
    static final WeightFile SENTENCES = new WeightFile(
            "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin",
            "org.apache.opennlp:opennlp-models-sentdetect-en:1.3.0",
            "4de58d12b09421003c8b1ba13e8b58ec533b28e1f22a65272119dc0993d333e8");
    static final WeightFile TOKENS = new WeightFile(
            "/opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin",
            "org.apache.opennlp:opennlp-models-tokenizer-en:1.3.0",
            "95139111197ba9f1165fc12be8d4cbac05ea3912f995d167efa1a0e04e3e649a");
    static final WeightFile TAGS = new WeightFile(
            "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin",
            "org.apache.opennlp:opennlp-models-pos-en:1.3.0",
            "510b89087e7ef7ffb8c50c63e3e999122404ac9fa64790dfa93b38d1938c52ce");

    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Language() {}

    /**
     * A word of a sentence.
     *
     * @param tag its universal part of speech: {@code NOUN}, {@code PROPN}, {@code NUM}, …
     * @param start of the word in the sentence
     * @param end behind the word in the sentence
     */
    record Word(String text, String tag, int start, int end) {}

    /** Returns the sentences in order, each on one line; a blank line ends a sentence. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        SentenceDetectorME detector = new SentenceDetectorME(Sentence.MODEL);
        for (String paragraph : PARAGRAPH.split(text)) {
            for (String sentence : detector.sentDetect(SPACE.matcher(paragraph).replaceAll(" "))) {
                if (!sentence.isBlank()) {
                    sentences.add(sentence.strip());
                }
            }
        }
        return sentences;
    }

    /** Returns the words of a sentence with their parts of speech. */
    static List<Word> words(String sentence) {
        Span[] spans = new TokenizerME(Token.MODEL).tokenizePos(sentence);
        String[] tokens = Span.spansToStrings(spans, sentence);
        String[] tags = new POSTaggerME(Tag.MODEL).tag(tokens);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            words.add(new Word(tokens[i], tags[i], spans[i].getStart(), spans[i].getEnd()));
        }
        return words;
    }

    private interface Reader<M> {
        M read(InputStream in) throws IOException;
    }

    private static <M> M read(WeightFile file, Reader<M> reader) {
        try (InputStream in = file.open()) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Sentence {
        private static final SentenceModel MODEL = read(SENTENCES, SentenceModel::new);
    }

    private static final class Token {
        private static final TokenizerModel MODEL = read(TOKENS, TokenizerModel::new);
    }

    private static final class Tag {
        private static final POSModel MODEL = read(TAGS, POSModel::new);
    }
}
