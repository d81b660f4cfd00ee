package dev.tollgate.benchmarks.cost;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import java.math.BigDecimal;
import java.util.Locale;

/** What the figures rest on, in Markdown. */
final class Basis {
    private Basis() {}

    /** A list of what is assumed. */
    static String assumptions(Workload workload) {
        return String.format(
                Locale.ROOT,
                """
                - Lambda has %.0f MB on arm64: an environment serves one call at a time and is paid while the provider thinks.
                - %,d bytes pass between gateway and provider, some 500 tokens as events. API Gateway counts %d request, and Lambda streams the
                  first 6 MB of a reply free of charge.
                - %,d bytes of log and metrics ([observability](observability.md#what-it-costs)), and %,d that Lambda and API Gateway write.
                - A call reads %d items of the configuration, as if nothing were remembered; mostly it is.
                - An environment reads %d secrets every %d minutes. On instances many calls share them.
                - Two write units for each window: one to reserve, one to settle ([counters](counters.md#what-it-costs)). Three windows are a plan
                  with a minute and a day, and the backend's minute.
                - WAF, where it is on, takes %.2f for a million calls besides.
                - A month has %d hours.
                - Of an instance's four processors Lambda keeps one. Each of the others takes %d calls at once, as AWS has it
                  for Java (64 at most), in 2 GiB or, on m8g.xlarge, 4 GiB. A call takes %.0f ms of processor time: as many calls of a second keep a processor busy for %.0f %% of it.
                - Instances come and go with the load, counted in fractions of one, but there are never fewer than %d, one in each zone, and as
                  many NAT gateways. Break-even comes earlier where the network has gateways already, or where instances are bought ahead
                  (Savings Plans).
                """,
                workload.memoryGb() * 1024,
                workload.providerBytes(),
                workload.apiRequests(),
                workload.lineBytes(),
                workload.otherLogBytes(),
                workload.configurationReads(),
                workload.secrets(),
                workload.secretsKept().toMinutes(),
                Price.WEB_MILLION_REQUESTS.dollars(),
                Fleet.HOURS_PER_MONTH,
                InstanceType.CALLS_PER_PROCESSOR,
                workload.processorMillis(),
                InstanceType.CALLS_PER_PROCESSOR * workload.processorMillis() / 10,
                Fleet.FEWEST);
    }

    /** All prices. */
    static MarkdownTable prices() {
        var table = new MarkdownTable("", "dollars");
        for (var price : Price.values()) {
            table.add(link(price.unit(), price), plain(price.dollars()));
        }
        table.add(
                link("Lambda's fee, of an instance's on-demand price", Price.LAMBDA_GB_SECOND),
                String.format(Locale.ROOT, "%.0f %%", Price.MANAGEMENT_FEE * 100));
        return table;
    }

    private static String link(String words, Price price) {
        return "[%s](%s)".formatted(words, price.source());
    }

    private static String plain(double dollars) {
        return BigDecimal.valueOf(dollars).stripTrailingZeros().toPlainString();
    }
}
