package dev.tollgate.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that can be asked: what is not in this table is not there. Immutable.
 *
 * @param all the routes, no two for the same method and paths
 */
record Routes(List<Route> all) {
    /** Copies the list. */
    Routes {
        all = List.copyOf(all);
    }

    /** The API over this stage. */
    static Routes of(Administered stage) {
        return new Routes(new RouteTable(stage).all());
    }

    /** What a request may have found. */
    sealed interface Match {
        /** A route, and what its variables stand for. */
        record Found(Route route, Map<String, String> path) implements Match {}

        /** A path that is there, for these methods alone. */
        record OtherMethods(Set<String> allowed) implements Match {}

        /** No such path. */
        record Nothing() implements Match {}
    }

    /** The route of a method and a path. */
    Match match(String method, String path) {
        var allowed = new TreeSet<String>();
        for (var route : all) {
            var variables = route.template().match(path);
            if (variables.isPresent()) {
                if (route.method().equals(method)) {
                    return new Match.Found(route, variables.get());
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(allowed);
    }

    /** The methods and templates, as {@code GET /policies}. */
    List<String> names() {
        var names = new ArrayList<String>();
        all.forEach(route -> names.add(route.method() + " " + route.template().text()));
        return names;
    }
}
