package dev.polyphony.tools.remote.http;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Requests whose answer nobody waits for. */
final class Forgotten {
    private static final Duration MOST = Duration.ofSeconds(5);

    private Forgotten() {}

    static void send(OkHttpClient client, Request request) {
        client.newBuilder().callTimeout(MOST).build().newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                // nobody is left to hear of it
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
            }
        });
    }
}
