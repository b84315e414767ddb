package io.mindstream.samples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mindstream.samples.Hashes;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.PictureLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final int LARGE = ImageRef.MAX_INLINE + 1;

    @TempDir
    Path dir;

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsPutInComesBackByItsHash() throws IOException {
        ImageStore store = new ImageStore(dir);
        byte[] large = bytes(LARGE, 1);

        String sha256 = store.put(large);
        ImageRef ref = store.reference(sha256, 20, 10, large.length);

        assertThat(sha256).isEqualTo(Hashes.sha256Hex(large));
        assertThat(ref.inline()).isNull();
        assertThat(PictureLoader.local().load(ref)).isEqualTo(large);
        assertThat(store.put(large)).isEqualTo(sha256);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatIsSmallTravelsWithItsRecord() throws IOException {
        ImageStore store = new ImageStore(dir);
        byte[] small = bytes(ImageRef.MAX_INLINE, 2);

        ImageRef ref = store.reference(store.put(small), 20, 10, small.length);

        assertThat(ref.inline()).isEqualTo(small);
        assertThat(PictureLoader.local().load(ref)).isEqualTo(small);
    }

    @Test
    void otherBytesAreNeverTakenForThePicture() throws IOException {
        ImageStore store = new ImageStore(dir);
        String sha256 = store.put(bytes(LARGE, 3));
        ImageRef ref = store.reference(sha256, 20, 10, LARGE);
        Path file = files().get(0);

        Files.write(file, bytes(LARGE, 4));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ImageStore.read(ref))
                .withMessageContaining(file + ": its content is not that of its name");
        Files.write(file, bytes(LARGE - 1, 3));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ImageStore.read(ref))
                .withMessageContaining("not the " + LARGE + " bytes");
        // A torn file, say of a disk that was full, gives way to a whole one.
        store.put(bytes(LARGE, 3));
        assertThat(ImageStore.read(ref)).isEqualTo(bytes(LARGE, 3));
        Files.delete(file);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ImageStore.read(ref))
                .withMessageContaining(file + ": no such picture");
        ImageRef elsewhere = new ImageRef(sha256, 1, 1, LARGE, null, URI.create("http://example.org/a.png"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ImageStore.read(elsewhere))
                .withMessageContaining("only file: addresses");
    }

    @Test
    void collectedIsWhatNothingRefersToAndWhatADeadWriterLeft() throws IOException {
        ImageStore store = new ImageStore(dir);
        String kept = store.put(bytes(LARGE, 5));
        String unwanted = store.put(bytes(LARGE, 6));
        Path part = Files.createTempFile(dir.resolve(kept.substring(0, 2)), "x", ".part");
        Path foreign = Files.writeString(dir.resolve(kept.substring(0, 2)).resolve("README"), "not ours");
        Instant hourAgo = Instant.now().minusSeconds(3600);

        assertThat(store.collect(kept::equals, hourAgo)).as("all are young").isZero();
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        }
        // Put again: about to be referred to.
        String again = store.put(bytes(LARGE, 7));
        Files.setLastModifiedTime(
                dir.resolve(again.substring(0, 2)).resolve(again),
                FileTime.from(Instant.now().minusSeconds(7200)));
        store.put(bytes(LARGE, 7));

        assertThat(store.collect(kept::equals, hourAgo)).isEqualTo(2);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        dir.resolve(kept.substring(0, 2)).resolve(kept),
                        dir.resolve(again.substring(0, 2)).resolve(again),
                        foreign)
                .doesNotContain(part, dir.resolve(unwanted.substring(0, 2)).resolve(unwanted));
        assertThat(new ImageStore(dir.resolve("never")).collect(name -> false, hourAgo))
                .isZero();
    }

    @Test
    void manyWritersOfTheSamePicturesLeaveEachOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Set<String>>> done = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> {
                        ImageStore store = new ImageStore(dir);
                        Set<String> names = new java.util.HashSet<>();
                        for (int i = 0; i < 20; i++) {
                            names.add(store.put(bytes(10_000, i)));
                        }
                        return names;
                    }))
                    .toList();
            Set<String> names = done.get(0).get();
            for (Future<Set<String>> one : done) {
                assertThat(one.get()).isEqualTo(names);
            }
            assertThat(files())
                    .extracting(file -> file.getFileName().toString())
                    .hasSameElementsAs(names);
        } finally {
            threads.shutdown();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
