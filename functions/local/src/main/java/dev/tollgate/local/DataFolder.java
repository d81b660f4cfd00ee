package dev.tollgate.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that {@code TOLLGATE_DATA} names. Two processes in it would corrupt each other's data. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Makes the folder where it is missing, and keeps other processes out until this one ends.
     *
     * @throws IOException if it cannot be had, with a message for the user
     */
    static void claim(Path folder) throws IOException {
        if (!lock(folder)) {
            throw new IOException("another tollgate uses the folder %s: stop it, or set TOLLGATE_DATA to another one"
                    .formatted(folder));
        }
    }

    private static boolean lock(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            var file = FileChannel.open(
                    folder.resolve("tollgate.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return true;
        } catch (IOException e) {
            throw new IOException("TOLLGATE_DATA must name a folder that can be made and written, not " + folder, e);
        }
    }
}
