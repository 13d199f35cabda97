/** Writing files so that a reader sees the old content or the new, never a part. */
package io.katsuo.network.files;
