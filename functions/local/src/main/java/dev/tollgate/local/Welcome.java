package dev.tollgate.local;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.Stage;
import java.io.IOException;

/** What is printed once both stages are up. */
final class Welcome {
    private Welcome() {}

    static String text(LocalTollgate tollgate) throws IOException {
        return """

                tollgate is ready: %s
                %s

                production key: %s
                sandbox key:    %s
                trial key:      %s   (sandbox, 3 requests a minute)
                admin token:    %s

                The backend demo is the demo model. The others:
                %s

                A call, a stream, a plan that is soon used up, and what is configured:

                %s

                %s

                %s

                %s

                Ctrl-C stops it. Calls are logged below, a line each.
                """.formatted(
                        tollgate.uri(),
                        tollgate.launch().words(),
                        tollgate.demoKey(Stage.PRODUCTION, Seeds.DEMO),
                        tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO),
                        tollgate.demoKey(Stage.SANDBOX, Seeds.TRIAL),
                        tollgate.adminToken().reveal(),
                        backends(tollgate),
                        call(tollgate, Stage.PRODUCTION, Seeds.DEMO, ""),
                        call(tollgate, Stage.SANDBOX, Seeds.DEMO, ",\"stream\":true"),
                        "for i in 1 2 3 4; do " + call(tollgate, Stage.SANDBOX, Seeds.TRIAL, "") + "; echo; done",
                        "curl -s %s/sandbox/admin/policies -H 'Authorization: Bearer %s'"
                                .formatted(tollgate.uri(), tollgate.adminToken().reveal()));
    }

    private static String backends(LocalTollgate tollgate) {
        return tollgate.providers().stream()
                .map(provider -> "  %-9s %s".formatted(provider.backend(), provider.destination()))
                .collect(joining("\n"));
    }

    /** To the demo model always: what is printed here must work, and cost nothing. */
    private static String call(LocalTollgate tollgate, Stage stage, String subscription, String moreFields)
            throws IOException {
        return ("curl -sN %s/%s/demo/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json'"
                        + " -d '{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]%s}'")
                .formatted(tollgate.uri(), stage.id(), tollgate.demoKey(stage, subscription), moreFields);
    }
}
