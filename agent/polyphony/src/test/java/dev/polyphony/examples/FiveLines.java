package dev.polyphony.examples;

// tag::five-lines[]
import dev.polyphony.Polyphony;
import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Attachment;
import dev.polyphony.tools.local.LocalTools;
import java.nio.file.Path;

public class FiveLines {
    public static void main(String[] args) throws InterruptedException {
        try (Polyphony agent = Polyphony.builder().tools(LocalTools.available()).build()) {
            Answer answer = agent.ask("What is on this photo?", Attachment.of(Path.of(args[0])));
            System.out.println(answer.text());
        }
    }
}
// end::five-lines[]
