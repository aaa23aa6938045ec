package dev.polyphony.bench.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is measured, part by part. Not thread-safe. */
final class Evaluation {
    private static final int TIMES = 7;
    private static final String CAPTION = "what is in this picture ?";

    private final Asker asker;
    private final Map<String, List<Case>> cases;
    private final @Nullable Path pictures;
    private final Consumer<Measure> rows;
    private @Nullable DigitJudge digits;

    /**
     * @param pictures where sheets of what was made are written; null for nowhere
     * @param rows takes each measure as it is there
     */
    Evaluation(Asker asker, Map<String, List<Case>> cases, @Nullable Path pictures, Consumer<Measure> rows) {
        this.asker = asker;
        this.cases = cases;
        this.pictures = pictures;
        this.rows = rows;
    }

    private List<Case> part(String name) {
        return cases.getOrDefault(name, List.of());
    }

    private void share(String what, double value, @Nullable Double bar, int n) {
        rows.accept(Measure.share(what, value, bar, n, Map.of()));
    }

    private void share(String what, double value, @Nullable Double bar, int n, Map<String, Double> details) {
        rows.accept(Measure.share(what, value, bar, n, details));
    }

    private void sheet(String name, List<BufferedImage> images, int columns) {
        if (pictures != null) {
            Sheet.write(pictures.resolve(name), images, columns);
        }
    }

    /** Media to words. */
    void captions() {
        captions("image", "", 0.95);
        captions("audio", "", 0.90);
        captions("video", "", 0.90);
        captions("image", "-held", 0.85);
        captions("audio", "-held", null);
        captions("video", "-held", null);
    }

    private void captions(String modality, String held, @Nullable Double bar) {
        if (!asker.reads(Modality.valueOf(modality.toUpperCase(java.util.Locale.ROOT)))) {
            return;
        }
        List<Case> asked = part("caption-" + modality + held);
        List<Reply> replies = asker.ask(asked, false);
        Marks marks = new Marks();
        for (int i = 0; i < asked.size(); i++) {
            boolean right = replies.get(i).says(asked.get(i).text());
            marks.add("all", right);
            marks.add(asked.get(i).attached().get(0).kind(), right);
        }
        String what = "caption exact, " + modality + (held.isEmpty() ? "" : ", held-out");
        share(what, marks.of("all"), bar, asked.size(), modality.equals("audio") ? marks.shares() : Map.of());
    }

    /** Words to pictures. */
    void images() {
        if (!asker.shows(Modality.IMAGE)) {
            return;
        }
        List<Case> asked = part("image");
        List<Reply> replies = asker.ask(asked, true);
        Marks marks = new Marks();
        Marks shapes = new Marks();
        for (int i = 0; i < asked.size(); i++) {
            Thing thing = asked.get(i).wanted().get(0);
            boolean right = marks.add(thing, picture(replies.get(i)));
            shapes.add(thing.get("size") + " " + thing.get("shape"), right);
        }
        for (String attribute : List.of("color", "background", "size", "position")) {
            share("text → image, " + attribute, marks.of(attribute), 0.99, asked.size());
        }
        share("text → image, shape", marks.of("shape"), 0.95, asked.size());
        share("text → image, all", marks.of("all"), 0.93, asked.size(), shapes.shares());
        sheet("images.png", Sheet.images(replies, 48), 8);
        cycle(asked, replies);
        List<Case> held = part("image-held");
        List<Reply> others = asker.ask(held, true);
        Marks heldMarks = new Marks();
        for (int i = 0; i < held.size(); i++) {
            heldMarks.add(held.get(i).wanted().get(0), picture(others.get(i)));
        }
        share("text → image, all, held-out", heldMarks.of("all"), 0.90, held.size(), heldMarks.shares());
    }

    private static Map<String, String> picture(Reply reply) {
        return reply.judged(Modality.IMAGE, Pictures::read, PictureJudge::picture);
    }

    /** The model's own captions of what it drew. */
    private void cycle(List<Case> asked, List<Reply> replies) {
        if (!asker.reads(Modality.IMAGE)) {
            return;
        }
        List<Boolean> right = java.util.stream.IntStream.range(0, asked.size())
                .parallel()
                .mapToObj(i -> {
                    Media image = replies.get(i).first(Modality.IMAGE);
                    String wanted = "this is %s ."
                            .formatted(asked.get(i).wanted().get(0).caption());
                    return image != null
                            && asker.ask(Dialogue.of(CAPTION, image), i, false).says(wanted);
                })
                .toList();
        share("picture of a caption, and caption of the picture: the same", mean(right), 0.75, right.size());
    }

    private static double mean(List<Boolean> right) {
        return right.isEmpty() ? 0 : right.stream().filter(r -> r).count() / (double) right.size();
    }

    /** Words to films. */
    void films() {
        if (!asker.shows(Modality.VIDEO)) {
            return;
        }
        for (String held : List.of("", "-held")) {
            List<Case> asked = part("video" + held);
            List<Reply> replies = asker.ask(asked, true);
            Marks marks = new Marks();
            for (int i = 0; i < asked.size(); i++) {
                Thing thing = asked.get(i).wanted().get(0);
                Map<String, String> seen = film(replies.get(i));
                marks.add(thing, seen);
                marks.add(
                        "shape, color, motion",
                        List.of("shape", "color", "motion").stream()
                                .allMatch(name -> thing.get(name).equals(seen.get(name))));
            }
            share(
                    "text → video, shape, color and motion" + (held.isEmpty() ? "" : ", held-out"),
                    marks.of("shape, color, motion"),
                    held.isEmpty() ? 0.85 : null,
                    asked.size(),
                    marks.shares());
            if (held.isEmpty()) {
                sheet("films.png", Sheet.strips(replies, 12), 8);
            }
        }
    }

    private static Map<String, String> film(Reply reply) {
        return reply.judged(Modality.VIDEO, Asker::frames, PictureJudge::film);
    }

    /** Words to sounds. */
    void sounds() {
        if (!asker.shows(Modality.AUDIO)) {
            return;
        }
        DigitJudge digits = digits();
        List<BufferedImage> spectra = new ArrayList<>();
        sound(
                "note",
                "text → audio, pitch within 50 cents",
                0.90,
                spectra,
                (wave, thing) -> SoundJudge.isNote(wave, thing));
        sound(
                "chord",
                "text → audio, chord",
                0.90,
                spectra,
                (wave, thing) -> SoundJudge.chord(wave).equals(thing.get("pitch") + " " + thing.get("mode")));
        sound(
                "digit",
                "text → audio, digit",
                0.90,
                spectra,
                (wave, thing) -> digits.digit(wave).equals(thing.get("digit")));
        share("the judge of digits, on freshly spoken ones", digits.accuracy(), null, 200);
        sound(
                "effect",
                "text → audio, effect",
                null,
                spectra,
                (wave, thing) -> SoundJudge.effect(wave).equals(thing.get("effect")));
        sheet("sounds.png", spectra, 8);
    }

    private DigitJudge digits() {
        if (digits == null) {
            digits = DigitJudge.trained(5);
        }
        return digits;
    }

    /** Tells whether a sound is what was asked for. */
    private interface Hears {
        boolean is(float[] wave, Thing thing);
    }

    private void sound(String kind, String what, @Nullable Double bar, List<BufferedImage> spectra, Hears hears) {
        List<Case> asked = part(kind);
        List<Reply> replies = asker.ask(asked, true);
        Marks marks = new Marks();
        Map<String, Marks> by = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Thing thing = asked.get(i).wanted().get(0);
            Media sound = replies.get(i).first(Modality.AUDIO);
            boolean right = sound != null && hears.is(Asker.wave(sound), thing);
            marks.add("all", right);
            thing.attributes()
                    .values()
                    .forEach(value -> by.computeIfAbsent("by", k -> new Marks()).add(value, right));
            if (sound != null && i < 8) {
                spectra.add(Sheet.spectrogram(Asker.wave(sound)));
            }
        }
        Marks parts = by.getOrDefault("by", new Marks());
        share(what, marks.of("all"), bar, asked.size(), parts.shares());
    }

    /** Which modality comes, and when none. */
    void routing() {
        List<Case> one = part("one");
        List<Reply> replies = asker.ask(one, false);
        Marks marks = new Marks();
        for (int i = 0; i < one.size(); i++) {
            marks.add("signal", replies.get(i).signals().equals(modalities(one.get(i))));
            marks.add("words", replies.get(i).says(one.get(i).text()));
        }
        share("right output modality", marks.of("signal"), 0.99, one.size());
        share("right words, requests with defaults", marks.of("words"), null, one.size());
        List<Case> two = part("two");
        List<Reply> both = asker.ask(two, false);
        for (int i = 0; i < two.size(); i++) {
            marks.add("two", both.get(i).signals().equals(modalities(two.get(i))));
        }
        share("right output modalities, two things in one request", marks.of("two"), null, two.size());
        List<Case> several = part("several");
        List<Reply> all = asker.ask(several, false);
        for (int i = 0; i < several.size(); i++) {
            marks.add("several", all.get(i).signals().equals(modalities(several.get(i))));
        }
        share("all of two or three things under one verb", marks.of("several"), null, several.size());
        talk(marks);
    }

    private void talk(Marks marks) {
        List<Case> chat = part("chat");
        List<Reply> answers = asker.ask(chat, false);
        for (int i = 0; i < chat.size(); i++) {
            marks.add("chat", answers.get(i).says(chat.get(i).text()));
            marks.add("false", !answers.get(i).signals().isEmpty());
        }
        asker.ask(part("strange"), false)
                .forEach(reply -> marks.add("false", !reply.signals().isEmpty()));
        rows.accept(new Measure(
                "signals in turns of text alone", marks.of("false"), "", 0.01, false, marks.count("false"), Map.of()));
        share("chat, exact answers", marks.of("chat"), null, chat.size());
        List<Case> ground = part("ground");
        List<Reply> told = asker.ask(ground, false);
        for (int i = 0; i < ground.size(); i++) {
            Reply reply = told.get(i);
            marks.add(
                    "ground",
                    reply.says(ground.get(i).text()) && reply.signals().isEmpty());
        }
        share("a background that it lacks: it says which it knows", marks.of("ground"), null, ground.size());
        List<Case> odd = part("odd");
        asker.ask(odd, false)
                .forEach(reply -> marks.add(
                        "odd",
                        reply.words().strip().startsWith("i only know")
                                && reply.signals().isEmpty()));
        share("requests outside of its world: an honest \"i only know\"", marks.of("odd"), 0.95, odd.size());
    }

    private static List<String> modalities(Case asked) {
        return asked.wanted().stream().map(Thing::modality).collect(Collectors.toList());
    }

    /** Requests that leave attributes out: as much must be right as in those that name all, of what they ask for. */
    void shortRequests() {
        ShortRequests judge = new ShortRequests(digits());
        Map<Modality, Double> bars =
                new EnumMap<>(Map.of(Modality.IMAGE, 0.93, Modality.VIDEO, 0.85, Modality.AUDIO, 0.90));
        bars.forEach((modality, bar) -> {
            if (asker.shows(modality)) {
                List<Case> asked = part("short-" + modality.portName());
                Marks marks = judge.marks(asked, asker.ask(asked, true));
                share(
                        "short requests, %s: what was asked for".formatted(modality.portName()),
                        marks.of("all"),
                        bar,
                        asked.size(),
                        marks.shares());
            }
        });
    }

    /** Follow-ups. */
    void followUps() {
        if (!asker.shows(Modality.IMAGE) || !asker.reads(Modality.IMAGE)) {
            return;
        }
        List<Case> edits = part("edit");
        List<Reply> edited = asker.ask(edits, true);
        Marks marks = new Marks();
        for (int i = 0; i < edits.size(); i++) {
            marks.add(edits.get(i).wanted().get(0), picture(edited.get(i)));
        }
        share(
                "\"make it blue\" on an attached picture, all attributes",
                marks.of("all"),
                0.75,
                edits.size(),
                marks.shares());
        sheet("edits.png", Sheet.images(edited, 24), 8);
        List<Case> follows = part("follow");
        List<Reply> followed = asker.ask(follows, true);
        Marks cross = new Marks();
        for (int i = 0; i < follows.size(); i++) {
            boolean right = isThere(follows.get(i).wanted().get(0), followed.get(i));
            cross.add("all", right);
            cross.add("to " + follows.get(i).wanted().get(0).kind(), right);
        }
        share("follow-ups across modalities, all attributes", cross.of("all"), 0.75, follows.size(), cross.shares());
    }

    private static boolean isThere(Thing wanted, Reply reply) {
        return switch (wanted.modality()) {
            case "image" -> picture(reply).equals(wanted.attributes());
            case "video" -> film(reply).equals(wanted.attributes());
            default -> {
                Media sound = reply.first(Modality.AUDIO);
                yield sound != null && SoundJudge.isNote(Asker.wave(sound), wanted);
            }
        };
    }

    /** How long one answer takes, alone, warm. */
    void latency() {
        Media picture =
                asker.media(Thing.of("a large red circle at the middle center on a white background"), new Random(1));
        latency("caption", Dialogue.of(CAPTION, picture), 0.5);
        latency("image", Dialogue.of("draw a small red circle at the top left"), 1.5);
        latency("audio", Dialogue.of("play the note a"), 1.5);
        latency("video", Dialogue.of("make a film of a red circle moving left"), 3.0);
    }

    private void latency(String what, Dialogue dialogue, double bar) {
        boolean able = what.equals("caption")
                ? asker.reads(Modality.IMAGE)
                : asker.shows(Modality.valueOf(what.toUpperCase(java.util.Locale.ROOT)));
        if (!able) {
            return;
        }
        double[] seconds = new double[TIMES];
        asker.ask(dialogue, 0, true);
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            asker.ask(dialogue, i, true);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        rows.accept(new Measure(
                "latency, %s, warm, one thread, median".formatted(what),
                seconds[TIMES / 2],
                "s",
                bar,
                false,
                TIMES,
                Map.of()));
    }
}
