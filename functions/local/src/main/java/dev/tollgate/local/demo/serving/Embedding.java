package dev.tollgate.local.demo.serving;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** A text as a vector: the same for the same text, of length 1, and without meaning. */
public final class Embedding {
    private Embedding() {}

    /** The vector of a text in so many dimensions. */
    public static double[] of(String text, int dimensions) {
        var random = new SplittableRandom(text.hashCode());
        var values = random.doubles(dimensions, -1, 1).toArray();
        var length =
                Math.sqrt(DoubleStream.of(values).map(value -> value * value).sum());
        return DoubleStream.of(values).map(value -> value / length).toArray();
    }
}
