package dev.tollgate.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that {@code TOLLGATE_DATA} names, kept to one Tollgate until it is closed: two would corrupt each other's
 * data.
 */
final class DataFolder implements AutoCloseable {
    private final Path path;

    /** Holds the lock: it is gone when the channel is closed, or collected. */
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, and keeps others out.
     *
     * @throws IOException if it cannot be had, with a message for the user
     */
    static DataFolder claim(Path path) throws IOException {
        var lock = open(path);
        if (!isLocked(lock)) {
            lock.close();
            throw new IOException("another tollgate uses the folder %s: stop it, or set TOLLGATE_DATA to another one"
                    .formatted(path));
        }
        return new DataFolder(path, lock);
    }

    /** The folder itself. */
    Path path() {
        return path;
    }

    /** The tables, by the name that DynamoDB Local has for them where it is a server. */
    Path database() {
        return file("shared-local-instance.db");
    }

    /** A file in the folder. */
    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            Files.createDirectories(path);
            return FileChannel.open(path.resolve("tollgate.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("TOLLGATE_DATA must name a folder that can be made and written, not " + path, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
