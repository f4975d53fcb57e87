package dev.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line of the API: what is public is in one of {@link #PACKAGES}, or it is
 * {@link Internal}.
 */
@AnalyzeClasses(packages = ApiTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ApiTests {

	static final String ROOT = "dev.webhooks";

	/**
	 * The packages of the API. CONTRIBUTING has the same list.
	 */
	private static final Set<String> PACKAGES = Stream
		.of("", ".request", ".secret", ".fetch", ".signature", ".signature.jwt", ".signature.certificate",
				".signature.callback", ".decoding", ".provider.settings", ".provider", ".delivery", ".delivery.store",
				".delivery.context", ".delivery.memory", ".delivery.jdbc", ".delivery.engine", ".delivery.operation",
				".sender", ".sender.filter", ".sender.encryption", ".sender.endpoint", ".sender.endpoint.memory",
				".sender.endpoint.jdbc", ".sender.routing", ".guard", ".listener", ".inbox", ".receiver", ".alert",
				".observation", ".autoconfigure.provider", ".autoconfigure", ".autoconfigure.payload",
				".autoconfigure.inbox", ".autoconfigure.breaker", ".autoconfigure.jdbc", ".autoconfigure.web",
				".autoconfigure.security", ".autoconfigure.redis", ".autoconfigure.observation",
				".autoconfigure.actuate", ".autoconfigure.alert", ".test", ".test.received", ".test.web", ".test.inbox",
				".test.conformance", ".test.autoconfigure")
		.map((name) -> ROOT + name)
		.collect(Collectors.toCollection(TreeSet::new));

	private static final Pattern LISTED = Pattern.compile("^- `(dev\\.webhooks[a-z.]*)`", Pattern.MULTILINE);

	@ArchTest
	static void whatIsPublicIsInAPackageOfTheApiOrMarked(JavaClasses classes) {
		assertThat(classes.stream()
			.filter((type) -> isPublic(type) && !isInternal(type))
			.filter((type) -> !PACKAGES.contains(type.getPackageName()))
			.map(JavaClass::getName)).isEmpty();
	}

	@ArchTest
	static void eachPackageOfTheApiHasSomethingToOffer(JavaClasses classes) {
		assertThat(api(classes).map(JavaClass::getPackageName).distinct())
			.containsExactlyInAnyOrderElementsOf(PACKAGES);
	}

	@ArchTest
	static void theApiMentionsNothingInternal(JavaClasses classes) {
		assertThat(api(classes).flatMap(ApiTests::mentions)).isEmpty();
	}

	@ArchTest
	static void ofTheWiringOnlyAutoConfigurationsAndPropertiesAreApi(JavaClasses classes) {
		assertThat(api(classes).filter((type) -> type.getPackageName().startsWith(ROOT + ".autoconfigure"))
			.filter((type) -> !type.isAnnotatedWith(AutoConfiguration.class) && !type.isEnum())
			.map((type) -> outermost(type).getSimpleName())
			.filter((name) -> !name.endsWith("Properties"))).isEmpty();
	}

	@ArchTest
	static void contributorsFindTheSameList(JavaClasses classes) throws IOException {
		assertThat(
				LISTED.matcher(Files.readString(Path.of("../CONTRIBUTING.md"))).results().map((line) -> line.group(1)))
			.containsExactlyInAnyOrderElementsOf(PACKAGES);
	}

	private static Stream<JavaClass> api(JavaClasses classes) {
		return classes.stream().filter((type) -> isPublic(type) && !isInternal(type));
	}

	private static Stream<String> mentions(JavaClass type) {
		Stream<String> above = Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
			.filter(ApiTests::isHidden)
			.map((hidden) -> type.getName() + " is a " + hidden.getName());
		return Stream.concat(above,
				type.getMembers().stream().filter(ApiTests::isOffered).flatMap(ApiTests::mentionsOfMember));
	}

	private static Stream<String> mentionsOfMember(JavaMember member) {
		Set<JavaClass> types = new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));
		types.addAll(member.getAllInvolvedRawTypes());
		if (member instanceof JavaCodeUnit unit) {
			unit.getThrowsClause().getTypes().forEach(types::add);
		}
		return types.stream()
			.filter(ApiTests::isHidden)
			.map((hidden) -> member.getFullName() + " mentions " + hidden.getName());
	}

	private static boolean isOffered(JavaMember member) {
		Set<JavaModifier> modifiers = member.getModifiers();
		boolean inherited = modifiers.contains(JavaModifier.PROTECTED)
				&& !member.getOwner().getModifiers().contains(JavaModifier.FINAL);
		return (modifiers.contains(JavaModifier.PUBLIC) || inherited) && !modifiers.contains(JavaModifier.SYNTHETIC)
				&& !member.isAnnotatedWith(Internal.class);
	}

	private static boolean isHidden(JavaClass type) {
		JavaClass element = type.getBaseComponentType();
		return (element.getPackageName() + ".").startsWith(ROOT + ".") && (!isPublic(element) || isInternal(element));
	}

	private static boolean isPublic(JavaClass type) {
		return enclosing(type).allMatch((each) -> each.getModifiers().contains(JavaModifier.PUBLIC));
	}

	private static boolean isInternal(JavaClass type) {
		return type.getPackage().isAnnotatedWith(Internal.class)
				|| enclosing(type).anyMatch((each) -> each.isAnnotatedWith(Internal.class));
	}

	private static Stream<JavaClass> enclosing(JavaClass type) {
		return Stream.iterate(type, (each) -> each != null, (each) -> each.getEnclosingClass().orElse(null));
	}

	private static JavaClass outermost(JavaClass type) {
		List<JavaClass> all = enclosing(type).toList();
		return all.get(all.size() - 1);
	}

}
