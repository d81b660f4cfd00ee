package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.local.demo.DemoModel;
import dev.tollgate.proxy.function.Variable;
import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The same zip under Lambda's own runtime, without the wrapper script: for regions where API Gateway does not stream. */
@Timeout(120)
class StockRuntimeIT {
    private static final List<Path> RUNTIME = Stream.of(
                    AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
            .map(StockRuntimeIT::jar)
            .toList();

    @Test
    void lambdasOwnRuntime_answersWhole() throws Exception {
        try (var model = new DemoModel();
                var zip = new ProxyZip(model.baseUrl(), new byte[32]);
                var _ = LambdaProcess.start(buffered(zip.deployment()), zip.api)) {
            zip.warmUp();
            var whole = ask(zip, "demo", "demo", false);
            var streamed = ask(zip, "demo", "demo", true);
            var refused = ask(zip, "nowhere", "demo", true);

            assertThat(whole.path("statusCode").asInt()).isEqualTo(200);
            assertThat(whole.path("body").asText()).contains("You said: \\\"Hello\\\"");
            assertThat(streamed.path("statusCode").asInt()).isEqualTo(200);
            assertThat(streamed.path("body").asText())
                    .startsWith("data: {")
                    .contains(" real")
                    .endsWith("data: [DONE]\n\n");
            assertThat(refused.path("statusCode").asInt()).isEqualTo(404);
            assertThat(zip.counter().used().totalTokenCount()).isEqualTo(2 * 42);
            assertThat(zip.counter().leases()).isEmpty();
        }
    }

    private static JsonNode ask(ProxyZip zip, String backend, String model, boolean streamed) throws Exception {
        var call = zip.api.invoke(zip.call(backend, ProxyZip.HELLO.formatted(model, streamed, "a")));
        var reply = (Reply.Whole) call.await(ProxyZip.PATIENCE);
        return JsonMapper.builder().build().readTree(reply.body());
    }

    private static Deployment buffered(Deployment streamed) {
        var variables = new TreeMap<>(streamed.variables());
        variables.remove("AWS_LAMBDA_EXEC_WRAPPER");
        variables.put(Variable.REPLY_MODE.id(), "buffered");
        return new Deployment(
                streamed.zip(),
                streamed.handler(),
                streamed.runtimeApi(),
                streamed.memoryMegabytes(),
                streamed.initialization(),
                OptionalInt.empty(),
                RUNTIME,
                variables);
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
