package dev.webhooks;

import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that hold for the library as a whole.
 */
@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "dev.webhooks";

	/**
	 * From low to high. A package not named here belongs to the nearest one above it.
	 */
	private static final List<String> LAYERS = List.of(ROOT, ROOT + ".request", ROOT + ".secret", ROOT + ".fetch",
			ROOT + ".tenant", ROOT + ".signature.key", ROOT + ".signature", ROOT + ".signature.jwt",
			ROOT + ".signature.certificate", ROOT + ".signature.callback", ROOT + ".signature.diagnosis",
			ROOT + ".decoding", ROOT + ".provider.settings", ROOT + ".provider.preset", ROOT + ".provider",
			ROOT + ".redis", ROOT + ".guard", ROOT + ".listener.file", ROOT + ".listener", ROOT + ".listener.payload",
			ROOT + ".delivery", ROOT + ".delivery.store", ROOT + ".delivery.context", ROOT + ".delivery.memory",
			ROOT + ".delivery.jdbc.database", ROOT + ".delivery.jdbc.tables", ROOT + ".delivery.jdbc.query",
			ROOT + ".delivery.jdbc", ROOT + ".delivery.engine", ROOT + ".delivery.operation", ROOT + ".sender.filter",
			ROOT + ".sender.encryption", ROOT + ".sender.endpoint", ROOT + ".sender.endpoint.memory",
			ROOT + ".sender.endpoint.jdbc", ROOT + ".sender.routing", ROOT + ".sender.fanout", ROOT + ".sender.address",
			ROOT + ".sender.http", ROOT + ".sender.policy", ROOT + ".sender", ROOT + ".inbox", ROOT + ".breaker",
			ROOT + ".receiver", ROOT + ".web", ROOT + ".observation", ROOT + ".actuate", ROOT + ".alert",
			ROOT + ".autoconfigure.background", ROOT + ".autoconfigure.provider", ROOT + ".autoconfigure",
			ROOT + ".autoconfigure.payload", ROOT + ".autoconfigure.inbox", ROOT + ".autoconfigure.breaker",
			ROOT + ".autoconfigure.jdbc", ROOT + ".autoconfigure.web", ROOT + ".autoconfigure.security",
			ROOT + ".autoconfigure.redis", ROOT + ".autoconfigure.observation", ROOT + ".autoconfigure.actuate",
			ROOT + ".autoconfigure.alert", ROOT + ".test", ROOT + ".test.received", ROOT + ".test.web",
			ROOT + ".test.inbox", ROOT + ".test.autoconfigure", ROOT + ".test.conformance", ROOT + ".cli.terminal",
			ROOT + ".cli.provider", ROOT + ".cli.request", ROOT + ".cli.send", ROOT + ".cli.listen",
			ROOT + ".cli.check", ROOT + ".cli");

	private static final int LARGEST_PACKAGE = 40;

	private static final String[] CORE = { ROOT, ROOT + ".request..", ROOT + ".secret..", ROOT + ".fetch..",
			ROOT + ".tenant..", ROOT + ".signature..", ROOT + ".decoding..", ROOT + ".provider.." };

	/** Of the module that knows no application. */
	private static final String[] KIT = { ROOT + ".test", ROOT + ".test.received" };

	@ArchTest
	static final ArchRule everyPackageHasItsPlace = classes().should(haveAPlaceInTheLayers()).allowEmptyShould(true);

	@ArchTest
	static final ArchRule lowerNeverImportsHigher = classes().should(onlyDependOnTheSameLayerOrLower())
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule theCoreKnowsNoApplication = classes().that()
		.resideInAnyPackage(CORE)
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage("java..", "javax..", "org.jspecify..",
				"org.slf4j..", "org.springframework.util..", "org.springframework.core..",
				"org.springframework.aot.hint..", "tools.jackson..", "org.yaml.snakeyaml..", "inet.ipaddr..",
				"com.github.benmanes.caffeine..", "com.nimbusds..", "io.github.bucket4j..",
				"org.apache.commons.fileupload2.core..", "org.w3c.dom..", "org.xml.sax..")));

	@ArchTest
	static final ArchRule whatTestsNeedKnowsTheCoreAlone = classes().that()
		.resideInAnyPackage(KIT)
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(KIT))
			.or(resideInAnyPackage("java..", "javax..", "com.sun.net.httpserver..", "org.jspecify..", "org.slf4j..",
					"org.springframework.core..", "org.springframework.util..", "tools.jackson..",
					"org.yaml.snakeyaml..")));

	@ArchTest
	static final ArchRule theCommandLineKnowsTheCoreAndTheKitAlone = classes().that()
		.resideInAPackage(ROOT + ".cli..")
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(KIT))
			.or(resideInAnyPackage(ROOT + ".cli..", "java..", "javax..", "org.jspecify..", "org.slf4j..", "picocli..",
					"org.springframework.core..", "org.springframework.util..", "tools.jackson..",
					"org.yaml.snakeyaml..")));

	@ArchTest
	static final ArchRule whatRunsInProductionKnowsNoTests = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".test..", ROOT + ".cli..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(ROOT + ".test..", ROOT + ".cli..");

	@ArchTest
	static final ArchRule deliveriesKnowNeitherProvidersNorListeners = classes().that()
		.resideInAPackage(ROOT + ".delivery..")
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(ROOT, ROOT + ".request", ROOT + ".delivery..", "java..",
				"javax.sql..", "org.jspecify..", "org.slf4j..", "org.springframework.util..",
				"org.springframework.core..", "org.springframework.dao..", "org.springframework.jdbc..",
				"org.springframework.transaction.."));

	@ArchTest
	static final ArchRule theSenderKnowsTheCoreDeliveriesAndItsClientAlone = classes().that()
		.resideInAPackage(ROOT + ".sender..")
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage(CORE)
			.or(resideInAnyPackage(ROOT + ".delivery..", ROOT + ".sender..", "java..", "javax.crypto..",
					"javax.net.ssl..", "javax.sql..", "org.jspecify..", "org.slf4j..", "org.springframework.util..",
					"org.springframework.core..", "org.springframework.dao..", "org.springframework.jdbc..",
					"org.springframework.transaction..", "tools.jackson..", "inet.ipaddr..", "org.apache.hc..")));

	/** But for the one that is only used where Spring's transactions are there. */
	@ArchTest
	static final ArchRule messagesAndTheirEngineNeedNoDatabase = noClasses().that()
		.resideInAnyPackage(ROOT + ".delivery", ROOT + ".delivery.store", ROOT + ".delivery.context",
				ROOT + ".delivery.memory", ROOT + ".delivery.engine")
		.and()
		.haveNameNotMatching(".*\\.(MemoryAppend|TransactionEnd)")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("javax.sql..", "org.springframework.dao..", "org.springframework.jdbc..",
				"org.springframework.transaction..");

	@ArchTest
	static final ArchRule onlyTheSchemeOfTokensKnowsNimbus = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".signature.jwt")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.nimbusds..");

	@ArchTest
	static final ArchRule onlyTheReaderOfFormsKnowsTheirLibrary = noClasses().that()
		.haveNameNotMatching(".*\\.(MultipartReader|PartHead)")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.apache.commons.fileupload2..");

	@ArchTest
	static final ArchRule onlyTheWebAndItsWiringKnowServlets = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".web..", ROOT + ".autoconfigure.web..", ROOT + ".test.web..",
				ROOT + ".test.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("jakarta.servlet..");

	@ArchTest
	static void packagesAreSmall(JavaClasses classes) {
		Map<String, Set<String>> files = new TreeMap<>();
		classes.forEach((type) -> files.computeIfAbsent(type.getPackageName(), (name) -> new HashSet<>())
			.add(type.getSource().orElseThrow().getFileName().orElseThrow()));
		assertThat(files).isNotEmpty()
			.allSatisfy((name, sources) -> assertThat(sources).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE));
	}

	@ArchTest
	static void noPackageIsInTwoJars(JavaClasses classes) {
		Map<String, Set<String>> places = new TreeMap<>();
		classes.forEach(
				(type) -> places.computeIfAbsent(type.getPackageName(), (name) -> new HashSet<>()).add(place(type)));
		assertThat(places).isNotEmpty().allSatisfy((name, jars) -> assertThat(jars).hasSize(1));
	}

	private static String place(JavaClass type) {
		String source = type.getSource().orElseThrow().getUri().toString();
		return source.substring(0, source.length() - (type.getName() + ".class").length());
	}

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().assignedFrom(packages())
		.should()
		.beFreeOfCycles()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().should(liveInANullMarkedPackage()).allowEmptyShould(true);

	@ArchTest
	static final ArchRule namesSayWhatAClassIs = noClasses().should()
		.haveNameMatching(".*(Manager|Utils?|Helper|Impl)(\\$.*)?")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule beanMethodsAreNotPublic = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule onlyAutoConfigurationsDeclareBeans = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beDeclaredInClassesThat()
		.resideInAnyPackage(ROOT + ".autoconfigure..", ROOT + ".test.autoconfigure..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule timeComesFromAClock = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.accessTargetWhere(readsTheSystemClock())
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule changesOfCaseNameTheLocale = noClasses().should()
		.accessTargetWhere(changesCaseInTheDefaultLocale())
		.allowEmptyShould(true);

	private static ArchCondition<JavaClass> haveAPlaceInTheLayers() {
		return new ArchCondition<>("live in a package of the list of layers") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!ROOT.equals(type.getPackageName()) && layer(type) <= 0) {
					events.add(SimpleConditionEvent.violated(type,
							"%s is in %s, which is not in LAYERS".formatted(type.getName(), type.getPackageName())));
				}
			}

		};
	}

	private static ArchCondition<JavaClass> onlyDependOnTheSameLayerOrLower() {
		return new ArchCondition<>("only depend on the same layer or a lower one") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					if (layer(dependency.getTargetClass().getBaseComponentType()) > layer(type)) {
						events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
					}
				}
			}

		};
	}

	private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
		return new ArchCondition<>("live in a package whose package-info is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, "%s is in %s, which has no @NullMarked package-info"
						.formatted(type.getName(), type.getPackageName())));
				}
			}

		};
	}

	private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
		return describe("the target reads the system clock", (access) -> {
			JavaClass owner = access.getTargetOwner();
			String name = access.getTarget().getName();
			if (owner.isEquivalentTo(System.class)) {
				return name.equals("currentTimeMillis");
			}
			if (owner.isEquivalentTo(Date.class)) {
				return name.equals("<init>") && hasNoParameters(access);
			}
			return owner.getPackageName().equals("java.time") && name.equals("now") && hasNoParameters(access);
		});
	}

	private static DescribedPredicate<JavaAccess<?>> changesCaseInTheDefaultLocale() {
		return describe("the target changes case in the default locale",
				(access) -> access.getTargetOwner().isEquivalentTo(String.class)
						&& Set.of("toLowerCase", "toUpperCase").contains(access.getTarget().getName())
						&& hasNoParameters(access));
	}

	private static boolean hasNoParameters(JavaAccess<?> access) {
		return access instanceof JavaCodeUnitAccess<?> codeUnit
				&& codeUnit.getTarget().getRawParameterTypes().isEmpty();
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				boolean ours = layer(type) >= 0;
				return ours ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

	/**
	 * The position of the nearest layer that holds the type, or -1 if it is not ours.
	 */
	private static int layer(JavaClass type) {
		return layer(type.getPackageName());
	}

	static int layer(String name) {
		return LAYERS.stream()
			.filter((layer) -> name.equals(layer) || name.startsWith(layer + "."))
			.max(Comparator.comparingInt(String::length))
			.map(LAYERS::indexOf)
			.orElse(-1);
	}

}
