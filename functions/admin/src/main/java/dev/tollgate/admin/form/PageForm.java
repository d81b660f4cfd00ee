package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items its objects, in the order of their ids
 * @param unreadable those that are stored but cannot be understood, absent where there are none
 * @param next the next part as a URI reference relative to this one's, absent where this is the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageForm(
        List<Object> items,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Unreadable> unreadable,
        @Nullable String next) {
    /** An object that cannot be understood, and why. */
    public record Unreadable(String id, String detail) {}

    /**
     * A page as it is found.
     *
     * @param next the link to the next part, or nothing
     * @param form what an object is shown as
     */
    public static <T extends ConfigurationObject> PageForm of(
            Page<T> page, @Nullable String next, Function<Versioned<T>, Object> form) {
        var items = new ArrayList<Object>();
        var unreadable = new ArrayList<Unreadable>();
        for (var entry : page.entries()) {
            switch (entry) {
                case Page.Found<T> found -> items.add(form.apply(found.stored()));
                case Page.Unreadable<T> broken ->
                    unreadable.add(new Unreadable(
                            broken.id(), String.valueOf(broken.fault().getMessage())));
            }
        }
        return new PageForm(items, unreadable, next);
    }
}
