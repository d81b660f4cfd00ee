package dev.tollgate.admin.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.admin.http.Csv;
import dev.tollgate.core.limit.Forecast;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.limit.Room;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call would pass, and why.
 *
 * @param verdict {@code ADMITTED} or {@code REFUSED}
 * @param detail the reason, and what to do
 * @param resetsAt when the limit that refuses starts anew, absent where none does or that would not help
 * @param completionTokens the maximum that would be sent: lower than asked for where it would be lowered
 * @param lowered whether it would be
 * @param checks what a call must pass before it is held to limits
 * @param quotas every limit, in the order in which they are asked
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExplainForm(
        String verdict,
        String detail,
        @Nullable String resetsAt,
        String at,
        String subscription,
        String policy,
        String backend,
        String model,
        String route,
        long promptTokens,
        long completionTokens,
        boolean lowered,
        List<Check> checks,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<QuotaRow> quotas) {
    private static final List<String> COLUMNS = List.of(
            "owner",
            "window",
            "dimension",
            "limit",
            "used",
            "reserved",
            "free",
            "needed",
            "fits",
            "stops",
            "refuses",
            "largestCall",
            "granted",
            "forgiven",
            "resetsAt");

    /**
     * One limit.
     *
     * @param window absent of calls in flight
     * @param needed what must be free for the call
     * @param fits whether it is
     * @param stops whether the call is refused where it does not fit
     * @param refuses whether this is the limit that the verdict names
     * @param largestCall the most that one call may use, absent where this is the limit
     * @param resetsAt absent of calls in flight
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuotaRow(
            String owner,
            @Nullable String window,
            String dimension,
            long limit,
            long used,
            long reserved,
            long free,
            long needed,
            boolean fits,
            boolean stops,
            boolean refuses,
            @Nullable Long largestCall,
            @Nullable Long granted,
            @Nullable Long forgiven,
            @Nullable String resetsAt) {
        static QuotaRow of(Room room, Optional<Refusal> refusal) {
            var quota = room.quota();
            var dimension = quota.dimension();
            var isInFlight = quota.window().isInFlight();
            return new QuotaRow(
                    quota.name(),
                    isInFlight ? null : quota.window().rule().id(),
                    quota.fieldName(),
                    quota.limit(),
                    room.state().used().of(dimension),
                    room.state().reserved(dimension),
                    quota.remaining(),
                    room.needed(),
                    room.fits(),
                    room.stops(),
                    refusal.filter(each -> each.quota().owner().equals(quota.owner())
                                    && each.quota().window().equals(quota.window())
                                    && each.quota().dimension() == dimension)
                            .isPresent(),
                    room.largestCall() < quota.limit() ? room.largestCall() : null,
                    LimitUsage.unlessNone(room.state().credits().granted().of(dimension)),
                    LimitUsage.unlessNone(room.state().credits().forgiven().of(dimension)),
                    isInFlight ? null : quota.window().end().toString());
        }

        private List<@Nullable Object> row() {
            return Arrays.asList(
                    owner,
                    window,
                    dimension,
                    limit,
                    used,
                    reserved,
                    free,
                    needed,
                    fits,
                    stops,
                    refuses,
                    largestCall,
                    granted,
                    forgiven,
                    resetsAt);
        }
    }

    /** The limits of a forecast, that which would refuse among them. */
    static List<QuotaRow> rows(Forecast forecast) {
        return forecast.rooms().stream()
                .map(room -> QuotaRow.of(room, forecast.refusal()))
                .toList();
    }

    /** A row for each limit. */
    Csv table() {
        return new Csv(COLUMNS, quotas.stream().map(QuotaRow::row).toList());
    }
}
