package dev.polyphony.agent.server.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/** What the routes share that write their answers themselves. */
final class Raw {
    private static final int SHOWN = 64;

    private Raw() {}

    /** Runs work that may block off the event loop; what it throws becomes the answer. */
    static void off(Executor executor, RoutingContext context, Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                Problems.send(context, e);
            }
        });
    }

    /** Answers that the address takes only these methods. */
    static void refuseMethod(RoutingContext context, String allowed) {
        context.response().putHeader("Allow", allowed);
        Problems.send(
                context,
                new Refusal(
                        405,
                        "method_not_allowed",
                        "%s is not taken here, only %s.\nMaybe look at docs/wire-format.md."
                                .formatted(context.request().method(), allowed)));
    }

    /** Returns what a caller sent, cut to a length that fits a message. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
