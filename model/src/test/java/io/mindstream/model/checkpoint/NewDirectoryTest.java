package io.mindstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void itIsThereWithAllItsFilesAndNothingBesideIt() throws IOException {
        Path target = folder.resolve("a/b");
        NewDirectory.write(target, 1, directory -> {
            assertThat(target).doesNotExist();
            Files.writeString(directory.resolve("file"), "whole");
        });
        assertThat(target.resolve("file")).hasContent("whole");
        assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void aFailureLeavesNothing() {
        Path target = folder.resolve("failed");
        assertThatThrownBy(() -> NewDirectory.write(target, 1, directory -> {
                    Files.writeString(directory.resolve("file"), "half");
                    throw new IOException("the disk is on fire");
                }))
                .hasMessage("the disk is on fire");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsThereStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> NewDirectory.write(folder, 1, directory -> {}))
                .isInstanceOf(DirectoryNotEmptyException.class)
                .hasMessage(folder.toString());
        assertThatThrownBy(() -> NewDirectory.write(file, 1, directory -> {}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        NewDirectory.write(empty, 1, directory -> Files.writeString(directory.resolve("file"), "whole"));
        assertThat(empty.resolve("file")).hasContent("whole");
    }

    @Test
    void aDiskThatIsTooSmallIsNamedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> NewDirectory.write(folder.resolve("large"), Long.MAX_VALUE, directory -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("large: needs ");
        assertThat(folder).isEmptyDirectory();
    }
}
