package dev.webhooks.signature;

import java.time.Duration;
import java.util.List;

/**
 * A recipe in the texts of the configuration, with its defaults.
 */
final class TestRecipe {

	private List<String> headers = List.of("X-Signature");

	private List<String> locations = List.of();

	private String format = "{signature}";

	private String algorithm = "sha256";

	private SignatureEncoding encoding = SignatureEncoding.HEX;

	private String content = "{body}";

	private List<String> timestamps = List.of();

	private TimestampUnit unit = TimestampUnit.SECONDS;

	private Duration tolerance = Duration.ofMinutes(5);

	private List<String> ids = List.of();

	static TestRecipe recipe() {
		return new TestRecipe();
	}

	TestRecipe headers(String... headers) {
		this.headers = List.of(headers);
		return this;
	}

	TestRecipe locations(String... locations) {
		this.locations = List.of(locations);
		return this;
	}

	TestRecipe format(String format) {
		this.format = format;
		return this;
	}

	TestRecipe algorithm(String algorithm) {
		this.algorithm = algorithm;
		return this;
	}

	TestRecipe encoding(SignatureEncoding encoding) {
		this.encoding = encoding;
		return this;
	}

	TestRecipe content(String content) {
		this.content = content;
		return this;
	}

	TestRecipe timestamps(String... timestamps) {
		this.timestamps = List.of(timestamps);
		return this;
	}

	TestRecipe unit(TimestampUnit unit) {
		this.unit = unit;
		return this;
	}

	TestRecipe tolerance(Duration tolerance) {
		this.tolerance = tolerance;
		return this;
	}

	TestRecipe ids(String... ids) {
		this.ids = List.of(ids);
		return this;
	}

	SignatureRecipe build() {
		return SignatureRecipe.builder()
			.headers(this.headers)
			.locations(this.locations)
			.format(this.format, this.encoding)
			.algorithm(this.algorithm)
			.contents(List.of(this.content))
			.timestamps(this.timestamps, this.unit, this.tolerance)
			.ids(this.ids)
			.build();
	}

	SignatureScheme scheme(String name) {
		return RecipeSchemes.BY_NAME.get(name).create(build());
	}

	SignatureScheme hmac() {
		return scheme("hmac");
	}

}
