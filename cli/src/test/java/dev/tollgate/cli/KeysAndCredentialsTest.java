package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysAndCredentialsTest {
    private static final String SECRET = "sk-a-secret-of-a-provider";
    private static final String NEW_KEY = "{\"id\":\"k1\",\"key\":\"tg-sandbox-k1-abc\",\"subscription\":\"s1\"}";

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void keys_areListed() {
        api.reply(
                "GET /subscriptions/s1/keys",
                200,
                "{\"items\":[{\"id\":\"k1\",\"subscription\":\"s1\",\"version\":1}]}");

        assertThat(Ran.run(api, "keys", "list", "s1").out()).isEqualTo("ID  VERSION\nk1        1\n");
    }

    @Test
    void create_printsTheKey() {
        api.reply("POST /subscriptions/s1/keys", 201, NEW_KEY);

        var ran = Ran.run(api, "keys", "create", "s1", "--valid-for", "30d");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("tg-sandbox-k1-abc");
        assertThat(ran.err()).contains("shown this once");
        assertThat(api.last().body().toString()).isEqualTo("{\"validFor\":\"30d\"}");
        assertThat(Ran.run(api, "keys", "create", "s1", "--valid-for", "1d", "--expires-at", "x")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void rotate_sendsTheOverlap() {
        api.reply("POST /subscriptions/s1/keys/k0/rotate", 201, NEW_KEY);

        assertThat(Ran.run(api, "keys", "rotate", "s1", "k0", "--overlap", "1h").out())
                .contains("tg-sandbox-k1-abc");
        assertThat(api.last().body().toString()).isEqualTo("{\"overlap\":\"1h\"}");
    }

    @Test
    void revoke_deletesTheKey() {
        api.reply("DELETE /subscriptions/s1/keys/k1", 204, "");

        assertThat(Ran.run(api, "keys", "revoke", "s1", "k1", "-y").code()).isZero();
        assertThat(api.last().path()).isEqualTo("/subscriptions/s1/keys/k1");
        assertThat(Ran.run(api, "keys", "revoke", "s1", "k1").code()).isEqualTo(2);
    }

    @Test
    void credential_isTakenFromTheInput() {
        api.reply("PUT /credentials/openai", 204, "");

        var ran = new Ran.Line(api).input(SECRET + "\n").run("credentials", "set", "openai");

        assertThat(ran.code()).isZero();
        assertThat(api.last().body().path("value").asText()).isEqualTo(SECRET);
        assertThat(ran.out() + ran.err()).doesNotContain(SECRET).contains("credential openai is set");
    }

    @Test
    void credential_isTakenFromAVariable() {
        api.reply("PUT /credentials/openai", 204, "");

        var ran = new Ran.Line(api).with("OPENAI", SECRET).run("credentials", "set", "openai", "--from-env", "OPENAI");

        assertThat(ran.code()).isZero();
        assertThat(api.last().body().path("value").asText()).isEqualTo(SECRET);
        assertThat(Ran.run(api, "credentials", "set", "openai", "--from-env", "NONE")
                        .err())
                .contains("NONE is not set");
    }

    @Test
    void credential_isAskedForAtATerminal() {
        api.reply("PUT /credentials/openai", 204, "");

        new Ran.Line(api).answering(SECRET).run("credentials", "set", "openai");

        assertThat(api.last().body().path("value").asText()).isEqualTo(SECRET);
    }

    @Test
    void credential_isNotRepeated_whereItIsGivenInTheWrongPlace() {
        for (var arguments : new String[][] {
            {"credentials", "set", "openai", SECRET},
            {"credentials", "set", "openai", "--value=" + SECRET},
            {"credentials", "set", "openai", "--value", SECRET},
            {"policies", "list", "--token", SECRET},
            {"--token=" + SECRET, "policies", "list"},
            {SECRET}
        }) {
            var ran = Ran.run(api, arguments);

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
        }
        assertThat(api.asked).isEmpty();
    }

    @Test
    void credentials_areListedByName() {
        api.reply("GET /credentials", 200, "{\"items\":[{\"name\":\"openai\"}]}");

        assertThat(Ran.run(api, "credentials", "list").out()).isEqualTo("NAME\nopenai\n");
    }
}
