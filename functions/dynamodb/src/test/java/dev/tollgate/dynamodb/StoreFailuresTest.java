package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tollgate.core.store.StoreException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class StoreFailuresTest {
    @Test
    void aRefusalAtTheFirstAttempt_didNotHappen() {
        assertThat(thrownFor(refusal(400, 1))).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void aRefusalAfterAnEarlierAttempt_mayHaveHappened() {
        assertThat(thrownFor(refusal(400, 2))).isInstanceOf(StoreException.Unknown.class);
    }

    @Test
    void aServersFault_mayHaveHappened() {
        assertThat(thrownFor(refusal(500, 1))).isInstanceOf(StoreException.Unknown.class);
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

    private static SdkException refusal(int status, int attempts) {
        return DynamoDbException.builder()
                .message("no")
                .statusCode(status)
                .numAttempts(attempts)
                .build();
    }

    private static Throwable thrownFor(RuntimeException failure) {
        return catchThrowable(() -> StoreFailures.guard(() -> {
            throw failure;
        }));
    }
}
