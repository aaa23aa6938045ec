package dev.polyphony.tools.local;

import static dev.polyphony.agent.Modality.BOXES;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value.Box;
import dev.polyphony.agent.Value.Boxes;
import dev.polyphony.agent.Value.Text;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;

/** Tools that look at pictures. */
final class ImageTools {
    private final Network<BufferedImage, List<Box>> detector;
    private final TextReader reader;
    private final Upscaler upscaler;

    ImageTools(Network<BufferedImage, List<Box>> detector, TextReader reader, Upscaler upscaler) {
        this.detector = detector;
        this.reader = reader;
        this.upscaler = upscaler;
    }

    Tool detect() {
        return Tool.named("image.detect")
                .does("Finds objects of 80 everyday kinds in a picture, and marks them with boxes.")
                .takes("picture", IMAGE)
                .whenAsked(
                        "which objects are in the photo",
                        "find all cars and people in this image",
                        "how many dogs can you see",
                        "draw boxes around everything you recognise",
                        "detect the objects",
                        "is there a bicycle in the picture",
                        "what things can you make out here",
                        "mark all the items you can spot",
                        "count the people")
                .within(Duration.ofSeconds(60))
                .pure()
                .version("1")
                .licence("Apache-2.0")
                .model("NanoDet-g 416, " + WeightFile.NANODET.describe())
                .gives(
                        Port.one("boxes", BOXES).describedAs("the objects in the picture"),
                        Port.one("marked", IMAGE).describedAs("the picture with the objects marked"))
                .by(call -> {
                    BufferedImage picture = Pictures.read(call.image("picture"));
                    Boxes boxes = new Boxes(picture.getWidth(), picture.getHeight(), detector.predict(picture));
                    return Outputs.of("boxes", boxes)
                            .and(
                                    "marked",
                                    Pictures.png(Pictures.draw(picture, boxes)).labelled("marked objects"));
                });
    }

    Tool read() {
        return Tool.named("image.read")
                .does("Reads the printed text in a picture (OCR), Latin and Chinese letters, line by line.")
                .takes("picture", IMAGE)
                .whenAsked(
                        "what does the sign say",
                        "read the text in this image",
                        "extract the words from the scanned page",
                        "what is written on the label",
                        "OCR this screenshot",
                        "copy the text of the photographed letter",
                        "what is the total on the receipt")
                .within(Duration.ofMinutes(2))
                .pure()
                .version("1")
                .licence("Apache-2.0")
                .model("PP-OCRv4, " + TextDetector.WEIGHTS.describe() + " and " + TextRecognizer.WEIGHTS.describe())
                .gives(
                        Port.one("text", TEXT).describedAs("the text in the picture"),
                        Port.one("boxes", BOXES).describedAs("where the text stands"))
                .by(call -> {
                    BufferedImage picture = Pictures.read(call.image("picture"));
                    List<List<Box>> rows = reader.read(picture, call::cancelled);
                    List<Box> lines = rows.stream().flatMap(List::stream).toList();
                    return Outputs.of("text", new Text(TextReader.text(rows)))
                            .and("boxes", new Boxes(picture.getWidth(), picture.getHeight(), lines));
                });
    }

    Tool upscale() {
        return Tool.named("image.upscale")
                .does("Enlarges a picture 2, 3, 4 or 8 times and restores its details (super-resolution).")
                .takes("picture", IMAGE)
                .takes(Port.choice("factor", "4", "2", "3", "8").describedAs("how many times wider and higher"))
                .whenAsked(
                        "make this picture bigger without blur",
                        "increase the resolution of the photo",
                        "upscale the image four times",
                        "sharpen this low resolution thumbnail",
                        "enhance the quality of the small picture",
                        "double the size of the photo")
                .within(Duration.ofMinutes(10))
                .pure()
                .version("1")
                .licence("MIT")
                .model(Upscaler.MODEL)
                .gives(IMAGE, "the enlarged picture", call -> {
                    BufferedImage picture = Pictures.read(call.image("picture"));
                    return Pictures.png(upscaler.upscale(picture, (int) call.number("factor"), call))
                            .labelled("enlarged picture");
                });
    }

    Tool describe() {
        SceneReader scenes = new SceneReader(detector, reader);
        return Tool.named("image.describe")
                .does("Describes a picture in a sentence that is composed from detected objects, text and colours.")
                .takes("picture", IMAGE)
                .whenAsked(
                        "describe the photo",
                        "what is in this picture",
                        "what can be seen here",
                        "write a caption for the image",
                        "tell a blind person what the picture shows",
                        "give me an alt text")
                .within(Duration.ofMinutes(2))
                .pure()
                .version("1")
                .licence("Apache-2.0")
                .model("composed from NanoDet-g 416 and PP-OCRv4")
                .gives(
                        TEXT,
                        "what the picture shows",
                        call -> scenes.describe(Pictures.read(call.image("picture")), call::cancelled));
    }
}
