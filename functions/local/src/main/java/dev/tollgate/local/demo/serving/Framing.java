package dev.tollgate.local.demo.serving;

/** How the parts of a stream become bytes. Thread safe. */
public interface Framing {
    /** The stream's media type. */
    String contentType();

    /** The bytes of a part. */
    byte[] frame(Part part, boolean first);

    /** The bytes after the last part. */
    byte[] end();
}
