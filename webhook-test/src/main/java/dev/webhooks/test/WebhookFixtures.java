package dev.webhooks.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Bodies of events that are kept as files: {@code webhooks/{provider}/{event}.json} on
 * the class path, or {@code .form} with a field {@code name=value} on each line. A
 * {@code /} in the name of an event is a folder, and what file names cannot have is
 * percent-encoded. Files of an application stand in the same folder, win over those of
 * this library that have the same name, and may be for providers of its own. Safe for use
 * by several threads.
 */
public final class WebhookFixtures {

	static final String FORM = "form";

	private static final String ROOT = "webhooks";

	private static final List<String> KINDS = List.of("json", FORM, "xml");

	private static final Pattern IMPOSSIBLE = Pattern.compile("^/|[%:*?\"<>|\\\\]");

	private final ClassLoader classLoader;

	private final List<String> folders;

	private WebhookFixtures(ClassLoader classLoader, List<String> folders) {
		this.classLoader = classLoader;
		this.folders = folders;
	}

	/**
	 * Finds the files below {@code webhooks} on the class path.
	 * @return the fixtures
	 */
	public static WebhookFixtures create() {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return of((context != null) ? context : WebhookFixtures.class.getClassLoader());
	}

	/**
	 * Finds the files below {@code webhooks} on the class path.
	 * @param classLoader finds the files
	 * @return the fixtures
	 */
	public static WebhookFixtures of(ClassLoader classLoader) {
		return new WebhookFixtures(classLoader, List.of("classpath*:" + ROOT));
	}

	/**
	 * Copies these fixtures with another folder, whose files win.
	 * @param folder the folder that has a folder for each provider
	 * @return the new fixtures
	 */
	public WebhookFixtures with(Path folder) {
		List<String> all = new ArrayList<>(
				List.of(folder.toUri().toString().replaceAll("/$", "").replaceFirst("^file:///", "file:/")));
		all.addAll(this.folders);
		return new WebhookFixtures(this.classLoader, List.copyOf(all));
	}

	/**
	 * The events of a provider.
	 * @param provider the name of a provider or preset
	 * @return the names of the events in order; none if nobody has made a file for it
	 */
	public List<String> names(String provider) {
		return all(provider + "/").stream().map(WebhookFixture::event).toList();
	}

	/**
	 * Finds an event.
	 * @param provider the name of a provider or preset
	 * @param event the name of the event, such as {@code charge.succeeded}
	 * @return the fixture, or empty if there is no such file
	 */
	public Optional<WebhookFixture> find(String provider, String event) {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.classLoader);
		String path = "/" + provider + "/" + fileName(event) + ".";
		for (String folder : this.folders) {
			String below = isOnClassPath(folder) ? path : path.replace("%", "%25");
			for (String kind : KINDS) {
				Resource file = resolver.getResource(folder.replace("classpath*:", "classpath:") + below + kind);
				if (file.exists()) {
					return Optional.of(new WebhookFixture(provider, event, kind, read(file)));
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * All events of all providers.
	 * @return the fixtures by provider and event in order
	 */
	public List<WebhookFixture> all() {
		return all("");
	}

	private List<WebhookFixture> all(String prefix) {
		Map<String, WebhookFixture> found = new TreeMap<>();
		for (String folder : this.folders) {
			for (Resource file : files(folder, prefix)) {
				WebhookFixture fixture = fixture(file, folder);
				if (fixture != null) {
					found.putIfAbsent(fixture.toString(), fixture);
				}
			}
		}
		return List.copyOf(found.values());
	}

	private List<Resource> files(String folder, String prefix) {
		try {
			return List.of(new PathMatchingResourcePatternResolver(this.classLoader)
				.getResources(folder + "/" + prefix + "**/*.*"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The fixtures cannot be listed", ex);
		}
	}

	/**
	 * The fixture in a file, or {@code null} if it is another file. It is read as it is
	 * found, since those in jars that have a {@code %} in their names are listed under
	 * another one.
	 */
	private @Nullable WebhookFixture fixture(Resource file, String folder) {
		String path = pathBelow(file, folder);
		int slash = path.indexOf('/');
		int dot = path.lastIndexOf('.');
		if (slash < 0 || !KINDS.contains(path.substring(dot + 1))) {
			return null;
		}
		String event = StringUtils.uriDecode(path.substring(slash + 1, dot), StandardCharsets.UTF_8);
		return find(path.substring(0, slash), event).orElse(null);
	}

	private static boolean isOnClassPath(String folder) {
		return folder.startsWith("classpath");
	}

	private static String pathBelow(Resource file, String folder) {
		try {
			String root = isOnClassPath(folder) ? "/" + ROOT + "/" : folder + "/";
			String url = file.getURL().toString();
			int below = url.lastIndexOf(root);
			return (below < 0) ? ""
					: StringUtils.uriDecode(url.substring(below + root.length()), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The fixture " + file.getFilename() + " has no path", ex);
		}
	}

	private static byte[] read(Resource file) {
		try {
			return file.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The fixture " + file.getFilename() + " cannot be read", ex);
		}
	}

	private static String fileName(String event) {
		return IMPOSSIBLE.matcher(event).replaceAll((match) -> "%%%02X".formatted((int) match.group().charAt(0)));
	}

}
