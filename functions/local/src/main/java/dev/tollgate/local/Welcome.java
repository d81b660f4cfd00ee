package dev.tollgate.local;

import dev.tollgate.core.Stage;
import java.io.IOException;

/** What is printed once both stages are up. */
final class Welcome {
    private Welcome() {}

    static String text(LocalTollgate tollgate) throws IOException {
        return """

                tollgate is ready: %s

                production key: %s
                sandbox key:    %s
                trial key:      %s   (sandbox, 3 requests a minute)

                A call, a stream, and a plan that is soon used up:

                %s

                %s

                %s

                Ctrl-C stops it. Calls are logged below, a line each.
                """.formatted(
                        tollgate.uri(),
                        tollgate.demoKey(Stage.PRODUCTION, Seeds.DEMO),
                        tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO),
                        tollgate.demoKey(Stage.SANDBOX, Seeds.TRIAL),
                        call(tollgate, Stage.PRODUCTION, Seeds.DEMO, "openai", false),
                        call(tollgate, Stage.SANDBOX, Seeds.DEMO, "demo", true),
                        "for i in 1 2 3 4; do " + call(tollgate, Stage.SANDBOX, Seeds.TRIAL, "demo", false) + "; done");
    }

    private static String call(
            LocalTollgate tollgate, Stage stage, String subscription, String backend, boolean streamed)
            throws IOException {
        var options = streamed ? "-sN" : "-s";
        var stream = streamed ? ",\"stream\":true" : "";
        return ("curl %s %s/%s/%s/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json'"
                        + " -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]%s}'")
                .formatted(
                        options,
                        tollgate.uri(),
                        stage.id(),
                        backend,
                        tollgate.demoKey(stage, subscription),
                        "demo",
                        stream);
    }
}
