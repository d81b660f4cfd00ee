package dev.tollgate.dynamodb;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Notes what the store is asked for, and what every write consumed by the service's own figure. Thread safe. */
final class Requests implements ExecutionInterceptor {
    private final Queue<SdkRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Double> units = new ConcurrentLinkedQueue<>();

    /** How many writes were to reserve, refused ones included. */
    long toReserve() {
        return requests.stream().filter(Requests::isReserve).count();
    }

    /** How many writes were to end a reservation. */
    long toEnd() {
        return requests.size() - toReserve() - others();
    }

    /** How many requests were no writes. */
    long others() {
        return requests.stream()
                .filter(request -> !(request instanceof UpdateItemRequest))
                .count();
    }

    /** What was asked for, in order. */
    List<SdkRequest> all() {
        return List.copyOf(requests);
    }

    /** The units of every write that was carried out, in order. */
    List<Double> units() {
        return List.copyOf(units);
    }

    private static boolean isReserve(SdkRequest request) {
        return request instanceof UpdateItemRequest update
                && update.updateExpression().contains(" SET ");
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return context.request() instanceof UpdateItemRequest update
                ? update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()
                : context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof UpdateItemResponse response) {
            units.add(response.consumedCapacity().capacityUnits());
        }
    }
}
