package io.katsuo.mnist.chapter;

/** Takes the pictures that an example draws. */
@FunctionalInterface
public interface Pictures {
    /** Drops them undrawn. */
    Pictures NONE = picture -> {};

    /**
     * Takes a picture.
     *
     * @param picture the picture
     */
    void add(Picture picture);
}
