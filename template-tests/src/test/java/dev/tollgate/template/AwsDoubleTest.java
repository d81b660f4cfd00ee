package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class AwsDoubleTest {
    private static final Right READ = new Right("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/t");
    private static final Access READING =
            new Access("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/t");

    private final ScriptedProvider tables =
            new ScriptedProvider(ScriptedProvider.reply(200, "application/x-amz-json-1.0", "{}"));

    @AfterEach
    void end() throws IOException {
        tables.close();
    }

    @Test
    void whatIsAllowed_isPassedOn() throws IOException {
        try (var aws = new AwsDouble(new Rights(List.of(READ)), tables.uri(), tables.uri())) {
            assertThat(aws.unused()).containsExactly(READ);

            assertThat(read(aws).hasItem()).isFalse();

            assertThat(tables.received()).hasSize(1);
            assertThat(aws.denied()).isEmpty();
            assertThat(aws.unused()).isEmpty();
        }
    }

    @Test
    void whatIsNot_isDenied_asAwsDeniesIt() throws IOException {
        try (var aws = new AwsDouble(new Rights(List.of()), tables.uri(), tables.uri())) {
            assertThatThrownBy(() -> read(aws)).isInstanceOfSatisfying(DynamoDbException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                assertThat(e.awsErrorDetails().errorMessage()).contains("dynamodb:GetItem", "table/t");
            });

            assertThat(aws.denied()).containsExactly(READING);
            assertThat(tables.received()).isEmpty();
        }
    }

    @Test
    void aRequest_inAnotherProtocol_isDenied() throws Exception {
        try (var aws = new AwsDouble(new Rights(List.of(READ)), tables.uri(), tables.uri());
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(aws.uri().resolve("/model/a/converse"))
                    .build();

            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(400);

            assertThat(aws.denied()).containsExactly(new Access("unknown:/model/a/converse", "*"));
        }
    }

    private static GetItemResponse read(AwsDouble aws) {
        try (var client = client(aws)) {
            return client.getItem(get -> get.tableName("t").key(Map.of("pk", AttributeValue.fromS("one"))));
        }
    }

    private static DynamoDbClient client(AwsDouble aws) {
        return DynamoClients.builder(DynamoClients.Timeouts.PATIENT)
                .endpointOverride(aws.uri())
                .region(Region.of(Stages.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
