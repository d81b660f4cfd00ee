package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.Context;
import dev.tollgate.testkit.lambda.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "AWS_LAMBDA_FUNCTION_NAME", "name",
            "AWS_LAMBDA_FUNCTION_VERSION", "7",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
            "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/name",
            "AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final BlockingQueue<Context> contexts = new ArrayBlockingQueue<>(1);

    private Context context(Invocation invocation) throws Exception {
        try (var function = TestFunction.start((_, _, context) -> contexts.add(context), VARIABLES)) {
            function.api().invoke(invocation).await(TestFunction.PATIENCE);
            return taken(contexts);
        }
    }

    private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        var taken = queue.poll(10, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came");
        }
        return taken;
    }

    private static Invocation invocation() {
        return Invocation.of("{}", TestFunction.DEADLINE).withRequestId("id-1");
    }

    @Test
    void aContext_tellsOfTheCall_andOfTheFunction() throws Exception {
        var invocation = invocation();
        var context = context(invocation);

        assertThat(context.getAwsRequestId()).isEqualTo("id-1");
        assertThat(context.getInvokedFunctionArn()).isEqualTo(invocation.functionArn());
        assertThat(context.getRemainingTimeInMillis()).isEqualTo(60_000);
        assertThat(context.getXrayTraceId()).isEqualTo(invocation.traceId());
        assertThat(context.getFunctionName()).isEqualTo("name");
        assertThat(context.getFunctionVersion()).isEqualTo("7");
        assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
        assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/name");
        assertThat(context.getLogStreamName()).isEqualTo("stream");
        assertThat(context.getLogger()).isNotNull();
        assertThat(context.getIdentity()).isNull();
        assertThat(context.getClientContext()).isNull();
    }

    @Test
    void whatIsOnlySometimesTold_isThereOrMissing() throws Exception {
        var tenant = context(invocation().with(null, "tenant"));
        var traced = context(invocation().with("Root=1", null));

        assertThat(tenant.getTenantId()).isEqualTo("tenant");
        assertThat(tenant.getXrayTraceId()).isNull();
        assertThat(traced.getTenantId()).isNull();
        assertThat(traced.getXrayTraceId()).isEqualTo("Root=1");
    }

    @Test
    void eachMessage_isALine() throws Exception {
        var logger = context(invocation()).getLogger();
        var standard = System.out;
        var output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));
        try {
            logger.log("é");
            logger.log("ended\n");
            logger.log("");
            logger.log("bytes".getBytes(UTF_8));
        } finally {
            System.setOut(standard);
        }

        assertThat(output.toString(UTF_8)).isEqualTo("é\nended\n\nbytes\n");
    }

    @Test
    void theRemainingTime_isNeverNegative_norTooMuch() throws Exception {
        assertThat(context(Invocation.of("{}", Instant.EPOCH)).getRemainingTimeInMillis())
                .isZero();
        assertThat(context(Invocation.of("{}", Instant.parse("2100-01-01T00:00:00Z")))
                        .getRemainingTimeInMillis())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aMobileCaller_isKnown() throws Exception {
        var context =
                context(invocation().from("""
                        { "client" : {"installation_id":"i","app_title":"Tïtle \\"\\u00e9\\"","app_version_name":"1.2",\
                        "app_version_code":"3","app_package_name":"p"}, "custom":{"n":4, "list":["a","]"],\
                        "object":{"a":"b"}, "empty":{}}, "env":{"locale":"de"}, "services":{} }""", "{\"cognitoIdentityId\":\"id\",\"cognitoIdentityPoolId\":\"pool\"}"));

        var caller = context.getClientContext();
        assertThat(caller.getClient().getInstallationId()).isEqualTo("i");
        assertThat(caller.getClient().getAppTitle()).isEqualTo("Tïtle \"é\"");
        assertThat(caller.getClient().getAppVersionName()).isEqualTo("1.2");
        assertThat(caller.getClient().getAppVersionCode()).isEqualTo("3");
        assertThat(caller.getClient().getAppPackageName()).isEqualTo("p");
        assertThat(caller.getCustom()).containsEntry("n", "4").containsEntry("list", "[\"a\",\"]\"]");
        assertThat(caller.getEnvironment()).isEqualTo(Map.of("locale", "de"));
        assertThat(context.getIdentity().getIdentityId()).isEqualTo("id");
        assertThat(context.getIdentity().getIdentityPoolId()).isEqualTo("pool");
    }

    @Test
    void aMobileCaller_whoseJsonIsBroken_failsWhoAsks() throws Exception {
        for (var json :
                new String[] {"{", "[]", "{\"a\"}", "{\"a\":}x", "{\"a\":\"\\u12\"}", "{} {}", "{\"a\":".repeat(99)}) {
            var context = context(invocation().from(json, "{}"));

            assertThatIllegalArgumentException().as(json).isThrownBy(context::getClientContext);
            assertThat(context.getIdentity().getIdentityId()).isNull();
        }
    }

    @Test
    void theTraceHeader_isAProperty_whereCallsComeOneByOne() throws Exception {
        var traces = new ArrayBlockingQueue<String>(1);
        Scripted.Handling handling = (_, _, _) -> traces.add(String.valueOf(trace()));
        try (var function = TestFunction.start(handling)) {
            var call = function.invoke("{}");
            assertThat(taken(traces)).isEqualTo(call.invocation().traceId());
            function.api().invoke(invocation().with(null, null));
            assertThat(taken(traces)).isEqualTo("null");
        }
        System.clearProperty(TRACE);
        try (var function = TestFunction.start(handling, 2)) {
            var _ = function.invoke("{}");
            assertThat(taken(traces)).isEqualTo("null");
        }
    }

    private static @Nullable String trace() {
        return System.getProperty(TRACE);
    }
}
