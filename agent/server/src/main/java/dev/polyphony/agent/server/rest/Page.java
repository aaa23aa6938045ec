package dev.polyphony.agent.server.rest;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The chat page, which is served as a file; what stands in for it where it was not built; and what is nowhere. */
@Singleton
public final class Page {
    private static final String INDEX = "META-INF/resources/index.html";
    private static final String MISSING = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Polyphony</title>
            <h1>Polyphony</h1>
            <p>The server is running, but its chat page was not built: no Node 20.19 or newer was found.</p>
            <p>Maybe install Node, then build again: <code>mvn -Dquickly package</code>.</p>
            <p>The API works without it: <a href="/api/v1/tools">tools</a>, <a href="/api/v1/openapi">description</a>.</p>
            </html>
            """;

    void register(@Observes Router router) {
        boolean built = Thread.currentThread().getContextClassLoader().getResource(INDEX) != null;
        if (!built) {
            router.get("/").handler(Page::missing);
        }
        router.get("/").handler(Page::fresh);
        router.get("/index.html").handler(Page::fresh);
        router.get("/s/*").handler(Page::session);
        router.route().order(Integer.MAX_VALUE).handler(Page::nowhere);
    }

    private static void missing(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/html;charset=utf-8").end(MISSING);
    }

    /** The page names its parts by their hashes, so it alone must be asked for again. */
    private static void fresh(RoutingContext context) {
        context.addHeadersEndHandler(x -> context.response().putHeader("Cache-Control", "no-cache"));
        context.next();
    }

    /** The page keeps its place in the hash. */
    private static void session(RoutingContext context) {
        context.response()
                .setStatusCode(302)
                .putHeader("Location", "/#" + context.normalizedPath())
                .end();
    }

    private static void nowhere(RoutingContext context) {
        Problems.send(
                context,
                new Refusal(
                        404,
                        "not_found",
                        "there is nothing at %s.\nMaybe it is misspelt; the API is under /api/v1."
                                .formatted(Raw.shown(context.normalizedPath()))));
    }
}
