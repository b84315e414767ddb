package io.mindstream.app;

import io.mindstream.generators.user.TableRecords;
import io.mindstream.samples.imports.BadRecordException;
import io.mindstream.samples.imports.CsvRecords;
import io.mindstream.samples.imports.CsvRows;
import io.mindstream.samples.imports.JsonRecords;
import io.mindstream.samples.imports.LonePicture;
import io.mindstream.samples.imports.RecordFile;
import io.mindstream.samples.imports.TarRecords;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of what a user names: record files first, then pictures that come without. Names are those that people typed, with the path
 * below them.
 */
final class UserMaterial {
    private static final Set<String> RECORDS = Set.of("jsonl", "ndjson", "json", "tar", "csv", "tsv");

    private final Optional<Path> pictures;
    private final boolean labelFromFolder;

    /**
     * A file that holds records.
     *
     * @param name as the user would type it
     * @param picture whether it is nothing but a picture
     * @param named whether it may be that a record file names that picture
     */
    record Input(Path file, String name, boolean picture, boolean named) {}

    /**
     * @param pictures folder that paths inside of records start from, or that of each file
     * @param labelFromFolder whether the folder of a picture names what it shows
     */
    UserMaterial(Optional<Path> pictures, boolean labelFromFolder) {
        this.pictures = pictures;
        this.labelFromFolder = labelFromFolder;
    }

    /** All files, in the order in which they are read: record files, then pictures, each by name. */
    List<Input> files(List<Path> paths) throws IOException {
        List<Input> records = new ArrayList<>();
        List<Input> lone = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        boolean hidden = !folder.equals(path)
                                && folder.getFileName().toString().startsWith(".");
                        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sort(file, records, lone);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } else if (!Files.exists(path)) {
                throw new IOException(path + ": no such file or directory");
            } else if (!sort(path, records, lone)) {
                throw new IOException(path + ": neither a folder, a picture nor one of "
                        + RECORDS.stream().sorted().toList());
            }
        }
        records.sort(Comparator.comparing(Input::name));
        lone.sort(Comparator.comparing(Input::name));
        boolean named = !records.isEmpty();
        lone.forEach(input -> records.add(new Input(input.file, input.name, true, named)));
        return records;
    }

    private static boolean sort(Path file, List<Input> records, List<Input> lone) {
        String own = file.getFileName().toString();
        String extension = own.substring(own.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (own.startsWith(".")) {
            return false;
        } else if (RECORDS.contains(extension)) {
            return records.add(new Input(file, file.toString(), false, false));
        }
        return LonePicture.PICTURES.contains(extension) && lone.add(new Input(file, file.toString(), true, false));
    }

    /** Reads a file's records. */
    RecordFile open(Input input) throws IOException {
        Path file = input.file();
        if (input.picture()) {
            return new LonePicture(file, input.name(), labelFromFolder, input.named());
        }
        if (input.name().toLowerCase(Locale.ROOT).endsWith(".tar")) {
            return new TarRecords(file, input.name());
        }
        Path folder = pictures.orElse(file.toAbsolutePath().getParent());
        if (input.name().toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv")) {
            return CsvRecords.namesPictures(header(file))
                    ? new CsvRecords(file, input.name(), folder)
                    : new TableRecords(file, input.name());
        }
        return new JsonRecords(file, input.name(), folder);
    }

    private static List<String> header(Path file) throws IOException {
        try (CsvRows rows = new CsvRows(file)) {
            List<String> header = rows.next();
            return header == null ? List.of() : header;
        } catch (BadRecordException e) {
            return List.of();
        }
    }
}
