package dev.tollgate.template;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * An empty account of a LocalStack, which takes the account's number as access key. So a run meets nothing of another one,
 * although all of them give their resources the names of the template.
 *
 * @param endpoint where LocalStack listens
 * @param id twelve digits
 * @see <a href="https://docs.localstack.cloud/aws/capabilities/config/credentials/">credentials in LocalStack</a>
 */
record LocalStackAccount(URI endpoint, String id) {
    private static final Region REGION = Region.EU_CENTRAL_1;
    private static final String SECRET_KEY = "test";

    /** One that nobody has used, most likely. */
    static LocalStackAccount anyOf(URI endpoint) {
        return new LocalStackAccount(
                endpoint, "%012d".formatted(ThreadLocalRandom.current().nextLong(1, 1_000_000_000_000L)));
    }

    /** It waits as long as the SDK does: LocalStack starts its tables with the first request for them, in some 7 s. */
    DynamoDbClient tables() {
        return DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .build();
    }

    SecretsManagerClient secrets() {
        return SecretsManagerClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .build();
    }

    /** What points a function at it. */
    Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                id,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "AWS_REGION",
                REGION.id());
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, SECRET_KEY));
    }
}
