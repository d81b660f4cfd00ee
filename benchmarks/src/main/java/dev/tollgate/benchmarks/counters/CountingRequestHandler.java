package dev.tollgate.benchmarks.counters;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.Request;
import com.amazonaws.Response;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.dynamodbv2.model.ConditionalCheckFailedException;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemResult;
import com.amazonaws.services.dynamodbv2.model.ReturnConsumedCapacity;

/** The same for version 1 of the SDK: what bucket4j sends is {@code GetItem} and {@code PutItem}. */
final class CountingRequestHandler extends RequestHandler2 {
    private final Requests requests;

    CountingRequestHandler(Requests requests) {
        this.requests = requests;
    }

    @Override
    public AmazonWebServiceRequest beforeExecution(AmazonWebServiceRequest request) {
        return request instanceof PutItemRequest put
                ? put.withReturnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                : request;
    }

    @Override
    public void beforeRequest(Request<?> request) {
        if (request.getOriginalRequest() instanceof GetItemRequest) {
            requests.read();
        } else {
            requests.write();
        }
    }

    @Override
    public void afterResponse(Request<?> request, Response<?> response) {
        if (response.getAwsResponse() instanceof PutItemResult put) {
            requests.consumed(put.getConsumedCapacity().getCapacityUnits());
        }
    }

    @Override
    public void afterError(Request<?> request, Response<?> response, Exception e) {
        if (e instanceof ConditionalCheckFailedException) {
            requests.consumed(1);
        }
    }
}
