package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.core.Stage;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.proxy.CallFields;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Cost;
import dev.tollgate.proxy.Ending;
import dev.tollgate.proxy.Tried;
import dev.tollgate.proxy.function.ProxyFunction;
import dev.tollgate.upstream.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the fields that are in the logs of a stage. */
final class LoggedFields {
    private LoggedFields() {}

    /** Of its access log and its function's log, by their groups. */
    static Map<String, Set<String>> of(Template gateway) throws IOException {
        var access = gateway.only("AWS::ApiGateway::Stage").path("AccessLogSetting");
        var function = gateway.only("AWS::Lambda::Function").path("LoggingConfig");
        return Map.of(
                group(gateway, access.at("/DestinationArn/Fn::GetAtt/0")),
                names(Template.json(access.path("Format"))),
                group(gateway, function.at("/LogGroup/Ref")),
                ofTheFunction());
    }

    private static String group(Template gateway, JsonNode id) {
        var groups = gateway.properties("AWS::Logs::LogGroup");
        return Template.literal(groups.getOrDefault(id.asText(), MissingNode.getInstance()), "LogGroupName");
    }

    /** Of every line, and of a call's. */
    private static Set<String> ofTheFunction() throws IOException {
        var fields = new TreeSet<String>();
        try (var line = ProxyFunction.class.getResourceAsStream("log-line.json")) {
            fields.addAll(names(JsonMapper.builder().build().readTree(line)));
        }
        endings()
                .forEach(ending ->
                        fields.addAll(CallFields.of(call(ending), Stage.SANDBOX).keySet()));
        return fields;
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** One of each kind. */
    private static Stream<Ending> endings() {
        var fault = new Fault(Fault.Kind.INTERNAL, "a message");
        var window = new WindowLength(1, WindowUnit.MINUTE).windowAt(Instant.EPOCH);
        var quota = new QuotaState(
                new Owner.OfSubscription("app"), "plan AIGold", window, Dimension.TOTAL_TOKEN_COUNT, 1, 1);
        return Stream.of(
                new Ending.Rejected(fault, "a cause"),
                new Ending.Refused(new Refusal(quota, 1, 1, 1, Refusal.Cause.USED_UP), 429),
                new Ending.Answered(200, Usage.NO_TOKENS, Settlement.DONE, Ending.Delivery.COMPLETE),
                new Ending.UpstreamError(500, false, Settlement.DONE),
                new Ending.UpstreamFailed(fault, Usage.NO_TOKENS, Settlement.DONE),
                new Ending.Defect(fault, Usage.NO_TOKENS, Settlement.DONE));
    }

    /** With all that a record can say. */
    private static CallRecord call(Ending ending) {
        return new CallRecord(
                "call-1",
                "function-call-1",
                "app",
                "openai",
                List.of(new Tried("azure", "429")),
                "gpt-4o",
                ending,
                new Cost(1, 1),
                true,
                Instant.EPOCH,
                Duration.ZERO);
    }
}
