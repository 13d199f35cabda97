package io.katsuo.network.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The default file system, in which the k-th call fails. */
final class FailingFileSystem extends FileSystem {
    /** What happens at the k-th call. */
    enum Failure {
        /** The disk refuses this call and takes the next ones. */
        ONCE,
        /** The disk refuses this call and all later ones. */
        FROM_THEN_ON,
        /** The process ends here, in the middle of a write if the call is one: no later call reaches the disk. */
        CRASH
    }

    /** The end of the process that is simulated. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final FileSystem DISK = FileSystems.getDefault();

    private final FileSystemProvider provider = new Provider();
    private final Failure failure;
    private final int failing;
    private int calls;

    FailingFileSystem(Failure failure, int failing) {
        this.failure = failure;
        this.failing = failing;
    }

    /** Whether the call that fails was made. */
    boolean failed() {
        return calls >= failing;
    }

    private void call(Path file) throws IOException {
        calls++;
        if (calls == failing || calls > failing && failure != Failure.ONCE) {
            if (failure == Failure.CRASH) {
                throw new Crash();
            }
            throw new FileSystemException(file.toString(), null, "No space left on device");
        }
    }

    /** The path of this file system to a file on the disk. */
    Path path(Path onDisk) {
        return (Path) Proxy.newProxyInstance(
                Wrapped.class.getClassLoader(),
                new Class<?>[] {Path.class, Wrapped.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    } else if (method.getName().equals("onDisk")) {
                        return onDisk;
                    }
                    Object[] real = arguments == null
                            ? null
                            : Arrays.stream(arguments)
                                    .map(argument -> argument instanceof Wrapped wrapped ? wrapped.onDisk() : argument)
                                    .toArray();
                    try {
                        Object result = method.invoke(onDisk, real);
                        return result instanceof Path path ? path(path) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A path of such a file system. */
    interface Wrapped {
        Path onDisk();
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return DISK.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return DISK.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return path(DISK.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = DISK.getPathMatcher(pattern);
        return path -> matcher.matches(((Wrapped) path).onDisk());
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    /** Counts each call, and makes it on the disk. */
    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider disk = DISK.provider();

        private Path counted(Path path) throws IOException {
            call(path);
            return ((Wrapped) path).onDisk();
        }

        @Override
        public String getScheme() {
            return "failing";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return disk.newByteChannel(counted(path), options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return disk.newFileChannel(counted(path), options, attributes);
        }

        @Override
        public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
            return new FilterOutputStream(disk.newOutputStream(counted(path), options)) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int half = length / 2;
                    out.write(bytes, from, half);
                    call(path);
                    out.write(bytes, from + half, length - half);
                }
            };
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> real = disk.newDirectoryStream(counted(path), entry -> filter.accept(path(entry)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    return StreamSupport.stream(real.spliterator(), false)
                            .map(FailingFileSystem.this::path)
                            .iterator();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
            disk.createDirectory(counted(path), attributes);
        }

        @Override
        public void delete(Path path) throws IOException {
            disk.delete(counted(path));
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) throws IOException {
            disk.copy(counted(from), ((Wrapped) to).onDisk(), options);
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) throws IOException {
            disk.move(counted(from), ((Wrapped) to).onDisk(), options);
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return disk.isSameFile(counted(one), ((Wrapped) other).onDisk());
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return disk.isHidden(counted(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return disk.getFileStore(counted(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            disk.checkAccess(counted(path), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return disk.getFileAttributeView(((Wrapped) path).onDisk(), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return disk.readAttributes(counted(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return disk.readAttributes(counted(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            disk.setAttribute(counted(path), attribute, Objects.requireNonNull(value), options);
        }

        @Override
        public Path readSymbolicLink(Path path) throws IOException {
            return path(disk.readSymbolicLink(counted(path)));
        }
    }
}
