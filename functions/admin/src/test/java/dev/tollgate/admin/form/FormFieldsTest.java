package dev.tollgate.admin.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown, what is read and what is described have the same fields. */
class FormFieldsTest {
    private static final Schemas SCHEMAS = new Schemas();

    /**
     * A part of a document.
     *
     * @param shown what it is shown as
     * @param schema a schema, and where the part is in it
     * @param reader how it is read
     */
    record Part(Class<?> shown, String schema, String pointer, Function<Fields, ? extends Optional<?>> reader) {
        Part(Class<?> shown, String schema, Function<Fields, ? extends Optional<?>> reader) {
            this(shown, schema, "", reader);
        }

        List<String> described() {
            return SCHEMAS.schema(schema)
                    .at(pointer + "/properties")
                    .propertyStream()
                    .map(property -> property.getKey())
                    .sorted()
                    .toList();
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                new Part(PolicyForm.class, "PolicyWrite", PolicyForm::read),
                new Part(PolicyForm.Permitted.class, "PermissionsWrite", PolicyForm.Permitted::read),
                new Part(LimitsForm.class, "LimitsWrite", LimitsForm::read),
                new Part(QuotaForm.class, "QuotaWrite", QuotaForm::read),
                new Part(EnforcementForm.class, "EnforcementWrite", EnforcementForm::read),
                new Part(ChargingForm.class, "ChargingWrite", ChargingForm::read),
                new Part(
                        ChargingForm.Weights.class, "ChargingWrite", "/properties/weights", ChargingForm.Weights::read),
                new Part(BackendForm.class, "BackendWrite", BackendForm::read),
                new Part(HandlingForm.class, "HandlingWrite", HandlingForm::read),
                new Part(
                        HandlingForm.Estimation.class,
                        "HandlingWrite",
                        "/properties/promptEstimation",
                        HandlingForm.Estimation::read),
                new Part(BackendLimitsForm.class, "BackendLimitsWrite", BackendLimitsForm::read),
                new Part(
                        BackendLimitsForm.PerResource.class,
                        "BackendLimitsWrite",
                        "/properties/perResource",
                        BackendLimitsForm.PerResource::read),
                new Part(SubscriptionForm.class, "SubscriptionWrite", SubscriptionForm::read),
                new Part(
                        SubscriptionForm.Named.class,
                        "SubscriptionWrite",
                        "/properties/subscriber",
                        SubscriptionForm.Named::read),
                new Part(
                        SubscriptionForm.Valid.class,
                        "SubscriptionWrite",
                        "/properties/validity",
                        SubscriptionForm.Valid::read),
                new Part(PriceTableForm.class, "PriceTableWrite", PriceTableForm::read),
                new Part(PriceTableForm.PriceForm.class, "PriceWrite", PriceTableForm.PriceForm::read));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyFieldThatIsShown_isDescribed_andTheOtherWay(Part part) {
        var shown = new TreeSet<String>();
        Arrays.stream(part.shown().getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(shown::add);
        if (part.shown() == QuotaForm.class) {
            shown.add("duration");
        }

        assertThat(part.described()).containsExactlyElementsOf(shown);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyFieldThatIsDescribed_isRead_butThoseThatTheGatewaySets(Part part) {
        var faults = new Faults();
        JsonNode unknown = JsonNodeFactory.instance.objectNode().put("?", 1);

        var read = new Value(unknown, "", faults)
                .object(fields -> part.reader().apply(fields).map(Object.class::cast));

        var described = part.described().stream()
                .filter(field -> !List.of("version", "createdAt").contains(field))
                .toList();
        assertThat(read).isEmpty();
        assertThat(faults.told().getLast().detail())
                .isEqualTo("is not known: there are " + String.join(", ", described));
    }

    @Test
    void whatTheGatewaySets_isReadOnly() {
        assertThat(List.of("Version", "CreatedAt"))
                .allSatisfy(
                        name -> assertThat(SCHEMAS.schema(name).path("readOnly").asBoolean())
                                .isTrue());
    }

    @Test
    void theDialectsThatAreDescribed_areThoseThatMayBeSent() {
        assertThat(SCHEMAS.schema("BackendWrite")
                        .at("/properties/dialect/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(BackendForm.DIALECTS);
    }
}
