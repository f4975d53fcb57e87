package dev.webhooks.cli.listen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;

/**
 * A folder whose files are for nobody but the one who runs the command. Files that are
 * there already are left alone.
 */
final class KeptRequests {

	private static final int MAX_NAME = 60;

	private final Path folder;

	/**
	 * Makes the folder if it is not there.
	 */
	KeptRequests(Path folder) {
		this.folder = folder;
		createFolders(folder);
	}

	private static void createFolders(Path folder) {
		try {
			Files.createDirectories(folder, attributes(folder, "rwx------"));
		}
		catch (IOException ex) {
			throw CommandFailure.usage("The folder '%s' cannot be made.".formatted(folder),
					"Name one that you may write to.");
		}
	}

	/**
	 * Writes a file that only its owner may read.
	 * @param name its path below the folder
	 * @param bytes the bytes
	 * @return whether it was written, or {@code false} if there is one of that name
	 */
	boolean write(Path name, byte[] bytes) {
		Path file = this.folder.resolve(name).normalize();
		if (!file.startsWith(this.folder.normalize())) {
			return false;
		}
		Path parent = file.getParent();
		if (parent != null) {
			createFolders(parent);
		}
		try (SeekableByteChannel channel = Files.newByteChannel(file,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, "rw-------"))) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			return true;
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new CommandFailure(ExitCode.UNEXPECTED, "The file '%s' cannot be written.".formatted(file),
					"See whether the disk is full.", ex);
		}
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Makes a part of a file name of a text that anybody may have written.
	 */
	static String safe(String text) {
		String safe = text.replaceAll("[^A-Za-z0-9._-]", "_");
		return (safe.length() <= MAX_NAME) ? safe : safe.substring(0, MAX_NAME);
	}

	Path folder() {
		return this.folder;
	}

}
