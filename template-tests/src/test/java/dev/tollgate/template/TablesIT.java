package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.dynamodb.ConfigurationTable;
import dev.tollgate.dynamodb.CounterTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The tables in the templates are those that the code reads and writes. */
class TablesIT {
    @Test
    void keys_types_andTimeToLive_areThoseOfTheCode() {
        var tables = Map.of(
                "configuration",
                List.of(ConfigurationTable.PARTITION_KEY, ConfigurationTable.SORT_KEY, ConfigurationTable.EXPIRES_AT),
                "counters",
                List.of(CounterTable.PARTITION_KEY, CounterTable.SORT_KEY, CounterTable.EXPIRES_AT));

        Stages.all()
                .forEach(stages -> Stages.STAGES.forEach(stage -> tables.forEach((name, attributes) -> {
                    var table = table(stages, stage, name);
                    var request = TemplateTables.request(table);
                    var partition = attributes.get(0);
                    var sort = attributes.get(1);
                    assertThat(request.keySchema()).containsExactly(key(partition, "HASH"), key(sort, "RANGE"));
                    assertThat(request.attributeDefinitions()).containsExactlyInAnyOrder(text(partition), text(sort));
                    assertThat(request.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
                    assertThat(TemplateTables.timeToLive(table)).contains(attributes.get(2));
                })));
    }

    /** Each index would make every write dearer, and nothing reads one. */
    @Test
    void noTable_hasAnIndex_orAStream() {
        Stages.all()
                .flatMap(Stages::templates)
                .flatMap(template -> template.properties("AWS::DynamoDB::Table").values().stream())
                .forEach(table -> assertThat(table.properties())
                        .extracting(Map.Entry::getKey)
                        .doesNotContain("GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification"));
    }

    @Test
    void theFunctions_useTheTablesOfTheirStage() {
        for (var stage : Stages.STAGES) {
            for (var stack : List.of("Gateway", "Admin")) {
                var variables = Stages.ofLeast()
                        .template(stage, stack)
                        .only("AWS::Lambda::Function")
                        .at("/Environment/Variables");
                assertThat(table(Stages.ofLeast(), stage, "configuration").path("TableName"))
                        .isEqualTo(variables.path("TOLLGATE_CONFIGURATION_TABLE"));
                assertThat(table(Stages.ofLeast(), stage, "counters").path("TableName"))
                        .isEqualTo(variables.path("TOLLGATE_COUNTERS_TABLE"));
            }
        }
    }

    private static JsonNode table(Stages stages, String stage, String name) {
        return stages.template(stage, "Data").properties("AWS::DynamoDB::Table").values().stream()
                .filter(table -> Template.literal(table, "TableName").endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static KeySchemaElement key(String attribute, String type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType("S")
                .build();
    }
}
