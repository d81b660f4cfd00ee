package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import dev.tollgate.local.demo.DemoModel;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SDKs of the providers for Node, with nothing changed but their base URL and key. */
@Timeout(600)
class NpmClientsTest {
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);
    private static final WindowLength TWO_SECONDS = new WindowLength(2, WindowUnit.SECOND);

    /** An SDK: the file of its tests has its name. */
    enum Sdk {
        OPENAI("/v1", "/openai/v1"),
        AZURE("", "/azure"),
        ANTHROPIC("", "/anthropic"),
        GEMINI("", "/gemini");

        private final String atTheModel;
        private final String atTheGateway;

        Sdk(String atTheModel, String atTheGateway) {
            this.atTheModel = atTheModel;
            this.atTheGateway = atTheGateway;
        }
    }

    @BeforeAll
    static void install() throws Exception {
        var obstacle = NpmClients.install();
        if (obstacle.isPresent()) {
            abort(obstacle.get());
        }
    }

    /** Shows that the tests are right: what fails here is no fault of the gateway. */
    @ParameterizedTest
    @EnumSource
    void anSdk_talksToTheDemoModel(Sdk sdk) throws Exception {
        try (var model = new DemoModel()) {
            passes(sdk, Map.of("URL", model.baseUrl() + sdk.atTheModel, "KEY", "any"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anSdk_talksThroughTheGateway(Sdk sdk) throws Exception {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var output = passes(
                sdk,
                Map.of(
                        "URL", url(application, sdk),
                        "KEY", application.key(),
                        "USED_UP_KEY", key(MONTH),
                        "BRIEF_KEY", key(TWO_SECONDS)));

        assertThat(output).as("nothing is left out for want of a key").doesNotContain("is not set");
    }

    /** What the tests of an SDK print, all of which must pass. */
    private static String passes(Sdk sdk, Map<String, String> aim) throws Exception {
        var environment = new TreeMap<String, String>();
        aim.forEach((suffix, value) -> environment.put(sdk + "_" + suffix, value));

        var run = NpmClients.test(sdk.name().toLowerCase(Locale.ROOT) + ".test.js", environment);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("(?m)^# pass [1-9]");
        return run.output();
    }

    private static String url(Application application, Sdk sdk) {
        return Running.TOLLGATE.uri() + "/" + application.stage().id() + sdk.atTheGateway;
    }

    /** Good for one call in each window. */
    private static String key(WindowLength window) {
        return Running.application(window, Dimension.REQUEST_COUNT, 1).key();
    }
}
