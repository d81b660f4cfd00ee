package dev.tollgate.dynamodb;

import dev.tollgate.core.store.StoreException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The one place that says what a failure of the SDK means. A reply that is missing is "unknown", never "no":
 * see {@link UnansweredAttempts}.
 */
final class StoreFailures {
    private StoreFailures() {}

    /**
     * Does one operation.
     *
     * @throws ConditionalCheckFailedException as it came: an answer, not a failure
     * @throws StoreException for everything else
     */
    static <T> T guard(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw translate(e);
        } catch (RuntimeException e) {
            throw new StoreException.Unknown("the DynamoDB client failed: " + e.getMessage(), e);
        }
    }

    private static StoreException translate(SdkException failure) {
        if (!(failure instanceof AwsServiceException refusal)
                || refusal.statusCode() >= 500
                || UnansweredAttempts.isMarked(failure)) {
            return new StoreException.Unknown("DynamoDB did not answer: " + failure.getMessage(), failure);
        }
        return refusal.isThrottlingException()
                ? new StoreException.Throttled("DynamoDB throttles: " + failure.getMessage(), failure)
                : new StoreException.Unavailable("DynamoDB refused: " + failure.getMessage(), failure);
    }
}
