package dev.tollgate.cli.plan;

import dev.tollgate.cli.objects.ObjectRef;
import java.util.List;

/** What becomes of one object, or would. */
public sealed interface Outcome {
    /** Which object. */
    ObjectRef ref();

    /** It is new. */
    record Created(ObjectRef ref) implements Outcome {}

    /**
     * It is another one now.
     *
     * @param differences field by field, never empty
     */
    record Changed(ObjectRef ref, List<Difference> differences) implements Outcome {}

    /** It is already as it should be. */
    record Unchanged(ObjectRef ref) implements Outcome {}

    /** It is gone: no file has it. */
    record Deleted(ObjectRef ref) implements Outcome {}

    /**
     * The API refuses it.
     *
     * @param reason in lines
     */
    record Failed(ObjectRef ref, String reason) implements Outcome {}

    /** Nothing was tried, because the API did not answer, or nobody knows what came of it. */
    record Open(ObjectRef ref) implements Outcome {}
}
