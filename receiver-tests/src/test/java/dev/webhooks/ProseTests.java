package dev.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the comments in the published modules: a comment begins with its subject, and
 * says more than the name below it.
 */
class ProseTests {

	private static final Pattern JAVADOC = Pattern.compile(
			"/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s*(?<declared>(?:@[\\w.]+(?:\\([^)]*\\))?\\s+)*[^\\n]*)",
			Pattern.DOTALL);

	private static final Pattern WITHOUT_SUBJECT = Pattern.compile("^(What|Who|Whoever)\\b");

	private static final Pattern NAME = Pattern.compile("\\b(\\w+)\\s*[(;={,]");

	private static final Set<String> OF_NO_WEIGHT = Set.of("the", "a", "an", "of", "this", "its", "in", "is", "and",
			"to", "that", "for", "by", "with", "as");

	@Test
	void aCommentBeginsWithItsSubject() throws IOException {
		assertThat(comments().filter((comment) -> WITHOUT_SUBJECT.matcher(comment.summary).find())).isEmpty();
	}

	@Test
	void noCommentRepeatsTheNameBelowIt() throws IOException {
		assertThat(comments().filter(Comment::repeatsTheName)).isEmpty();
	}

	private static Stream<Comment> comments() throws IOException {
		List<Comment> comments = new ArrayList<>();
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			for (Path sources : modules.map((module) -> module.resolve("src/main/java"))
				.filter((sources) -> sources.toString().contains("webhook-") && Files.isDirectory(sources))
				.toList()) {
				try (Stream<Path> files = Files.walk(sources)) {
					for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
						comments.addAll(commentsOf(file));
					}
				}
			}
		}
		assertThat(comments).hasSizeGreaterThan(1000);
		return comments.stream();
	}

	private static List<Comment> commentsOf(Path file) throws IOException {
		return JAVADOC.matcher(Files.readString(file)).results().map((found) -> {
			String text = found.group(1).replaceAll("\\n\\s*\\* ?", " ").strip();
			Matcher name = NAME.matcher(found.group(2) + ";");
			return new Comment(file.getFileName().toString(), text.split("\\s@(param|return|throws|see)", 2)[0].strip(),
					name.find() ? name.group(1) : "");
		}).toList();
	}

	private record Comment(String file, String summary, String name) {

		boolean repeatsTheName() {
			Set<String> said = words(this.summary.split("[^A-Za-z]+"));
			said.removeAll(words(OF_NO_WEIGHT.toArray(String[]::new)));
			return !said.isEmpty() && words(this.name.split("_|(?<=[a-z])(?=[A-Z])")).containsAll(said);
		}

		/** Singular and plural are one word. */
		private static Set<String> words(String... words) {
			return Stream.of(words)
				.filter((word) -> !word.isEmpty())
				.map((word) -> word.toLowerCase(Locale.ROOT).replaceAll("ies$", "y").replaceAll("(?<=...)s$", ""))
				.collect(Collectors.toSet());
		}

	}

}
