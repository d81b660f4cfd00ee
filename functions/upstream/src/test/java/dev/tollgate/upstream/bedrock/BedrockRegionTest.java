package dev.tollgate.upstream.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockRegionTest {
    @ParameterizedTest
    @CsvSource({
        "bedrock-runtime.us-east-1.amazonaws.com, us-east-1",
        "Bedrock-Runtime.US-EAST-1.amazonaws.com, us-east-1",
        "bedrock-runtime-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "bedrock-runtime.cn-north-1.amazonaws.com.cn, cn-north-1",
        "bedrock-runtime.ap-southeast-2.api.aws, ap-southeast-2",
        "bedrock-runtime.us-iso-east-1.c2s.ic.gov, us-iso-east-1",
        "vpce-0a1b-2c3d.bedrock-runtime.eu-central-1.vpce.amazonaws.com, eu-central-1",
        "vpce-0a1b-2c3d-eu-central-1a.bedrock-runtime.eu-central-1.vpce.amazonaws.com, eu-central-1",
    })
    void of_readsTheRegion_inAnEndpointsName(String host, String region) {
        assertThat(BedrockRegion.of(host)).contains(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.1",
                "bedrock.example.com",
                "bedrock-runtime.example.com",
                "notbedrock-runtime.us-east-1.amazonaws.com",
                "bedrock-runtime.us-east-1",
            })
    void of_isEmpty_whereTheNameHasNone(String host) {
        assertThat(BedrockRegion.of(host)).isEmpty();
    }
}
