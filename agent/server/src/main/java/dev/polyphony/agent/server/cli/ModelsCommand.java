package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.codec.Json;
import dev.polyphony.tools.remote.catalogue.ModelCard;
import dev.polyphony.tools.remote.catalogue.ModelCatalogue;
import dev.polyphony.tools.remote.catalogue.ToolSystem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polyphony models}: the catalogue of multimodal models, and which of them are set here. */
@Command(
        name = "models",
        description = "Lists multimodal models that can become tools, or tells what is known of one.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    private static final Map<String, String> SERVED_BY = Map.of(
            "vllm", "servers that speak OpenAI's protocol",
            "transformers", "transformers",
            "own-code", "its authors' program",
            "closed", "nobody: closed",
            "unknown", "not known");

    private final Shell shell;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The model, in any spelling: llava 1.5")
    private List<String> name = List.of();

    @Option(names = "--json", description = "Prints it as JSON.")
    private boolean json;

    ModelsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        ModelCatalogue catalogue = ModelCatalogue.carried();
        String wanted = String.join(" ", name);
        Optional<ModelCard> model = catalogue.model(wanted);
        Optional<ToolSystem> system = catalogue.system(wanted);
        if (!wanted.isEmpty() && model.isEmpty() && system.isEmpty()) {
            throw new NotFoundException(
                    "there is no model \"%s\" in the catalogue.\nMaybe look at: polyphony models".formatted(wanted));
        }
        if (json) {
            Object whole = wanted.isEmpty() ? catalogue : model.isPresent() ? model.get() : system.orElseThrow();
            shell.terminal().out().println(Json.write(whole));
        } else if (model.isPresent()) {
            sheet(model.get());
        } else if (system.isPresent()) {
            sheet(system.get());
        } else {
            list(catalogue);
        }
        return Cli.OK;
    }

    private void list(ModelCatalogue catalogue) {
        Map<String, String> remote = shell.settings().remote();
        PrintWriter out = shell.terminal().out();
        out.println(shell.terminal().bold("Models of the survey, and those that took their place"));
        for (ModelCard card : catalogue.models()) {
            out.println("%2s  %-17s %-29s %s%s"
                    .formatted(
                            card.number() == null ? "" : card.number(),
                            card.name(),
                            letters(card.in()) + " → " + letters(card.out()),
                            SERVED_BY.getOrDefault(card.servedBy(), card.servedBy()),
                            remote.containsKey(card.slug() + ".base-url") ? " — set here" : ""));
        }
        out.println();
        out.println(shell.terminal().bold("Systems that plan over tools"));
        for (ToolSystem system : catalogue.systems()) {
            out.println("    %-17s %s".formatted(system.name(), system.does()));
        }
        out.println();
        out.println(
                shell.terminal()
                        .dim(
                                "A model is a tool once a server of it is set: polyphony.remote.NAME.base-url=URL. polyphony models NAME tells its name."));
    }

    private static String letters(List<String> modalities) {
        return String.join(", ", modalities).toLowerCase(java.util.Locale.ROOT).replace("points3d", "3d points");
    }

    private void sheet(ModelCard card) {
        PrintWriter out = shell.terminal().out();
        out.println(shell.terminal().bold(card.name()));
        row("reads → makes", letters(card.in()) + " → " + letters(card.out()));
        card.in().stream()
                .filter(card.encoders()::containsKey)
                .forEach(m -> row(
                        "encoder of " + letters(List.of(m)),
                        String.valueOf(card.encoders().get(m))));
        row("input projector", card.inputProjector() + " (" + card.inputFusion() + ")");
        row("backbone", card.llm());
        row("output projector", card.outputProjector());
        card.out().stream()
                .filter(card.generators()::containsKey)
                .forEach(m -> row(
                        "generator of " + letters(List.of(m)), card.generators().get(m)));
        row("prompt", card.template() == null ? null : card.template().replace("\n", "\\n"));
        row("coordinates", card.coordinates() == null ? null : "read as boxes, on a scale to " + card.coordinates());
        row("weights", card.weights().isEmpty() ? null : String.join(", ", card.weights()));
        row("served by", SERVED_BY.getOrDefault(card.servedBy(), card.servedBy()));
        row("successor", card.successor().isEmpty() ? null : String.join(", ", card.successor()));
        if (!card.scores().isEmpty()) {
            row("published", new java.util.TreeMap<>(card.scores()).toString().replaceAll("[{}]", ""));
        }
        row("fits the pipeline", card.fit());
        row("note", card.fitNote());
        row(
                "looked up",
                card.verified() ? "yes, in its published config" : "no: check ids and prompt before you rely on them");
        boolean set = shell.settings().remote().containsKey(card.slug() + ".base-url");
        out.println();
        out.println(
                set
                        ? "It is set here: polyphony.remote.%s.base-url".formatted(card.slug())
                        : "As a tool, behind a server that speaks OpenAI's protocol:\n  polyphony.remote.%s.base-url=http://localhost:8000"
                                .formatted(card.slug()));
    }

    private void sheet(ToolSystem system) {
        shell.terminal().out().println(shell.terminal().bold(system.name()));
        row("does", system.does());
        row("plans", system.plans());
        row("here", system.here());
    }

    private void row(String what, @Nullable String value) {
        if (value != null) {
            shell.terminal().out().println("%-18s %s".formatted(what, value));
        }
    }
}
