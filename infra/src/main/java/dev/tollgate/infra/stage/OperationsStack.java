package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** How a stage is watched: a dashboard, and in production alarms; a budget where one is set. */
final class OperationsStack extends StageStack {
    OperationsStack(Construct stage, StageSettings settings) {
        super(stage, settings, "Operations", "dashboard, alarms, budget");
        var metrics = new StageMetrics(settings);
        new StageDashboard(this, metrics);
        var budget = settings.findNumber(Setting.BUDGET_USD);
        if (!settings.kind().isRetained() && budget.isEmpty()) {
            return;
        }
        var topic = topic();
        if (!settings.has(Setting.ALARM_EMAIL)) {
            Annotations.of(topic)
                    .addInfo("nobody is told: set %s.alarmEmail, or subscribe to the topic %s"
                            .formatted(settings.kind().id(), names.topic()));
        }
        if (settings.kind().isRetained()) {
            new StageAlarms(this, metrics, new SnsAction(topic));
        }
        budget.ifPresent(dollars -> new StageBudget(this, dollars, topic));
    }

    private Topic topic() {
        var topic = Topic.Builder.create(this, "Topic")
                .topicName(names.topic())
                .displayName("Tollgate " + settings.kind().id())
                .enforceSsl(true)
                .build();
        for (var service : List.of("cloudwatch.amazonaws.com", "budgets.amazonaws.com")) {
            topic.addToResourcePolicy(PolicyStatement.Builder.create()
                    .principals(List.of(new ServicePrincipal(service)))
                    .actions(List.of("sns:Publish"))
                    .resources(List.of(topic.getTopicArn()))
                    .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                    .build());
        }
        settings.find(Setting.ALARM_EMAIL).ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
        return topic;
    }
}
