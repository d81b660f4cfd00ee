package dev.tollgate.runtime;

/**
 * What a handler does around the snapshot that SnapStart takes of its initialised process. A handler class that implements
 * it is called by this runtime; where SnapStart is off, and under the stock runtime, nothing is called, so a handler must do
 * without.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html">Runtime hooks</a>
 */
public interface SnapStartHooks {
    /**
     * Called once, before the snapshot, when there is time: what is run here is compiled and loaded in every process that is
     * restored from it. Whatever is unique, secret or a connection belongs behind it. Names of hosts must not be
     * resolved here either: their addresses would be kept, and be old by the restore.
     *
     * @throws Exception if there should be no snapshot: the version is not published
     */
    void beforeCheckpoint() throws Exception;

    /**
     * Called once in every restored process, before its first invocation. Lambda allows 10 s.
     *
     * @throws Exception if the process is of no use: Lambda restores another one
     */
    void afterRestore() throws Exception;
}
