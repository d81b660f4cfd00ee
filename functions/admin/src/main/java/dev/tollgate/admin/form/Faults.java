package dev.tollgate.admin.form;

import dev.tollgate.admin.http.Problem;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a document, so that who sent it hears it at once. For one thread. */
public final class Faults {
    /** Whoever has made more has made the same one again and again. */
    private static final int MOST = 100;

    private final List<Problem.Part> told = new ArrayList<>();
    private int count;

    /** Notes what is wrong with the value at a JSON pointer. */
    void add(String pointer, String detail) {
        count++;
        if (told.size() < MOST) {
            told.add(Problem.Part.at(pointer, detail));
        }
    }

    /** How many there are, those beyond the most that are told included. */
    int count() {
        return count;
    }

    List<Problem.Part> told() {
        return List.copyOf(told);
    }
}
