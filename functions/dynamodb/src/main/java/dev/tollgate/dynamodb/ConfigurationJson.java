package dev.tollgate.dynamodb;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowRule;

/** How the objects of the configuration are written: fields named as the components of their records. */
final class ConfigurationJson {
    /**
     * A field that is not known here is a fault: a limit must not be stored and not be held. So the proxy, which reads, is
     * deployed before whatever writes a new field.
     */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .addMixIn(WindowRule.class, AlwaysFixed.class)
            .addMixIn(WindowLength.class, AlwaysFixed.class)
            .addMixIn(BackendLimits.class, ByMode.class)
            .addModule(new JavaTimeModule())
            .build();

    private ConfigurationJson() {}

    /** The calls in flight have a field of their own: a quota's window is one of time. */
    @JsonDeserialize(as = WindowLength.class)
    private interface AlwaysFixed {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = BackendLimits.ProviderWide.class, name = "PROVIDER_WIDE"),
        @JsonSubTypes.Type(value = BackendLimits.PerResource.class, name = "PER_RESOURCE")
    })
    private interface ByMode {}

    /** An object as it is stored. */
    static String write(ConfigurationObject object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every object of the configuration can be written", e);
        }
    }
}
