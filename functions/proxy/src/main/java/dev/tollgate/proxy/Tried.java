package dev.tollgate.proxy;

/**
 * A backend that did not serve a call.
 *
 * @param backend its id
 * @param why the status that it answered, or what stopped the call: a kind of fault, or {@code REFUSED} by a limit of its own
 */
public record Tried(String backend, String why) {
    static Tried of(Access.Granted granted, Ending ending) {
        return new Tried(granted.backend().id(), why(ending));
    }

    private static String why(Ending ending) {
        return switch (ending) {
            case Ending.Rejected rejected -> rejected.fault().kind().name();
            case Ending.Refused _ -> "REFUSED";
            case Ending.UpstreamFailed failed -> failed.fault().kind().name();
            case Ending.Defect defect -> defect.fault().kind().name();
            case Ending.Answered _, Ending.UpstreamError _ -> String.valueOf(ending.status());
        };
    }
}
