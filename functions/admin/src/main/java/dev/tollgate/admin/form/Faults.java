package dev.tollgate.admin.form;

import dev.tollgate.admin.http.Problem;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a document, so that who sent it hears it at once. For one thread. */
final class Faults {
    /** Whoever has made more has made the same one again and again. */
    private static final int MOST = 100;

    private final List<Problem.Part> all = new ArrayList<>();

    /** Notes what is wrong with the value at a JSON pointer. */
    void add(String pointer, String detail) {
        if (all.size() < MOST) {
            all.add(Problem.Part.at(pointer, detail));
        }
    }

    int count() {
        return all.size();
    }

    List<Problem.Part> all() {
        return List.copyOf(all);
    }
}
