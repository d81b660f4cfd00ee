package dev.tollgate.benchmarks.cost;

/** Instances that the function could run on: Graviton, four processors. */
enum InstanceType {
    /** 8 GiB: 2 GiB a processor, the least that is allowed. */
    C8G_XLARGE("c8g.xlarge", Price.C8G_XLARGE_HOUR),
    /** 16 GiB: 4 GiB a processor. */
    M8G_XLARGE("m8g.xlarge", Price.M8G_XLARGE_HOUR);

    /**
     * How many of the four processors are left to functions: Lambda's agent has one.
     *
     * <p>Source: {@code aws-lambda-managed-instances/SKILL.md} in {@code github.com/aws/agent-toolkit-for-aws}.
     */
    static final int PROCESSORS = 3;

    /**
     * How many calls a processor takes at once in Java.
     *
     * <p>Source: {@code https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-java-runtime.html}.
     */
    static final int CALLS_PER_PROCESSOR = 32;

    private final String title;
    private final Price price;

    InstanceType(String title, Price price) {
        this.title = title;
        this.price = price;
    }

    String title() {
        return title;
    }

    /** What an hour of it costs in dollars, without Lambda's fee. */
    double onDemandHour() {
        return price.dollars();
    }

    /** What an hour of it costs in dollars, with Lambda's fee. */
    double hour() {
        return onDemandHour() * (1 + Price.MANAGEMENT_FEE);
    }
}
