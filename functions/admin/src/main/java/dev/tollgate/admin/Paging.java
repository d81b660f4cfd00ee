package dev.tollgate.admin;

import dev.tollgate.admin.form.PageForm;
import dev.tollgate.admin.http.Parameters;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Versioned;
import java.util.function.Function;

/** Lists, a part at a time: {@code limit} says how much, {@code after} where it begins. */
final class Paging {
    private static final int MOST = 100;
    private static final int USUAL = 50;

    private Paging() {}

    /** The part of a list that a request asks for. */
    static <T extends ConfigurationObject> Reply page(
            Request request, Function<PageRequest, Page<T>> list, Function<Versioned<T>, Object> form) {
        var parameters = new Parameters(request.query());
        var wanted = new PageRequest(parameters.id("after"), parameters.number("limit", 1, MOST, USUAL));
        var faults = parameters.faults();
        return faults.isEmpty()
                ? Reply.json(PageForm.of(list.apply(wanted), wanted, form))
                : Reply.problem(Problem.badRequest(faults, request));
    }
}
