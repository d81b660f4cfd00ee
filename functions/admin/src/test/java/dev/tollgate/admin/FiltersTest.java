package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Subscription.Subscriber;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void put() {
        for (var number = 0; number < 24; number++) {
            var subscription = new Subscription(
                            "s%02d".formatted(number),
                            number % 2 == 0 ? "Even & more" : "Odd",
                            "p" + number % 3,
                            Set.of("b" + number % 4))
                    .with(new Subscriber("c" + number % 6, Set.of()))
                    .with(number == 12 ? Subscription.Status.BLOCKED : Subscription.Status.ACTIVE);
            admin.configuration.put(subscription);
        }
        Samples.all().forEach(admin.configuration::put);
    }

    @ParameterizedTest
    @CsvSource({
        "policy,p1,8",
        "backend,b3,6",
        "subscriber,c5,4",
        "status,BLOCKED,2",
        "application,Even & more,12",
        "policy,none,0"
    })
    void aFilter_findsAllOfThem_onceEach(String name, String value, int count) {
        var seen = new ArrayList<String>();
        var ask = Ask.get("/subscriptions").where("limit", "5").where(name, value);
        var page = admin.ask(ask).json();
        while (page.has("next")) {
            page.path("items").forEach(item -> seen.add(item.path("id").asText()));
            var next = page.path("next").asText();
            assertThat(next).contains("&" + name + "=" + value.replace(" ", "+").replace("&", "%26"));
            page = admin.ask(ask.where("after", next.replaceAll(".*after=([^&]*).*", "$1")))
                    .json();
        }
        page.path("items").forEach(item -> seen.add(item.path("id").asText()));

        assertThat(seen).hasSize(count).doesNotHaveDuplicates().containsExactlyElementsOf(new TreeSet<>(seen));
    }

    @Test
    void filters_goTogether() {
        var page = admin.ask(Ask.get("/subscriptions")
                .where("policy", "p0")
                .where("backend", "b0")
                .where("status", "BLOCKED"));

        assertThat(page.json().path("items").findValuesAsText("policy")).containsExactly("p0");
    }

    @Test
    void policiesAndBackends_haveFiltersToo() {
        assertThat(admin.ask(Ask.get("/policies").where("billingPlan", "COMMERCIAL"))
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin.ask(Ask.get("/policies").where("billingPlan", "FREE"))
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(admin.ask(Ask.get("/backends").where("dialect", "openai"))
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin.ask(Ask.get("/policies").where("billingPlan", "free")).status())
                .isEqualTo(400);
    }
}
