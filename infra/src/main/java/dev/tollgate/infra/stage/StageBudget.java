package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Names;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * What a stage may cost a month before somebody is told. It counts what has the tag {@code tollgate:stage}, once that is activated
 * as a cost allocation tag; a provider's bill is not AWS's, unless it is Bedrock's.
 */
final class StageBudget extends Construct {
    StageBudget(StageStack stack, long dollars, Topic topic) {
        super(stack, "Budget");
        var told = List.of(CfnBudget.SubscriberProperty.builder()
                .subscriptionType("SNS")
                .address(topic.getTopicArn())
                .build());
        var budget = CfnBudget.Builder.create(this, "Monthly")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(dollars)
                                .unit("USD")
                                .build())
                        .costFilters(Map.of(
                                "TagKeyValue",
                                List.of("user:%s$%s"
                                        .formatted(
                                                Names.TAG, stack.settings.kind().id()))))
                        .build())
                .notificationsWithSubscribers(
                        Stream.of(when("FORECASTED", 100), when("ACTUAL", 80), when("ACTUAL", 100))
                                .map(notification -> CfnBudget.NotificationWithSubscribersProperty.builder()
                                        .notification(notification)
                                        .subscribers(told)
                                        .build())
                                .toList())
                .build();
        // AWS asks at once whether it may publish there.
        budget.getNode().addDependency(topic);
    }

    private static CfnBudget.NotificationProperty when(String type, int percent) {
        return CfnBudget.NotificationProperty.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build();
    }
}
