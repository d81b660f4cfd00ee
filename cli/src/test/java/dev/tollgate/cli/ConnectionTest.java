package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void token_isReadFromAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), FakeApi.TOKEN + "\n");

        var ran = new Ran.Line(api)
                .without("TOLLGATE_ADMIN_TOKEN")
                .run("policies", "list", "--token-file", file.toString());

        assertThat(ran.code()).isZero();
    }

    @Test
    void token_isAskedFor_whereThereIsNone() {
        var ran = new Ran.Line(api).without("TOLLGATE_ADMIN_TOKEN").run("policies", "list");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("401").contains("TOLLGATE_ADMIN_TOKEN");
    }

    @Test
    void token_isNeverPrinted() {
        for (var token : new String[] {"a-wrong-token", "a token with\u0007 signs"}) {
            var ran = new Ran.Line(api).with("TOLLGATE_ADMIN_TOKEN", token).run("policies", "list");

            assertThat(ran.code()).isPositive();
            assertThat(ran.out() + ran.err()).doesNotContain(token);
        }
    }

    @Test
    void stage_leadsToTheLocalGateway() {
        var port = api.url().replaceAll("[^0-9]", "");
        var line = new Ran.Line(api).without("TOLLGATE_ADMIN_URL").with("TOLLGATE_PORT", port);

        assertThat(line.run("policies", "list").code()).isZero();
        // The fake knows sandbox alone.
        assertThat(line.run("policies", "list", "--stage", "production").err()).contains("404");
        assertThat(api.last().path()).isEqualTo("/production/admin/policies");
    }

    @Test
    void stage_isRefused_besideAUrlOfAnotherStage() {
        assertThat(Ran.run(api, "policies", "list", "--stage", "production").err())
                .contains("is that of another stage");
        assertThat(Ran.run(api, "policies", "list", "--stage", "sandbox").code())
                .isZero();
    }

    @Test
    void nobodyAnswering_isToldApart() {
        api.close();

        var ran = Ran.run(api, "policies", "list");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).startsWith("error: no answer from " + api.url());
    }

    @Test
    void wrongUsage_isToldApart() {
        assertThat(Ran.run(api, "policies").code()).isEqualTo(2);
        assertThat(Ran.run(api).code()).isEqualTo(2);
        assertThat(Ran.run(api, "policies", "get").code()).isEqualTo(2);
        assertThat(Ran.run(api, "policies", "get", "../keys").code()).isEqualTo(2);
        assertThat(Ran.run(api, "policies", "list", "--url", "ftp://x/").code()).isEqualTo(2);
        assertThat(Ran.run(api, "policies", "list", "--url", "http://x.invalid/")
                        .err())
                .contains("a token is not sent over http://");
        assertThat(Ran.run(api, "policies", "create", "-f", "no-such-file").code())
                .isEqualTo(2);
        assertThat(api.asked).isEmpty();
    }

    @Test
    void everyCommand_hasHelp() {
        for (var command : new String[] {"policies put", "keys rotate", "usage show", "apply", "export", ""}) {
            var ran = Ran.run(api, (command + " --help").strip().split(" ", -1));

            assertThat(ran.code()).isZero();
            assertThat(ran.out())
                    .contains("Usage: tollgate")
                    .contains("--token-file")
                    .doesNotContain("--token ");
        }
    }

    @Test
    void callsToApiGateway_areSigned() {
        var ran = new Ran.Line(api).with("AWS_REGION", "eu-central-1").run("policies", "list", "--sign");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(api.last().header("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-central-1/execute-api/aws4_request");
        assertThat(ran.err()).doesNotContain("a-secret-access-key");
        assertThat(Ran.run(api, "policies", "list", "--sign").err()).contains("AWS_REGION");
    }

    @Test
    void whatTheApiSays_cannotMoveTheCursor() {
        api.reply("GET /policies/x", 400, "{\"detail\":\"\\u001b[2J bad\"}");

        assertThat(Ran.run(api, "policies", "get", "x").err()).isEqualTo("error: 400 - ?[2J bad\n");
    }
}
