package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.testkit.model.ModelRunner;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What the comparison with the model is worth: it finds these faults in the expressions. */
@ExtendWith(DynamoDbLocalServer.class)
class PlantedFaultTest {
    private static final String TABLE = "planted-faults";
    private static final int OPERATIONS = 500;
    private static final long SEED = 1;

    PlantedFaultTest(DynamoDbClient client) {
        Tables.createCounters(client, TABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultInAnExpression_isCaught(ExpressionFault fault) {
        var client = DynamoDbLocalServer.client(new Rewriting(fault::rewrite));
        var counters = new DynamoCounters(client, TABLE);
        var calls = new ModelRunner(counters, OPERATIONS).unshrunk();
        var callsAndCorrections =
                new ModelRunner(counters, new DynamoCorrections(client, TABLE), OPERATIONS).unshrunk();

        assertThatThrownBy(() -> {
                    calls.run(SEED);
                    callsAndCorrections.run(SEED);
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The store differs from the model (-Dtollgate.seed=1 ")
                .hasMessageNotContaining("DynamoDB");
    }

    /** Changes every update on its way. */
    private record Rewriting(UnaryOperator<UpdateItemRequest> change) implements ExecutionInterceptor {
        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof UpdateItemRequest update ? change.apply(update) : context.request();
        }
    }
}
