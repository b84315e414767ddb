package io.mindstream.samples.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.store.ImageStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pictures that a user has ingested, with their questions, as they were when the store was opened: a folder with a log of lines and a
 * store of pictures. What is ingested later is seen by whoever opens it later. Each picture costs about 200 bytes of memory; the rest is
 * read when it is asked for. May be used by several threads.
 */
public final class UserStore implements AutoCloseable {
    static final String LOG = "log.jsonl";
    static final String PICTURES = "pictures";

    private final Path log;
    private final ImageStore images;
    private final FileChannel file;
    private final SortedMap<String, List<long[]>> places = new TreeMap<>();
    private final Set<String> capabilities = new TreeSet<>();
    private int version;

    private UserStore(Path directory, FileChannel file) {
        this.log = directory.resolve(LOG);
        this.images = images(directory);
        this.file = file;
    }

    /**
     * Reads the log.
     *
     * @param directory that {@link UserStoreWriter} wrote; nothing is in one that is not there
     * @throws IOException naming the file and line that is damaged
     */
    public static UserStore open(Path directory) throws IOException {
        Path log = directory.resolve(LOG);
        if (!Files.exists(log)) {
            return new UserStore(directory, null);
        }
        UserStore store = new UserStore(directory, FileChannel.open(log));
        try {
            store.index();
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
        return store;
    }

    static ImageStore images(Path directory) {
        return new ImageStore(directory.resolve(PICTURES));
    }

    private void index() throws IOException {
        Map<String, List<Long>> offsets = new HashMap<>();
        Map<String, String> domains = new HashMap<>();
        List<String> order = new ArrayList<>();
        UserLog.walk(log, (offset, line) -> {
            JsonNode picture = line.get("picture");
            if (picture == null) {
                return;
            }
            version++;
            String pixels = picture.path("pixels").textValue();
            if (domains.putIfAbsent(pixels, picture.path("domain").textValue()) == null) {
                order.add(pixels);
            }
            offsets.computeIfAbsent(pixels, unseen -> new ArrayList<>(1)).add(offset);
            picture.path("questions")
                    .forEach(question ->
                            capabilities.add(question.path("capability").textValue()));
        });
        for (String pixels : order) {
            places.computeIfAbsent(domains.get(pixels), domain -> new ArrayList<>())
                    .add(offsets.get(pixels).stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** Rises with everything that is added. */
    public int version() {
        return version;
    }

    /** Domains that there are pictures of, in order. */
    public List<String> domains() {
        return List.copyOf(places.keySet());
    }

    /** Capabilities that there are questions of, in order. */
    public List<String> capabilities() {
        return List.copyOf(capabilities);
    }

    /** How many pictures there are of a domain. */
    public int count(String domain) {
        return places.getOrDefault(domain, List.of()).size();
    }

    /**
     * A picture with all its questions.
     *
     * @param index from 0, in the order in which they were ingested
     */
    public UserPicture picture(String domain, int index) throws IOException {
        UserPicture found = null;
        for (long offset : places.get(domain).get(index)) {
            UserPicture part = UserLog.picture(UserLog.at(file, offset).get("picture"));
            found = found == null ? part : found.with(part.questions());
        }
        return found;
    }

    /** Its bytes where they are few, their address otherwise. */
    public ImageRef image(UserPicture picture) throws IOException {
        return images.reference(picture.sha256(), picture.width(), picture.height(), picture.size());
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
