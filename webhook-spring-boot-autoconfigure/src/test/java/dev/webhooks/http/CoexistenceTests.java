package dev.webhooks.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.test.Hmac;
import dev.webhooks.test.SignedRequest;
import dev.webhooks.test.SignedRequests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with controllers, filters, advice, uploads and static files of its own,
 * once with and once without the starter: it answers the same, and what it does to its
 * own requests does not reach the webhooks.
 */
class CoexistenceTests {

	private static final String PUBLIC = "203.0.113.7";

	private static ConfigurableApplicationContext with;

	private static ConfigurableApplicationContext without;

	@BeforeAll
	static void start() {
		with = start("--webhooks.enabled=true");
		without = start("--spring.autoconfigure.exclude=" + String.join(",",
				ImportCandidates.load(AutoConfiguration.class, null)
					.getCandidates()
					.stream()
					.filter((name) -> name.startsWith("dev.webhooks."))
					.toList()));
	}

	private static ConfigurableApplicationContext start(String argument) {
		String secret = SignedRequests.SECRET;
		return new SpringApplicationBuilder(ShopApplication.class).run("--server.port=0", argument,
				"--spring.mvc.hiddenmethod.filter.enabled=true", "--server.forward-headers-strategy=native",
				"--spring.web.resources.static-locations=classpath:/vectors/",
				"--spring.mvc.static-path-pattern=/files/**", "--spring.web.error.include-message=always",
				"--management.endpoints.web.exposure.include=mappings", "--webhooks.providers.github.secret=" + secret,
				"--webhooks.providers.github.ip-allowlist=127.0.0.1", "--webhooks.providers.upload.secret=" + secret,
				"--webhooks.providers.upload.signature.header=X-Signature",
				"--webhooks.providers.upload.event.format=other",
				"--webhooks.providers.upload.methods=POST,PUT,PATCH,DELETE",
				"--webhooks.providers.upload.max-body-size=64KB", "--webhooks.providers.tenants.secret=" + secret,
				"--webhooks.providers.tenants.path=/hooks/{tenant}/in",
				"--webhooks.providers.tenants.signature.header=X-Signature");
	}

	@AfterAll
	static void stop() {
		with.close();
		without.close();
	}

	@BeforeEach
	void reset() {
		with.getBean(Received.class).bodies.clear();
	}

	static Stream<SignedRequest> requestsOfTheApplication() {
		String multipart = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
				+ "Content-Type: text/plain\r\n\r\nthänks\r\n--x--\r\n";
		return Stream.of(get("/orders/1"), get("/orders/1/"), get("/orders/1?a=b"), get("/nothing/at/all"),
				get("/nothing/at/all").header("Accept", "text/html"), get("/webhooks"), get("/webhooks/nobody"),
				SignedRequest.post("/webhooks/nobody", "{}").header("Content-Type", "application/json"),
				get("/webhooks/github/more"), get("/hooks/a/out"), get("/hooks/a/b/in"),
				get("/files/vectors.json").header("Range", "bytes=0-20"), get("/files/missing.txt"),
				get("/orders/failing"), get("/orders/failing").header("Accept", "text/html"),
				SignedRequest.post("/orders", "{\"name\":\"tea\"}").header("Content-Type", "application/json"),
				SignedRequest.post("/orders", "{").header("Content-Type", "application/json"),
				SignedRequest.post("/orders", "x").header("Content-Type", "text/plain"),
				SignedRequest.post("/form", "name=t%C3%A9a&x=1")
					.header("Content-Type", "application/x-www-form-urlencoded"),
				SignedRequest.post("/form?name=query", "").header("Content-Type", "application/x-www-form-urlencoded"),
				SignedRequest.post("/orders/1", "_method=DELETE")
					.header("Content-Type", "application/x-www-form-urlencoded"),
				SignedRequest.post("/files-in", multipart).header("Content-Type", "multipart/form-data; boundary=x"),
				SignedRequest.post("/raw", "exact \u0000 bytes")
					.header("Content-Type", "application/x-www-form-urlencoded"),
				get("/orders/1").method("OPTIONS"), get("/orders/1").method("HEAD"), get("/orders/1").method("PUT"),
				get("/orders/1").method("OPTIONS")
					.header("Origin", "https://example.com")
					.header("Access-Control-Request-Method", "GET"),
				get("/session"), get("/redirect"));
	}

	@ParameterizedTest
	@MethodSource("requestsOfTheApplication")
	void theApplicationAnswersTheSameWithAndWithoutTheStarter(SignedRequest request) throws Exception {
		RawHttp.Response expected = request.send(RawHttp.to(without));
		RawHttp.Response response = request.send(RawHttp.to(with));
		assertThat(response.status()).isEqualTo(expected.status());
		assertThat(comparable(response)).isEqualTo(comparable(expected));
		assertThat(withoutTime(response.body())).isEqualTo(withoutTime(expected.body()));
	}

	@Test
	void theComparedAnswersAreThoseOfTheApplication() throws Exception {
		assertThat(get("/orders/1").send(RawHttp.to(with)).body()).isEqualTo("order 1");
		assertThat(get("/nothing/at/all").send(RawHttp.to(with)).body()).isEqualTo("caught all");
		assertThat(get("/orders/failing").send(RawHttp.to(with)).body()).isEqualTo("advised: broken");
		assertThat(get("/files/vectors.json").send(RawHttp.to(with)).status()).isEqualTo(200);
		assertThat(SignedRequest.post("/orders/1", "_method=DELETE")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.send(RawHttp.to(with))
			.body()).isEqualTo("deleted 1");
		assertThat(SignedRequest.post("/form", "name=t%C3%A9a")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.send(RawHttp.to(with))
			.body()).isEqualTo("form téa");
	}

	@Test
	void aPathOfAProviderIsTheProvidersThoughTheApplicationCatchesAll() throws Exception {
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", UUID.randomUUID().toString(), "{}")
			.send(RawHttp.to(with))
			.body()).contains("processed");
		assertThat(SignedRequests.github(SignedRequests.SECRET, "ping", UUID.randomUUID().toString(), "{}")
			.send(RawHttp.to(without))
			.body()).isEqualTo("caught all");
	}

	@Test
	void aFormKeepsItsExactBytesThoughFiltersAskForParameters() throws Exception {
		String body = "payload=%7B%22a%22:+1%7D&_method=DELETE&b=%zz&c=\u00e4";
		assertThat(upload(body, "application/x-www-form-urlencoded").status()).isEqualTo(200);
		assertThat(received()).containsExactly(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE" })
	void aFormThatIsNotPostedKeepsItsExactBytes(String method) throws Exception {
		String body = "payload=%7B%22a%22:+1%7D&b=%zz&c=\u00e4&method=" + method;
		assertThat(SignedRequest.post("/webhooks/upload", body)
			.method(method)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("X-Signature", Hmac.hex(SignedRequests.SECRET, body))
			.header("X-Forwarded-For", "127.0.0.1")
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(with))
			.status()).isEqualTo(200);
		assertThat(received()).containsExactly(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void aFormIsReadNoFurtherThanItsLimit(String method) throws Exception {
		String request = method + " /webhooks/upload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n" + "10001\r\n"
				+ "a".repeat(64 * 1024 + 1) + "\r\n";
		assertThat(RawHttp.exchange(RawHttp.port(with), (request + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1))
			.status()).isEqualTo(413);
	}

	@Test
	void partsKeepTheirExactBytesThoughFiltersAskForThem() throws Exception {
		String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
				+ "th\u00e4nks\r\n--x--\r\n";
		assertThat(upload(body, "multipart/form-data; boundary=x").status()).isEqualTo(200);
		assertThat(received()).containsExactly(body);
	}

	@Test
	void advicesAndInterceptorsOfTheApplicationDoNotChangeTheAnswers() throws Exception {
		RawHttp.Response failed = SignedRequests
			.github(SignedRequests.SECRET, "fail", UUID.randomUUID().toString(), "{}")
			.send(RawHttp.to(with));
		assertThat(failed.status()).isEqualTo(500);
		assertThat(failed.body())
			.isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
		RawHttp.Response refused = SignedRequests.github(SignedRequests.SECRET, "ping", "1", "{}")
			.header("X-Hub-Signature-256", "sha256=00")
			.send(RawHttp.to(with));
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.headers()).doesNotContainKeys("X-Interceptor", "X-Mapped-Interceptor");
		assertThat(get("/orders/1").send(RawHttp.to(with)).headers()).containsKeys("X-Interceptor",
				"X-Mapped-Interceptor");
	}

	@Test
	void theActuatorShowsEachPathWithItsController() throws Exception {
		assertThat(get("/actuator/mappings").send(RawHttp.to(with)).body())
			.contains("\"predicate\":\"/webhooks/github\"")
			.contains("\"handler\":\"WebhookController[github]\"")
			.contains("\"predicate\":\"/hooks/{tenant}/in\"")
			.contains("\"handler\":\"WebhookController[tenants]\"");
	}

	@Test
	void whoIsNotAllowedIsTurnedAwayBeforeSessionsAndSecurity() throws Exception {
		Seen seen = with.getBean(Seen.class);
		seen.paths.clear();
		RawHttp.Response refused = github().header("X-Forwarded-For", PUBLIC)
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(with));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.headers()).doesNotContainKeys("Set-Cookie", "X-Security");
		assertThat(seen.paths).isEmpty();
		assertThat(github().send(RawHttp.to(with)).status()).isEqualTo(200);
		assertThat(seen.paths).contains("session /webhooks/github", "security /webhooks/github");
	}

	@Test
	void theAllowlistOfAProviderDoesNotConcernOtherPaths() throws Exception {
		assertThat(get("/orders/1").header("X-Forwarded-For", PUBLIC)
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(with))
			.body()).isEqualTo("order 1");
		assertThat(upload("a", "text/plain", PUBLIC).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/github", "/webhooks/github/", "/webhooks/github;x", "/webhooks/github;a=b/",
			"/webhooks;x/github", "/;x/webhooks/github", "//webhooks/github", "/webhooks//github", "/webhooks/%67ithub",
			"/%77ebhooks/github", "/webhooks/github%2f", "/webhooks%2fgithub", "/webhooks/./github",
			"/webhooks/%2e/github", "/x/../webhooks/github", "/x/%2e%2e/webhooks/github", "/WEBHOOKS/github",
			"/webhooks/GitHub", "/webhooks/github%00", "/webhooks/github%20", "/webhooks/github%3bx",
			"/webhooks/github.", "/webhooks/github.json", "/webhooks\\github", "/webhooks/github?;x",
			"/webhooks/github/;x", "/webhooks/github;/", "/webhooks/%2567ithub", "http://localhost/webhooks/github",
			"http://localhost//webhooks/github" })
	void noWayOfWritingThePathGoesPastTheAllowlist(String target) throws Exception {
		RawHttp.Response response = github().to(target)
			.header("X-Forwarded-For", PUBLIC)
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(with));
		assertThat(received()).isEmpty();
		assertThat(response.body()).doesNotContain("processed").doesNotContain("duplicate").doesNotContain("ignored");
		RawHttp.Response allowed = github().to(target).send(RawHttp.to(with));
		if (allowed.body().contains("processed")) {
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json")
				.doesNotContainKey("X-Security");
		}
	}

	private static SignedRequest get(String target) {
		return SignedRequest.post(target, "").method("GET");
	}

	private static SignedRequest github() {
		return SignedRequests.github(SignedRequests.SECRET, "ping", UUID.randomUUID().toString(), "{}");
	}

	private static RawHttp.Response upload(String body, String contentType) throws IOException {
		return upload(body, contentType, "127.0.0.1");
	}

	private static RawHttp.Response upload(String body, String contentType, String address) throws IOException {
		return SignedRequest.post("/webhooks/upload", body)
			.header("Content-Type", contentType)
			.header("X-Signature", Hmac.hex(SignedRequests.SECRET, body))
			.header("X-Forwarded-For", address)
			.header("X-Forwarded-Proto", "https")
			.send(RawHttp.to(with));
	}

	private static List<String> received() {
		return with.getBean(Received.class).bodies;
	}

	private static Map<String, String> comparable(RawHttp.Response response) {
		Map<String, String> headers = new TreeMap<>(response.headers());
		headers.keySet().removeAll(Set.of("Date"));
		headers.computeIfPresent("Set-Cookie", (name, value) -> value.replaceAll("=[0-9A-F]+", "=…"));
		headers.computeIfPresent("Location", (name, value) -> value.replaceAll("localhost:[0-9]+", "localhost"));
		return headers;
	}

	private static String withoutTime(String body) {
		return body.replaceAll("\"timestamp\":\"[^\"]*\"", "").replaceAll("<div id='created'>[^<]*", "");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ ShopController.class, CatchAllController.class, ShopAdvice.class })
	static class ShopApplication {

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		Seen seen() {
			return new Seen();
		}

		/** At the place of Spring Security. */
		@Bean
		FilterRegistrationBean<OncePerRequestFilter> securityFilter(Seen seen) {
			return filter("security", -100, seen);
		}

		/** At the place of Spring Session. */
		@Bean
		FilterRegistrationBean<OncePerRequestFilter> sessionFilter(Seen seen) {
			return filter("session", Integer.MIN_VALUE + 50, seen);
		}

		/** As early as a filter of an application can come. */
		@Bean
		FilterRegistrationBean<OncePerRequestFilter> earlyFilter(Seen seen) {
			return filter("early", Ordered.HIGHEST_PRECEDENCE + 1, seen);
		}

		private static FilterRegistrationBean<OncePerRequestFilter> filter(String name, int order, Seen seen) {
			FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(
					new CuriousFilter(name, seen));
			registration.setName(name);
			registration.setOrder(order);
			return registration;
		}

		@Bean
		MappedInterceptor mappedInterceptor() {
			return new MappedInterceptor(null, new HeaderInterceptor("X-Mapped-Interceptor"));
		}

		@Bean
		WebMvcConfigurer interceptors() {
			return new WebMvcConfigurer() {

				@Override
				public void addInterceptors(InterceptorRegistry registry) {
					registry.addInterceptor(new HeaderInterceptor("X-Interceptor"));
				}

			};
		}

	}

	static class Seen {

		final List<String> paths = new CopyOnWriteArrayList<>();

	}

	/**
	 * Reads parameters and parts, as many filters do.
	 */
	static class CuriousFilter extends OncePerRequestFilter {

		private final String name;

		private final Seen seen;

		CuriousFilter(String name, Seen seen) {
			this.name = name;
			this.seen = seen;
		}

		@Override
		protected String getAlreadyFilteredAttributeName() {
			return this.name + ".FILTERED";
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			boolean raw = request.getRequestURI().equals("/raw");
			if (!this.name.equals("early")) {
				this.seen.paths.add(this.name + " " + request.getRequestURI());
				response.setHeader("X-" + this.name, "seen");
			}
			if (!raw) {
				request.getParameter("name");
				request.getParameterMap();
				request.getParameterNames();
				if (String.valueOf(request.getContentType()).startsWith("multipart/")) {
					request.getParts();
					request.getPart("file");
				}
			}
			chain.doFilter(request, response);
		}

	}

	static class HeaderInterceptor implements HandlerInterceptor {

		private final String header;

		HeaderInterceptor(String header) {
			this.header = header;
		}

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			response.setHeader(this.header, "seen");
			return true;
		}

	}

	@RestController
	static class ShopController {

		@GetMapping(path = "/orders/{id:[0-9]+}", produces = "text/plain;charset=UTF-8")
		String order(@PathVariable String id) {
			return "order " + id;
		}

		@DeleteMapping("/orders/{id:[0-9]+}")
		String delete(@PathVariable String id) {
			return "deleted " + id;
		}

		@GetMapping("/orders/failing")
		String failing() {
			throw new IllegalStateException("broken");
		}

		@PostMapping(path = "/orders", consumes = "application/json")
		Map<String, Object> create(@RequestBody Map<String, Object> order) {
			return Map.of("created", order);
		}

		@PostMapping(path = "/form", produces = "text/plain;charset=UTF-8")
		String form(@RequestParam String name) {
			return "form " + name;
		}

		@PostMapping(path = "/files-in", produces = "text/plain;charset=UTF-8")
		String upload(@RequestParam MultipartFile file) throws IOException {
			return file.getOriginalFilename() + ": " + new String(file.getBytes(), StandardCharsets.UTF_8);
		}

		@PostMapping("/raw")
		byte[] raw(HttpServletRequest request) throws IOException {
			return request.getInputStream().readAllBytes();
		}

		@GetMapping("/session")
		String session(HttpServletRequest request) {
			request.getSession().setAttribute("a", "b");
			return "session";
		}

		@GetMapping("/redirect")
		ResponseEntity<Void> redirect() {
			return ResponseEntity.status(302).header("Location", "/orders/1").build();
		}

	}

	@RestController
	static class CatchAllController {

		@RequestMapping("/**")
		String all() {
			return "caught all";
		}

	}

	@RestControllerAdvice
	static class ShopAdvice implements ResponseBodyAdvice<Object> {

		@ExceptionHandler
		ResponseEntity<String> handle(IllegalStateException ex) {
			return ResponseEntity.status(418).body("advised: " + ex.getMessage());
		}

		@Override
		public boolean supports(org.springframework.core.MethodParameter returnType,
				Class<? extends org.springframework.http.converter.HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, org.springframework.core.MethodParameter returnType,
				org.springframework.http.MediaType selectedContentType,
				Class<? extends org.springframework.http.converter.HttpMessageConverter<?>> selectedConverterType,
				org.springframework.http.server.ServerHttpRequest request,
				org.springframework.http.server.ServerHttpResponse response) {
			response.getHeaders().set("X-Advised", "yes");
			return body;
		}

	}

	static class Received {

		final List<String> bodies = new CopyOnWriteArrayList<>();

		@WebhookListener(provider = "upload")
		void upload(WebhookEvent event) {
			this.bodies.add(event.bodyAsText());
		}

		@WebhookListener(provider = "github", events = "ping")
		void ping(WebhookEvent event) {
		}

		@WebhookListener(provider = "github", events = "fail")
		void fail(WebhookEvent event) {
			throw new IllegalStateException("broken");
		}

	}

}
