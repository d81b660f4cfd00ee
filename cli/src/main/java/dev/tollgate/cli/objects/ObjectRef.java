package dev.tollgate.cli.objects;

import java.util.Comparator;

/**
 * Which object: its kind and its id. In the order of kinds, then of ids.
 *
 * @param kind what it is
 * @param id its name among those of its kind
 */
public record ObjectRef(Kind kind, String id) implements Comparable<ObjectRef> {
    private static final Comparator<ObjectRef> ORDER =
            Comparator.comparing(ObjectRef::kind).thenComparing(ObjectRef::id);

    @Override
    public int compareTo(ObjectRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.title() + " " + id;
    }
}
