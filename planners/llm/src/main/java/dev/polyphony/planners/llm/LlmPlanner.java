package dev.polyphony.planners.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Task;
import dev.polyphony.prompts.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a language model for the whole plan in one turn, under a JSON schema made for the tools at hand where the endpoint
 * takes one. A draft that the check refused is given back to the model once, with what is wrong. Thread-safe; an
 * interruption closes the connection.
 */
public final class LlmPlanner implements Planner {
    private static final Logger LOG = LoggerFactory.getLogger(LlmPlanner.class);

    private final LlmClient client;
    private final PlanPrompts prompts;
    private final @Nullable Shortlist shortlist;
    private final Kept<PlanSchema.Over> schemas = new Kept<>(PlanSchema::of);
    private final @Nullable Embedder embedder;

    private LlmPlanner(LlmClient client, @Nullable Shortlist shortlist, @Nullable Embedder embedder) {
        this.client = client;
        this.shortlist = shortlist;
        this.embedder = embedder;
        this.prompts = new PlanPrompts(client.settings(), new Shots(embedder));
    }

    /** Returns a planner that asks this model. Nothing is called before the first plan. */
    public static LlmPlanner of(LlmSettings settings) {
        return new LlmPlanner(new LlmClient(settings), null, null);
    }

    /** Returns a planner that tells the model of the tools on a shortlist alone, and of those that a refused plan used. */
    public LlmPlanner with(Shortlist newShortlist) {
        return new LlmPlanner(client, newShortlist, embedder);
    }

    /** Returns a planner whose prompts show the examples of the pool that are likest to the request, in place of fixed ones. */
    public LlmPlanner with(Embedder newEmbedder) {
        return new LlmPlanner(client, shortlist, newEmbedder);
    }

    @Override
    public String name() {
        return "llm";
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.polyphony.agent.ProviderUnavailableException if the endpoint cannot be reached, fails, or answers with
     *     something that is no chat completion
     * @throws dev.polyphony.agent.TimedOutException if there is no whole answer in time
     * @throws dev.polyphony.agent.RateLimitedException on 429
     * @throws dev.polyphony.agent.AuthenticationException on 401 and 403
     * @throws dev.polyphony.agent.ModelNotFoundException on 404
     * @throws PlanningFailedException if the model writes no plan, or the request is too long for it
     */
    @Override
    public Draft plan(PlanRequest whole) {
        PlanRequest request = shortened(whole);
        Handles handles = PlanPrompts.handlesOf(request);
        return draft(request, handles, client.ask(conversation(request, handles), schema(request, handles)));
    }

    /**
     * {@inheritDoc} The plan is streamed, and each task told when its last bracket is there; a plan in the short form is told
     * as a whole, since only then its tasks are wired.
     */
    @Override
    public Draft plan(PlanRequest whole, PlanListener listener) {
        PlanRequest request = shortened(whole);
        Handles handles = PlanPrompts.handlesOf(request);
        if (isShort()) {
            LlmClient.Written written = client.ask(conversation(request, handles), schema(request, handles));
            written.usage().ifPresent(listener::usage);
            return draft(request, handles, written);
        }
        PlanReader reader = new PlanReader(request.toolbox(), handles);
        PlanStream stream = new PlanStream(task -> listener.task(reader.next(task)));
        LlmClient.Written written = client.stream(
                conversation(request, handles), schema(request, handles), new Thoughts(stream::accept)::accept);
        written.usage().ifPresent(listener::usage);
        return draft(request, handles, written);
    }

    private PlanRequest shortened(PlanRequest request) {
        if (shortlist == null) {
            return request;
        }
        Draft rejected = request.rejected();
        List<String> used = rejected == null
                ? List.of()
                : rejected.tasks().stream().map(Task::tool).toList();
        return new PlanRequest(
                request.text(),
                request.attachments(),
                shortlist.of(request.text(), request.toolbox(), used),
                request.history(),
                rejected,
                request.findings());
    }

    private List<ChatMessage> conversation(PlanRequest request, Handles handles) {
        return messages(prompts.of(request, handles).turns());
    }

    private String schema(PlanRequest request, Handles handles) {
        return isShort()
                ? PlanSchema.ofNames(request.toolbox().tools())
                : schemas.of(PlanSchema.Over.of(request.toolbox(), handles));
    }

    private boolean isShort() {
        return client.settings().profile() == Profile.SHORT;
    }

    private Draft draft(PlanRequest request, Handles handles, LlmClient.Written written) {
        if (written.cutOff()) {
            throw new PlanningFailedException(
                    "the model \"%s\" did not end its plan within %d tokens.\nMaybe raise maxTokens, or ask for less at once."
                            .formatted(
                                    client.settings().model(), client.settings().maxTokens()));
        }
        MendedJson mended = MendedJson.of(written.text());
        if (mended.json() == null) {
            throw noPlan(written.text());
        }
        if (!mended.mended().isEmpty()) {
            LOG.info("the plan of {} was mended: {}", client.settings().model(), mended.mended());
        }
        Draft draft = isShort()
                ? ShortPlan.read(mended.json(), request)
                : PlanReader.read(mended.json(), request.toolbox(), handles);
        return draft.tasks().isEmpty() && draft.answer() == null
                ? Draft.answering(
                        "I found nothing to do in this request. Say what you want, and attach what it is about.")
                : draft;
    }

    private PlanningFailedException noPlan(String text) {
        return new PlanningFailedException(
                "the model \"%s\" wrote no plan but %s.\nMaybe say it in other words, or use a model that is better at JSON."
                        .formatted(
                                client.settings().model(),
                                text.isBlank() ? "nothing" : "\"" + new Refusal(client.settings()).quote(text) + "\""));
    }

    static List<ChatMessage> messages(List<String> turns) {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            messages.add(
                    i == 0
                            ? SystemMessage.from(turns.get(i))
                            : i % 2 == 1 ? UserMessage.from(turns.get(i)) : AiMessage.from(turns.get(i)));
        }
        return messages;
    }
}
