package dev.tollgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request to AWS in the JSON protocol that DynamoDB and Secrets Manager have.
 *
 * @param service as in {@code X-Amz-Target}
 * @param operation likewise
 * @param body what it says
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">DynamoDB's actions</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">those of a
 *     transaction</a>
 */
record AwsRequest(String service, String operation, JsonNode body) {
    private static final String TABLES = "DynamoDB_20120810";
    private static final String SECRETS = "secretsmanager";
    private static final String NAME = "TableName";

    /** What Secrets Manager puts behind a secret's name in its ARN. */
    private static final String SUFFIX = "-Ab12Cd";

    /** @param target as {@code X-Amz-Target} has it */
    static AwsRequest of(String target, JsonNode body) {
        var dot = target.indexOf('.');
        return new AwsRequest(target.substring(0, Math.max(dot, 0)), target.substring(dot + 1), body);
    }

    boolean isForTables() {
        return service.equals(TABLES);
    }

    /** What IAM is asked before it is done. */
    List<Access> needs() {
        return switch (service) {
            case TABLES -> tables().toList();
            case SECRETS -> List.of(secret());
            default -> List.of(new Access(service + ":" + operation, "*"));
        };
    }

    /** A transaction needs what its parts would need one by one. */
    private Stream<Access> tables() {
        if (body.has("TransactItems")) {
            return body.path("TransactItems")
                    .valueStream()
                    .flatMap(part -> part.properties().stream())
                    .map(part -> table(part.getKey() + "Item", part.getValue()));
        }
        return body.has("RequestItems")
                ? body.path("RequestItems").properties().stream()
                        .map(Map.Entry::getKey)
                        .map(name -> on(operation, name))
                : Stream.of(table(operation, body));
    }

    private static Access table(String action, JsonNode request) {
        var index = request.path("IndexName").asText();
        return on(action, request.path(NAME).asText() + (index.isEmpty() ? "" : "/index/" + index));
    }

    private static Access on(String action, String table) {
        return new Access("dynamodb:" + action, arn("dynamodb", "table/" + table));
    }

    /** One that is not there yet has no suffix. */
    private Access secret() {
        var name = operation.equals("CreateSecret")
                ? body.path("Name").asText()
                : body.path("SecretId").asText() + SUFFIX;
        return new Access("secretsmanager:" + operation, arn("secretsmanager", "secret:" + name));
    }

    private static String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, Stages.REGION, Stages.ACCOUNT, resource);
    }
}
