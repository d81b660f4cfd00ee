package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tollgate.core.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class StoreFailuresTest {
    @Test
    void aRefusal_didNotHappen() {
        assertThat(thrownFor(refusal(400, "ValidationException"))).isInstanceOf(StoreException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded"})
    void tooMuchAtOnce_isToldApart(String code) {
        assertThat(thrownFor(refusal(400, code))).isInstanceOf(StoreException.Throttled.class);
    }

    @Test
    void aServersFault_mayHaveHappened() {
        assertThat(thrownFor(refusal(500, "InternalServerError"))).isInstanceOf(StoreException.Unknown.class);
    }

    @Test
    void aMissingReply_mayHaveHappened() {
        assertThat(thrownFor(SdkClientException.create("timed out"))).isInstanceOf(StoreException.Unknown.class);
    }

    @Test
    void aFailedCondition_isAnAnswer() {
        var answer = ConditionalCheckFailedException.builder().build();

        assertThat(thrownFor(answer)).isSameAs(answer);
    }

    private static SdkException refusal(int status, String code) {
        return DynamoDbException.builder()
                .message("no")
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Throwable thrownFor(RuntimeException failure) {
        return catchThrowable(() -> StoreFailures.guard(() -> {
            throw failure;
        }));
    }
}
