package dev.tollgate.admin.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.testkit.model.Seeds;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent is refused with what is wrong, or means what it is shown as. */
class FormsTest {
    private static final int OBJECTS = 500;
    private static final int DOCUMENTS = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schemas SCHEMAS = new Schemas();

    /** A form, the schema of what it shows, and objects of its kind. */
    record Case<T extends ConfigurationObject>(Form<T> form, String schema, Function<RandomObjects, T> objects) {
        JsonNode shown(T object) {
            return JSON.valueToTree(
                    form.representation().apply(new Versioned<>(object, 3, Instant.parse("2026-11-21T10:00:00Z"))));
        }

        void holdsFor(T object, String what) {
            var shown = shown(object);
            SCHEMAS.check(schema, shown);
            SCHEMAS.check(schema + "Write", shown);

            var read = form.read(stripped(shown));

            assertThat(read.faults()).as(what).isEmpty();
            assertThat(read.object()).as(what).contains(object);
        }
    }

    record Run(long seed, Case<?> each) {}

    static Stream<Run> runs() {
        return Seeds.upTo(1)
                .boxed()
                .flatMap(seed -> Stream.of(
                                new Case<>(Forms.POLICY, "Policy", RandomObjects::policy),
                                new Case<>(Forms.BACKEND, "Backend", RandomObjects::backend),
                                new Case<>(Forms.SUBSCRIPTION, "Subscription", RandomObjects::subscription),
                                new Case<>(Forms.PRICE_TABLE, "PriceTable", RandomObjects::prices))
                        .map(each -> new Run(seed, each)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatIsShown_isReadAsTheSame(Run run) {
        roundTrips(run.seed(), run.each());
    }

    private static <T extends ConfigurationObject> void roundTrips(long seed, Case<T> each) {
        var objects = new RandomObjects(new Random(seed));
        for (var count = 0; count < OBJECTS; count++) {
            each.holdsFor(each.objects().apply(objects), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whateverIsSent_isRefusedWithReasons_orMeansWhatItIsShownAs(Run run) {
        var accepted = hostile(run.seed(), run.each());

        assertThat(accepted).as("that some are accepted, and not all").isBetween(DOCUMENTS / 50, DOCUMENTS * 3 / 4);
    }

    private static <T extends ConfigurationObject> int hostile(long seed, Case<T> each) {
        var random = new Random(seed);
        var objects = new RandomObjects(random);
        var mutation = new Mutation(random);
        var accepted = 0;
        for (var count = 0; count < DOCUMENTS; count++) {
            var document = random.nextInt(50) == 0
                    ? mutation.value()
                    : stripped(each.shown(each.objects().apply(objects)));
            for (var times = random.nextInt(4); times >= 0 && document.isContainerNode(); times--) {
                mutation.apply(document);
            }
            var what = "seed %d: %.2000s".formatted(seed, document);

            var read = each.form().read(document);

            assertThat(read.faults().isEmpty()).as(what).isEqualTo(read.object().isPresent());
            assertThatCode(() -> JSON.writeValueAsBytes(read.faults())).as(what).doesNotThrowAnyException();
            if (read.object().isPresent()) {
                accepted++;
                each.holdsFor(read.object().get(), what);
                SCHEMAS.check(each.schema() + "Write", withoutNulls(document));
            }
        }
        return accepted;
    }

    /** Without what the gateway sets itself. */
    private static JsonNode stripped(JsonNode shown) {
        return ((ObjectNode) shown.deepCopy()).remove(List.of("version", "createdAt"));
    }

    private static JsonNode withoutNulls(JsonNode document) {
        var copy = document.deepCopy();
        removeNulls(copy);
        return copy;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(FormsTest::removeNulls);
    }
}
