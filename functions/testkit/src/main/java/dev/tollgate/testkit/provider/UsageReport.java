package dev.tollgate.testkit.provider;

import dev.tollgate.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reply says about its usage.
 *
 * @param name for the names of tests
 * @param member members of a JSON object, such as {@code "usage":{...}}; may be empty
 * @param charged what it comes to, empty where it says nothing that can be charged
 * @param isAmbiguous whether it can also be taken to say nothing
 */
public record UsageReport(String name, String member, Optional<Usage> charged, boolean isAmbiguous) {
    /** One that can be understood in one way alone. */
    public UsageReport(String name, String member, Optional<Usage> charged) {
        this(name, member, charged, false);
    }

    /**
     * The figures of every case that a JSON object can be in.
     *
     * @param member what it is called
     * @param prompt what its tokens of the prompt are called
     * @param completion what those of the completion are called
     */
    static List<UsageReport> inJson(String member, String prompt, String completion) {
        var object = """
                "%s":{"%s":%%s,"%s":%%s}""".formatted(member, prompt, completion);
        var plain = object.formatted("3", "2");
        return List.of(
                new UsageReport("plain", plain, usage(3, 2, 5)),
                new UsageReport("zero", object.formatted("0", "0"), usage(0, 0, 0)),
                new UsageReport("above the maximum", object.formatted("3", "5000"), usage(3, 5_000, 5_003)),
                new UsageReport("omitted", "", Optional.empty()),
                new UsageReport("null", "\"%s\":null".formatted(member), Optional.empty()),
                new UsageReport("text", """
                        "%s":"many\"""".formatted(member), Optional.empty()),
                new UsageReport("empty", "\"%s\":{}".formatted(member), Optional.empty()),
                new UsageReport("nulls", object.formatted("null", "null"), Optional.empty()),
                new UsageReport("texts", object.formatted("\"3\"", "\"2\""), Optional.empty()),
                new UsageReport("negative", object.formatted("3", "-2"), Optional.empty()),
                new UsageReport("fractions", object.formatted("3.0", "2.5"), Optional.empty()),
                new UsageReport("huge", object.formatted("3", "4611686018427387904"), Optional.empty()),
                new UsageReport(
                        "two to the 64th and two", object.formatted("3", "18446744073709551618"), Optional.empty()),
                new UsageReport("duplicate", object.formatted("1", "1") + "," + plain, usage(3, 2, 5), true),
                new UsageReport(
                        "duplicate figure",
                        plain.replace("\"" + prompt, "\"%s\":1,\"%1$s".formatted(prompt)),
                        usage(3, 2, 5),
                        true));
    }

    /** The same where a total is told too, which may contradict. */
    static List<UsageReport> inJson(String member, String prompt, String completion, String total) {
        var object = """
                "%s":{"%s":3,"%s":2,"%s":%%s}""".formatted(member, prompt, completion, total);
        var reports = new ArrayList<UsageReport>();
        reports.add(new UsageReport("with a total", object.formatted("5"), usage(3, 2, 5)));
        reports.add(new UsageReport("total below the sum", object.formatted("1"), usage(3, 2, 5)));
        reports.add(new UsageReport("total above the sum", object.formatted("9"), usage(3, 2, 9)));
        reports.add(new UsageReport("total is null", object.formatted("null"), usage(3, 2, 5), true));
        reports.addAll(inJson(member, prompt, completion));
        return List.copyOf(reports);
    }

    /** As members that come before others. */
    String before(String others) {
        return member.isEmpty() ? others : member + "," + others;
    }

    /** As members that come behind others. */
    String behind(String others) {
        return member.isEmpty() ? others : others + "," + member;
    }

    static Optional<Usage> usage(long prompt, long completion, long total) {
        return Optional.of(new Usage(prompt, completion, total, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Override
    public String toString() {
        return name;
    }
}
