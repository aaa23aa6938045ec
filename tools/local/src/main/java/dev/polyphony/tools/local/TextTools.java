package dev.polyphony.tools.local;

import static dev.polyphony.agent.Modality.EMBEDDING;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value.Embedding;
import dev.polyphony.agent.Value.Label;
import dev.polyphony.agent.Value.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tools that read text: by vectors of MiniLM and grammar of OpenNLP. */
final class TextTools {
    private static final String LICENCE = "Apache-2.0";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MiniLmEmbedder embedder;
    private final String grammar;

    TextTools(MiniLmEmbedder embedder) {
        this.embedder = embedder;
        this.grammar = embedder.name() + " and OpenNLP 2.5.4 (UD-EWT 1.3)";
    }

    List<Tool> all() {
        return List.of(embed(), similarity(), classify(), summarize(), answer());
    }

    private Tool embed() {
        return Tool.named("text.embed")
                .does("Turns a text into a vector of 384 numbers that stands for its meaning.")
                .takes("text", TEXT)
                .whenAsked(
                        "give me the embedding of this sentence",
                        "turn this text into a vector",
                        "encode the paragraph as numbers for semantic search",
                        "compute a sentence embedding")
                .within(LIMIT)
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(embedder.name())
                .gives(EMBEDDING, "the vector of the text", call -> {
                    List<Float> values = new ArrayList<>();
                    for (float value : embedder.embed(said(call.text("text"), "text"))) {
                        values.add(value);
                    }
                    return new Embedding(values);
                });
    }

    private Tool similarity() {
        return Tool.named("text.similarity")
                .does("Tells how alike two texts are in meaning, from -1 to 1.")
                .takes("first", TEXT)
                .takes("second", TEXT)
                .whenAsked(
                        "how similar are these two sentences",
                        "do both paragraphs say the same thing",
                        "compare the meaning of two texts",
                        "is this a paraphrase of that",
                        "give a similarity score for the two descriptions")
                .within(LIMIT)
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(embedder.name())
                .gives(LABELS, "how alike the texts are", call -> {
                    List<float[]> vectors = embedder.embed(
                            List.of(said(call.text("first"), "first"), said(call.text("second"), "second")));
                    return new Labels(
                            List.of(new Label("similarity", MiniLmEmbedder.cosine(vectors.get(0), vectors.get(1)))));
                });
    }

    private Tool classify() {
        Classifier classifier = new Classifier(embedder);
        Port labels = new Port(
                "labels",
                TEXT,
                Cardinality.OPTIONAL,
                "the labels to choose from, separated by commas",
                List.of(),
                null,
                null,
                Classifier.DEFAULT_LABELS);
        return Tool.named("text.classify")
                .does("Sorts a text under one of some labels, by default its sentiment: positive, neutral or negative.")
                .takes("text", TEXT)
                .takes(labels)
                .whenAsked(
                        "is this review positive or negative",
                        "what is the sentiment of this text",
                        "classify the message as complaint, praise or question",
                        "which topic does this article belong to: sports, politics or science",
                        "what mood is the letter in",
                        "does the text sound friendly or annoyed",
                        "rate the tone of the comment")
                .within(LIMIT)
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(grammar)
                .gives(
                        LABELS,
                        "the label of the text",
                        call -> classifier.classify(said(call.text("text"), "text"), call.text("labels")));
    }

    private Tool summarize() {
        TextRank summarizer = new TextRank(embedder);
        return Tool.named("text.summarize")
                .does("Summarises a text by its most important sentences, word for word (extractive).")
                .takes("text", TEXT)
                .takes(Port.number("sentences", 3, 1, 50).describedAs("how many sentences the summary has"))
                .whenAsked(
                        "summarize this article",
                        "give me the key points of the document in three sentences",
                        "shorten this long text",
                        "what is the gist of the report",
                        "tl;dr",
                        "make a short abstract of the letter",
                        "a short version of the document",
                        "boil it down to the essentials")
                .within(LIMIT)
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(grammar)
                .gives(
                        TEXT,
                        "the short form",
                        call -> summarizer.summarize(
                                said(call.text("text"), "text"), (int) Math.round(call.number("sentences"))));
    }

    private Tool answer() {
        Answerer answerer = new Answerer(embedder);
        return Tool.named("text.answer")
                .does("Answers a question with the words of a given text (extractive question answering).")
                .takes("question", TEXT)
                .takes("text", TEXT)
                .whenAsked(
                        "according to the document, who signed the contract",
                        "when does the meeting take place, as the letter says",
                        "find in this text how many people came",
                        "answer my question from the passage",
                        "what does the page say about the price",
                        "where was she born according to the article")
                .within(LIMIT)
                .pure()
                .version("1")
                .licence(LICENCE)
                .model(grammar)
                .gives(
                        TEXT,
                        "the answer in the text",
                        call -> answerer.answer(said(call.text("question"), "question"), call.text("text")));
    }

    private static String said(String text, String port) {
        if (text.isBlank()) {
            throw new ToolArgumentsException(
                    "input \"%s\" is blank: there is nothing to read.\nMaybe the task before it found no text."
                            .formatted(port));
        }
        return text;
    }
}
