package dev.tollgate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingsTest {
    @Test
    void toArray_hasAllOfThem_howeverManyTheyAre() {
        var timings = new Timings();
        var nanos = LongStream.range(0, 5_000).toArray();

        for (var time : nanos) {
            timings.add(time);
        }

        assertThat(timings.toArray()).isEqualTo(nanos);
    }
}
