package dev.webhooks.listener;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.multipart.MultipartFile;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookFile;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.provider.WebhookProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners that receive files.
 */
class FileArgumentsTests {

	private static final WebhookProvider PROVIDER = WebhookProvider.named("mail")
		.with("signature.scheme", "none")
		.with("event.format", "multipart")
		.build();

	private static final String NOTHING = "";

	private static final String PHOTO = part("photo", "a.png", "image/png", "PNG");

	private static final String PHOTOS = part("photo", "1.png", "image/png", "1")
			+ part("photo", "2.png", "image/png", "2");

	@Test
	void aFileIsFoundByItsField() throws Exception {
		assertThat(answer(OneFile.class, part("other", "b", "text/plain", "b") + PHOTO))
			.isEqualTo("a.png image/png PNG");
	}

	@Test
	void ofSeveralFilesOfAFieldOneIsTheFirst() throws Exception {
		assertThat(answer(OneFile.class, PHOTOS)).isEqualTo("1.png image/png 1");
	}

	@Test
	void aListHasAllFilesOfAField() throws Exception {
		assertThat(answer(FilesOfField.class, part("other", "b", "text/plain", "b") + PHOTOS))
			.isEqualTo(List.of("1.png", "2.png"));
	}

	@ParameterizedTest
	@ValueSource(classes = { AllFiles.class, AllFilesInACollection.class, AllFilesInAnArray.class })
	void withoutANameAllFilesAreTaken(Class<?> listener) throws Exception {
		assertThat(answer(listener, part("other", "b", "text/plain", "b") + PHOTOS)).isEqualTo(3);
		assertThat(answer(listener, NOTHING)).isEqualTo(0);
	}

	@Test
	void aFileMayBeOneOfSpring() throws Exception {
		assertThat(answer(SpringFile.class, PHOTO)).isEqualTo("photo a.png image/png 3 false PNG PNG");
	}

	@Test
	void aFileOfSpringCanBeWrittenWhereTheListenerSays(@TempDir Path folder) throws Exception {
		Target.file = folder.resolve("target");
		answer(Target.class, PHOTO);
		assertThat(Target.file).hasContent("PNG");
	}

	@Test
	void aFileMayBeItsBytes() throws Exception {
		assertThat(answer(Bytes.class, PHOTO)).isEqualTo("PNG".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void bytesWithoutANameAreThoseOfTheBody() throws Exception {
		assertThat(answer(Body.class, PHOTO)).isEqualTo(request(PHOTO).body());
	}

	@Test
	void whenAFileIsMissingSaysWhich() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(OneFile.class, NOTHING))
			.withMessage("The file 'photo' is missing");
	}

	@Test
	void whenAllFilesOfAFieldAreMissingSaysWhich() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(FilesOfField.class, NOTHING))
			.withMessage("The file 'photo' is missing");
	}

	@Test
	void aFileMayBeMissing() throws Exception {
		assertThat(answer(MaybeFile.class, NOTHING)).isEqualTo("none null");
		assertThat(answer(MaybeFile.class, PHOTO)).isEqualTo("a.png a.png");
	}

	@Test
	void aFieldThatIsNoFileIsText() throws Exception {
		assertThat(answer(Text.class, part("photo", null, null, "none today"))).isEqualTo("none today");
	}

	@Test
	void aFileIsNoText() {
		assertThatExceptionOfType(WebhookPayloadException.class).isThrownBy(() -> answer(Text.class, PHOTO))
			.withMessage("The parameter 'photo' is missing");
	}

	@Test
	void oneFileThatIsNotNamedFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Unnamed.class, PHOTO))
			.withMessageContainingAll("Unnamed.on", "does not say which file is meant");
	}

	@Test
	void aFileWithABlankNameFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> answer(Blank.class, PHOTO))
			.withMessageContaining("does not say which parameter is meant");
	}

	private static @Nullable Object answer(Class<?> listener, String parts) throws Exception {
		WebhookRequest request = request(parts);
		WebhookEvent event = PROVIDER.events(PROVIDER.verify(request, Instant.EPOCH), PROVIDER.parse(request)).get(0);
		try (TestListeners listeners = TestListeners.of(listener)) {
			return listeners.answer(event);
		}
	}

	private static WebhookRequest request(String parts) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/mail")
			.header("Content-Type", "multipart/form-data; boundary=x")
			.build(), parts + "--x--\r\n");
	}

	private static String part(String name, @Nullable String filename, @Nullable String contentType, String content) {
		return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\""
				+ ((filename != null) ? "; filename=\"" + filename + "\"" : "") + "\r\n"
				+ ((contentType != null) ? "Content-Type: " + contentType + "\r\n" : "") + "\r\n" + content + "\r\n";
	}

	static class OneFile {

		@WebhookListener
		Object on(@WebhookParameter("photo") WebhookFile file) {
			return file.filename() + " " + file.contentType() + " "
					+ new String(file.bytes(), StandardCharsets.US_ASCII);
		}

	}

	static class FilesOfField {

		@WebhookListener
		Object on(@WebhookParameter("photo") List<WebhookFile> files) {
			return files.stream().map(WebhookFile::filename).toList();
		}

	}

	static class AllFiles {

		@WebhookListener
		Object on(List<WebhookFile> files) {
			return files.size();
		}

	}

	static class AllFilesInACollection {

		@WebhookListener
		Object on(Collection<MultipartFile> files) {
			return files.size();
		}

	}

	static class AllFilesInAnArray {

		@WebhookListener
		Object on(WebhookFile[] files) {
			return files.length;
		}

	}

	static class SpringFile {

		@WebhookListener
		Object on(@WebhookParameter("photo") MultipartFile file) throws Exception {
			return String.join(" ", file.getName(), file.getOriginalFilename(), file.getContentType(),
					Long.toString(file.getSize()), Boolean.toString(file.isEmpty()),
					new String(file.getBytes(), StandardCharsets.US_ASCII),
					new String(file.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
		}

	}

	static class Target {

		private static @Nullable Path file;

		@WebhookListener
		void on(@WebhookParameter("photo") MultipartFile[] files) throws Exception {
			assertThat(file).isNotNull();
			assertThat(Files.exists(file)).isFalse();
			files[0].transferTo(file.toFile());
		}

	}

	static class Bytes {

		@WebhookListener
		Object on(@WebhookParameter("photo") byte[] content) {
			return content;
		}

	}

	static class Body {

		@WebhookListener
		Object on(byte[] body) {
			return body;
		}

	}

	static class MaybeFile {

		@WebhookListener
		Object on(@WebhookParameter("photo") Optional<WebhookFile> maybe,
				@WebhookParameter(name = "photo", required = false) @Nullable WebhookFile file) {
			return maybe.map(WebhookFile::filename).orElse("none") + " " + ((file != null) ? file.filename() : null);
		}

	}

	static class Text {

		@WebhookListener
		Object on(@WebhookParameter("photo") String text) {
			return text;
		}

	}

	static class Unnamed {

		@WebhookListener
		void on(WebhookFile file) {
		}

	}

	static class Blank {

		@WebhookListener
		void on(@WebhookParameter(" ") WebhookFile file) {
		}

	}

}
