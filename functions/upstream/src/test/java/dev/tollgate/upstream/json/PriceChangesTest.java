package dev.tollgate.upstream.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"service_tier\":\"priority\"                  | true",
                "\"service_tier\":\"auto\"                      | false",
                "\"service_tier\":null                          | false",
                "\"service_tier\":7                             | true",
                "\"Service_Tier\":\"auto\"                      | true",
                "\"serviceTier\":{\"type\":\"priority\"}        | true",
                "\"serviceTier\":{\"type\":\"default\"}         | false",
                "\"serviceTier\":{\"type\":\"default\",\"x\":1} | true",
                "\"speed\":\"fast\"                             | true",
                "\"inference_geo\":\"us\"                       | true",
                "\"performanceConfig\":{\"latency\":\"optimized\"} | true",
                "\"performanceConfig\":{\"latency\":\"standard\"}  | false",
                "\"model\":\"m\"                                | false",
            })
    void aFieldThatCouldCostMore_isRefused(String field, boolean isRefused) throws MalformedJsonException {
        var body = JsonBody.parse("{%s}".formatted(field).getBytes(UTF_8));

        assertThat(PriceChanges.fault(body).isPresent()).isEqualTo(isRefused);
    }
}
