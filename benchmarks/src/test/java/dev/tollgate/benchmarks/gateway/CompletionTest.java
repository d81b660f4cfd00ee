package dev.tollgate.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CompletionTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "COUNTER_WRITE")
    void kindOf_readsWhatARequestAsksFor(Kind kind) {
        assertThat(Completion.kindOf(Completion.request(kind))).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(names = {"WHOLE", "STREAMED"})
    void requireComplete_takesWhatTheStubSends(Kind kind) {
        assertThatCode(() -> Completion.requireComplete(kind, reply("200 OK", body(kind))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"WHOLE", "STREAMED"})
    void requireComplete_refusesAPart(Kind kind) {
        var whole = body(kind);
        var part = Arrays.copyOf(whole, whole.length / 2);

        assertThatIllegalStateException().isThrownBy(() -> Completion.requireComplete(kind, reply("200 OK", part)));
    }

    @Test
    void requireComplete_refusesAStreamThatLacksAnEvent() {
        var events = Completion.events();
        var lacking = joined(events.subList(1, events.size()));

        assertThatIllegalStateException()
                .isThrownBy(() -> Completion.requireComplete(Kind.STREAMED, reply("200 OK", lacking)));
    }

    @Test
    void requireComplete_refusesAnotherStatus() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Completion.requireComplete(Kind.WHOLE, reply("429 Too Many Requests", Completion.whole())))
                .withMessageContaining("429");
    }

    private static HttpMessage reply(String status, byte[] body) {
        return new HttpMessage("HTTP/1.1 " + status, body, 0);
    }

    private static byte[] body(Kind kind) {
        return kind.isStream() ? joined(Completion.events()) : Completion.whole();
    }

    private static byte[] joined(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
