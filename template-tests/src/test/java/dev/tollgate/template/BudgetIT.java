package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a budget is of. */
class BudgetIT {
    @Test
    void aBudget_countsWhatHasTheTagOfItsStage() {
        for (var stage : Stages.STAGES) {
            var filter = Stages.ofExample()
                    .template(stage, "Operations")
                    .only("AWS::Budgets::Budget")
                    .at("/Budget/CostFilters/TagKeyValue/0")
                    .asText();

            var tags = Stages.ofExample().ofStage(stage).values().stream()
                    .flatMap(stack -> stack.template().resources().values().stream())
                    .map(resource -> resource.at("/Properties/Tags"))
                    .filter(JsonNode::isArray);

            assertThat(tags)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(those -> assertThat(Template.each(those).map(BudgetIT::inACostFilter))
                            .contains(filter));
        }
    }

    private static String inACostFilter(JsonNode tag) {
        return "user:%s$%s".formatted(Template.literal(tag, "Key"), Template.literal(tag, "Value"));
    }
}
