package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Parameters;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.report.LimitedOwner;
import dev.tollgate.core.report.TopList;
import dev.tollgate.core.report.UsageReports;
import dev.tollgate.core.report.WindowUsage;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes one list of those who used most, page by page of the subscriptions. For one request and thread. */
final class Top {
    /** What a request looks at: reading them takes seconds, and API Gateway waits for 29. */
    private static final int MOST_LOOKED = 10_000;

    private static final int PAGE = 500;

    /**
     * What is asked for.
     *
     * @param after the id behind which the subscriptions begin; empty for the first one
     * @param looks how many subscriptions are looked at
     */
    record Question(Dimension dimension, WindowLength window, int limit, String subscriber, String after, int looks) {
        /** Empty where anything is wrong, which the parameters then know. */
        static Optional<Question> read(Parameters parameters) {
            var dimension = parameters.required(
                    "dimension",
                    Dimension::of,
                    "requestCount, promptTokenCount, completionTokenCount, totalTokenCount or cost");
            var window = parameters.required("window", Windows::parse, Windows.MUST_BE);
            var limit = parameters.number("limit", 1, 100, 10);
            var subscriber = parameters.parsed("subscriber", AskedCall::text, "the name of a subscriber");
            var after = parameters.id("after");
            var looks = parameters.number("looks", 1, MOST_LOOKED, MOST_LOOKED);
            return dimension.flatMap(what ->
                    window.map(length -> new Question(what, length, limit, subscriber.orElse(""), after, looks)));
        }
    }

    private final Subjects subjects;
    private final UsageReports reports;
    private final Question question;
    private final Instant now;
    private final Map<String, Optional<Policy>> policies = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private List<WindowUsage> top = List.of();
    private int looked;

    Top(Subjects subjects, UsageReports reports, Question question, Instant now) {
        this.subjects = subjects;
        this.reports = reports;
        this.question = question;
        this.now = now;
    }

    /** Looks at as many subscriptions as it may, and tells where it stopped. */
    TopForm make() {
        var after = question.after();
        do {
            var page = subjects.subscriptions(
                    question.subscriber(), new PageRequest(after, Math.min(PAGE, question.looks() - looked)));
            add(page);
            after = page.next();
        } while (!after.isEmpty() && looked < question.looks());
        return form(after);
    }

    private void add(Page<Subscription> page) {
        looked += page.entries().size();
        var byRule = new LinkedHashMap<WindowLength, List<LimitedOwner>>();
        for (var entry : page.entries()) {
            switch (entry) {
                case Page.Found<Subscription> found -> add(found.stored().object(), byRule);
                case Page.Unreadable<Subscription> broken -> unreadable.add(broken.id());
            }
        }
        byRule.forEach((rule, owners) -> top = TopList.of(
                question.limit(),
                question.dimension(),
                Stream.concat(top.stream(), reports.at(now, rule, owners).stream())
                        .toList()));
    }

    /** Windows of one name may begin at another moment in each plan: their days are in a time zone. */
    private void add(Subscription subscription, Map<WindowLength, List<LimitedOwner>> byRule) {
        var policy = policies.computeIfAbsent(subscription.policy(), this::policy);
        if (policy.isEmpty()) {
            unreadable.add(subscription.id());
            return;
        }
        var limits = policy.get().limits();
        Windows.of(limits, question.window().id())
                .ifPresent(rule -> byRule.computeIfAbsent(rule, _ -> new ArrayList<>())
                        .add(new LimitedOwner(new Owner.OfSubscription(subscription.id()), limits)));
    }

    private Optional<Policy> policy(String id) {
        try {
            return Optional.of(subjects.policy(id));
        } catch (StoreException.Corrupt _) {
            return Optional.empty();
        }
    }

    private TopForm form(String after) {
        return new TopForm(
                question.dimension().fieldName(),
                question.window().id(),
                now.toString(),
                looked,
                top.stream().map(this::item).toList(),
                unreadable,
                after.isEmpty() ? "" : next(after));
    }

    private TopForm.Item item(WindowUsage usage) {
        var limit = usage.limit(question.dimension());
        return new TopForm.Item(
                usage.owner().id(),
                usage.window().start().toString(),
                usage.window().end().toString(),
                usage.used(question.dimension()),
                usage.reserved(question.dimension()),
                limit.isPresent() ? limit.getAsLong() : null);
    }

    private String next(String after) {
        var subscriber = question.subscriber().isEmpty() ? "" : "&subscriber=" + Links.encoded(question.subscriber());
        return "?dimension=%s&window=%s&limit=%d%s&looks=%d&after=%s"
                .formatted(
                        question.dimension().fieldName(),
                        question.window().id(),
                        question.limit(),
                        subscriber,
                        question.looks(),
                        after);
    }
}
