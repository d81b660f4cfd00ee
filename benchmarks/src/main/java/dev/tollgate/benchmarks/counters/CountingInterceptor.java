package dev.tollgate.benchmarks.counters;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Counts the requests of a client, every attempt, and what they consumed. */
record CountingInterceptor(Requests requests) implements ExecutionInterceptor {
    private static final int UNITS_OF_A_TRANSACTED_ITEM = 2;

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return context.request() instanceof UpdateItemRequest update
                ? update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()
                : context.request();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof GetItemRequest) {
            requests.read();
        } else {
            requests.write();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof UpdateItemResponse response) {
            requests.consumed(response.consumedCapacity().capacityUnits());
        } else if (context.request() instanceof TransactWriteItemsRequest transaction) {
            requests.consumed(unitsOf(transaction));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException) {
            requests.consumed(1);
        } else if (context.request() instanceof TransactWriteItemsRequest transaction) {
            requests.consumed(unitsOf(transaction));
        }
    }

    /** DynamoDB Local reports less for a transaction than the service charges. */
    private static int unitsOf(TransactWriteItemsRequest transaction) {
        return UNITS_OF_A_TRANSACTED_ITEM * transaction.transactItems().size();
    }
}
