package dev.webhooks.docs.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.SpringBootVersion;

/**
 * The Spring Boot application of the reader, into which the listings go.
 */
final class ReaderProject {

	private static final String POM = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
				<modelVersion>4.0.0</modelVersion>
				<groupId>com.example</groupId>
				<artifactId>shop</artifactId>
				<version>1</version>
				<properties>
					<maven.compiler.release>17</maven.compiler.release>
					<maven.compiler.parameters>true</maven.compiler.parameters>
					<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
				</properties>
				<dependencyManagement>
					<dependencies>
						<dependency>
							<groupId>org.springframework.boot</groupId>
							<artifactId>spring-boot-dependencies</artifactId>
							<version>%1$s</version>
							<type>pom</type>
							<scope>import</scope>
						</dependency>
					</dependencies>
				</dependencyManagement>
				<dependencies>
			%2$s
				</dependencies>
				<build>
					<plugins>
						<plugin>
							<groupId>org.springframework.boot</groupId>
							<artifactId>spring-boot-maven-plugin</artifactId>
							<version>%1$s</version>
						</plugin>
			%3$s
					</plugins>
				</build>
			</project>
			""";

	private static final String PLUGIN = "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>";

	private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

	private static final Pattern PLUGIN_VERSION = Pattern
		.compile("<(maven-(?:compiler|resources|surefire)-plugin)\\.version>([^<]+)<");

	/** Where what is shown stands with its imports. */
	private static final Path COMPILED = Path.of("src/test/java/dev/webhooks/docs/readme");

	private final Path folder;

	private final String plugins;

	private final List<String> dependencies = new ArrayList<>();

	ReaderProject(Path folder, Path clone) throws IOException {
		this.folder = folder;
		this.plugins = PLUGIN_VERSION.matcher(Files.readString(clone.resolve("pom.xml")))
			.results()
			.map((version) -> PLUGIN.formatted(version.group(1), version.group(2)))
			.collect(Collectors.joining("\n"));
		Files.createDirectories(this.folder.resolve("src/main/resources"));
		write("ShopApplication", "src/main/java", Files.readString(COMPILED.resolve("ShopApplication.java")));
	}

	void add(Listing listing) throws IOException {
		switch (listing.language()) {
			case "xml" -> depend(listing.text());
			case "yaml" -> configure(listing.text());
			case "java" -> addClass(listing.text());
			default -> throw new IllegalArgumentException("Nobody knows what to do with " + listing);
		}
	}

	private void depend(String dependencies) throws IOException {
		this.dependencies.add(dependencies);
		Files.writeString(this.folder.resolve("pom.xml"),
				POM.formatted(SpringBootVersion.getVersion(), String.join("\n", this.dependencies), this.plugins));
	}

	/** A document of its own has the keys that another has as well. */
	private void configure(String properties) throws IOException {
		Files.writeString(this.folder.resolve("src/main/resources/application.yml"), "---\n" + properties,
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private void addClass(String text) throws IOException {
		Matcher matcher = CLASS.matcher(text);
		if (!matcher.find()) {
			throw new IllegalArgumentException("This is no class: " + text);
		}
		String name = matcher.group(1);
		boolean test = name.endsWith("Tests");
		String imports = Files.readString(COMPILED.resolve(name + ".java"))
			.lines()
			.filter((line) -> line.startsWith("import "))
			.collect(Collectors.joining("\n"));
		write(name, test ? "src/test/java" : "src/main/java",
				"package dev.webhooks.docs.readme;\n" + imports + "\n" + text);
	}

	private void write(String name, String sources, String text) throws IOException {
		Path packageFolder = Files.createDirectories(this.folder.resolve(sources).resolve("com/example/shop"));
		Files.writeString(packageFolder.resolve(name + ".java"),
				text.replace("package dev.webhooks.docs.readme;", "package com.example.shop;"));
	}

}
