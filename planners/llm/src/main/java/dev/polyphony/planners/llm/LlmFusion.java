package dev.polyphony.planners.llm;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has a language model write the answer from the results, and streams it. The model gets words and figures as JSON, and of
 * pictures, sounds and videos what they are, never their bytes. It refers to artifacts by short names, which become ids on
 * the way out. Thread-safe; an interruption closes the connection.
 */
public final class LlmFusion implements Fusion {
    private static final int LONGEST_TEXT = 8_000;
    private static final int SHORTEST_TEXT = 125;

    private final LlmClient client;

    private LlmFusion(LlmClient client) {
        this.client = client;
    }

    /** Returns a fusion that asks this model. Nothing is called before the first answer. */
    public static LlmFusion of(LlmSettings settings) {
        return new LlmFusion(new LlmClient(settings));
    }

    @Override
    public String name() {
        return "llm";
    }

    /**
     * {@inheritDoc}
     *
     * <p>A plan without tasks that has its own answer is answered so, without a call.
     *
     * @throws dev.polyphony.agent.ProviderUnavailableException if the endpoint cannot be reached, fails, or breaks off; what
     *     has been handed on by then is only a part
     * @throws dev.polyphony.agent.TimedOutException if there is no whole answer in time
     * @throws InvalidRequestException if the results are too long for the model, however short they are cut
     */
    @Override
    public void fuse(FusionRequest request, Consumer<String> pieces) {
        fuse(request, pieces, spent -> {});
    }

    @Override
    public void fuse(FusionRequest request, Consumer<String> pieces, Consumer<RunEvent.Usage> spent) {
        if (request.plan().tasks().isEmpty() && request.plan().answer().isPresent()) {
            pieces.accept(request.plan().answer().get());
            return;
        }
        Handles handles = new Handles(ResultCards.artifacts(request));
        HandleLinks links = new HandleLinks(handles, pieces);
        Thoughts thoughts = new Thoughts(links::accept);
        LlmClient.Written written = client.stream(LlmPlanner.messages(prompt(request, handles)), thoughts::accept);
        thoughts.finish();
        links.finish();
        written.usage().ifPresent(spent);
        if (written.cutOff()) {
            pieces.accept("\n\n*The answer was cut off after %d tokens.*"
                    .formatted(client.settings().maxTokens()));
        }
    }

    /** Returns the turns, with texts cut as short as they must be to fit. */
    private List<String> prompt(FusionRequest request, Handles handles) {
        String system = new Prompt.FusionSystem().render();
        int room = client.settings().contextTokens() - client.settings().maxTokens() - Tokens.in(system);
        for (int longest = LONGEST_TEXT; longest >= SHORTEST_TEXT; longest /= 2) {
            String user = user(request, handles, longest);
            if (Tokens.in(user) <= room) {
                return List.of(system, user);
            }
        }
        throw new InvalidRequestException(
                "the results do not fit into the %d tokens that the model \"%s\" has room for.\nMaybe raise contextTokens if the model takes more."
                        .formatted(room, client.settings().model()));
    }

    private static String user(FusionRequest request, Handles handles, int longest) {
        List<Object> attachments = new ArrayList<>();
        for (Artifact artifact : request.attachments()) {
            attachments.add(Cards.of(handles.of(artifact.id()), artifact));
        }
        return new Prompt.FusionUser(
                        Data.of(Cards.capped(request.text(), longest)),
                        Data.of(attachments),
                        Data.of(ResultCards.of(request, handles, longest)))
                .render();
    }
}
