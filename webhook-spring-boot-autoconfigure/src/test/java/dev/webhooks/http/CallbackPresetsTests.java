package dev.webhooks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookParameter;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the messages of PayPal's and SSLCommerz' documents over real HTTP, with a server
 * of this machine that stands in for PayPal and SSLCommerz.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallbackPresetsTests {

	/** developer.paypal.com/api/nvp-soap/ipn/IPNIntro: a sample IPN message. */
	private static final String IPN = "mc_gross=19.95&protection_eligibility=Eligible&address_status=confirmed"
			+ "&payer_id=LPLWNMTBWMFAY&tax=0.00&address_street=1+Main+St&payment_date=20%3A12%3A59+Jan+13%2C+2009+PST"
			+ "&payment_status=Completed&charset=windows-1252&address_zip=95131&first_name=Test&mc_fee=0.88"
			+ "&address_country_code=US&address_name=Test+User&notify_version=2.6&custom=&payer_status=verified"
			+ "&address_country=United+States&address_city=San+Jose&quantity=1"
			+ "&verify_sign=AtkOfCXbDm2hu0ZELryHFjY-Vb7PAUvS6nMXgysbElEn9v-1XcmSoGtf"
			+ "&payer_email=gpmac_1231902590_per%40paypal.com&txn_id=61E67681CH3238416&payment_type=instant"
			+ "&last_name=User&address_state=CA&receiver_email=gpmac_1231902686_biz%40paypal.com&payment_fee=0.88"
			+ "&receiver_id=S8XGHLYDW9T3S&txn_type=express_checkout&item_name=&mc_currency=USD&item_number="
			+ "&residence_country=US&test_ipn=1&handling_amount=0.00&transaction_subject=&payment_gross=19.95"
			+ "&shipping=0.00";

	/** The message that SSLCommerz' library for Python checks, with its signature. */
	private static final String PAYMENT = "tran_id=5E121A0D01F92&val_id=200105225826116qFnATY9sHIwo&amount=10.00"
			+ "&card_type=VISA-Dutch+Bangla&store_amount=9.75&card_no=418117XXXXXX6675"
			+ "&bank_tran_id=200105225825DBgSoRGLvczhFjj&status=VALID&tran_date=2020-01-05+22%3A58%3A21&currency=BDT"
			+ "&card_issuer=TRUST+BANK%2C+LTD.&card_brand=VISA&card_issuer_country=Bangladesh"
			+ "&card_issuer_country_code=BD&store_id=test_testemi&verify_sign=d42fab70ae0bcbda5280e7baffef60b0"
			+ "&verify_key=amount%2Cbank_tran_id%2Cbase_fair%2Ccard_brand%2Ccard_issuer%2Ccard_issuer_country"
			+ "%2Ccard_issuer_country_code%2Ccard_no%2Ccard_type%2Ccurrency%2Ccurrency_amount%2Ccurrency_rate"
			+ "%2Ccurrency_type%2Crisk_level%2Crisk_title%2Cstatus%2Cstore_amount%2Cstore_id%2Ctran_date%2Ctran_id"
			+ "%2Cval_id%2Cvalue_a%2Cvalue_b%2Cvalue_c%2Cvalue_d&currency_type=BDT&currency_amount=10.00"
			+ "&currency_rate=1.0000&base_fair=0.00&value_a=&value_b=&value_c=&value_d=&risk_level=0&risk_title=Safe";

	/** The hash by OpenSSL, of the password above. */
	private static final String FAILED = "tran_id=5E121A0D01F92&amount=10.00&status=FAILED&currency=BDT"
			+ "&store_id=test_testemi&verify_key=amount%2Ccurrency%2Cstatus%2Cstore_id%2Ctran_id"
			+ "&verify_sign=1f80c531819788e7699573d02e00a53b";

	private static final String PASSWORD = "test_testemi@ssl";

	private static final String CONFIRMED = """
			{"status":"VALID","tran_date":"2020-01-05 22:58:21","tran_id":"5E121A0D01F92",
			"val_id":"200105225826116qFnATY9sHIwo","amount":"10.00","store_amount":"9.75","currency":"BDT",
			"bank_tran_id":"200105225825DBgSoRGLvczhFjj","risk_level":"0","APIConnect":"DONE"}""";

	/** What was refused is remembered: each test has a store of its own. */
	private static final int STORES = 40;

	private static int stores;

	private static StandIn standIn;

	private String store = "";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() throws IOException {
		standIn = new StandIn();
		String callback = ".signature.callback.url=" + standIn.url();
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.forward-headers-strategy=native",
				"--webhooks.providers.paypal-ipn.secret=S8XGHLYDW9T3S", "--webhooks.providers.paypal-ipn" + callback,
				"--webhooks.providers.by-mail.preset=paypal-ipn",
				"--webhooks.providers.by-mail.secret=gpmac_1231902686_biz@paypal.com",
				"--webhooks.providers.by-mail" + callback, "--webhooks.providers.limited.preset=paypal-ipn",
				"--webhooks.providers.limited.secret=S8XGHLYDW9T3S", "--webhooks.providers.limited" + callback,
				"--webhooks.providers.limited.signature.callback.calls-per-minute=12",
				"--webhooks.providers.limited.rate-limit.failures-per-minute=8"));
		for (int i = 0; i < STORES; i++) {
			String store = "--webhooks.providers.store-" + i;
			arguments.addAll(List.of(store + ".preset=sslcommerz", store + ".secret=" + PASSWORD,
					store + ".key-id=test_testemi", store + callback));
		}
		context = new SpringApplicationBuilder(TestApplication.class).run(arguments.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		context.close();
		standIn.stop();
	}

	@BeforeEach
	void reset() {
		context.getBean(Received.class).events.clear();
		standIn.reset();
		this.store = "store-" + stores++;
	}

	@Test
	void aMessageThatPayPalConfirmsIsReceivedOnceAndAnsweredWithoutBody() throws IOException {
		standIn.sent.add(IPN);
		RawHttp.Response response = post("paypal-ipn", IPN);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(post("paypal-ipn", IPN).status()).isEqualTo(200);
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(event.types()).containsExactly("Completed", "express_checkout");
			assertThat(event.id()).isEqualTo("61E67681CH3238416.Completed.");
		});
		assertThat(standIn.asked.get(0)).isEqualTo("POST /?null cmd=_notify-validate&" + IPN);
	}

	@Test
	void theReceiverMayBeNamedByItsAddress() throws IOException {
		String message = message("by-mail");
		standIn.sent.add(message);
		assertThat(post("by-mail", message).status()).isEqualTo(200);
	}

	@Test
	void aMessageThatIsChangedIsRefused() throws IOException {
		String message = message("changed");
		standIn.sent.add(message);
		assertThat(post("paypal-ipn", message.replace("mc_gross=19.95", "mc_gross=1.95")).status()).isEqualTo(401);
		assertThat(events()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "receiver_id=EVILEVILEVIL1", "receiver_id=", "receiver_id2=S8XGHLYDW9T3S",
			"receiver_id=S8XGHLYDW9T3S&receiver_id=S8XGHLYDW9T3S" })
	void aMessageForAnotherAccountIsRefusedThoughPayPalWouldConfirmIt(String receiver) throws IOException {
		String message = IPN.replace("receiver_id=S8XGHLYDW9T3S", receiver);
		standIn.sent.add(message);
		assertThat(post("paypal-ipn", message).status()).isEqualTo(401);
		assertThat(standIn.asked).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 403, 500, 503 })
	void whilePayPalDoesNotAnswerTheMessageIsToBeSentAgain(int status) throws IOException {
		String message = message("unanswered" + status);
		standIn.sent.add(message);
		standIn.status = status;
		RawHttp.Response response = post("paypal-ipn", message);
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.headers()).containsKey("Retry-After");
		standIn.status = 200;
		assertThat(post("paypal-ipn", message).status()).isEqualTo(200);
	}

	@Test
	void bytesThatAreNotUtf8AreSentBackAsTheyCame() throws IOException {
		String message = message("bytes") + "&first_name2=Jos\u00E9&txn_id2=%E9";
		standIn.sent.add(message);
		assertThat(post("paypal-ipn", message).status()).isEqualTo(200);
		assertThat(standIn.asked.get(0)).endsWith("Jos\u00E9&txn_id2=%E9");
	}

	@Test
	void theListenerReadsAMessageInTheCharsetThatItNames() throws IOException {
		String message = message("charset").replace("first_name=Test", "first_name=Jos%E9");
		standIn.sent.add(message);
		assertThat(post("paypal-ipn", message).status()).isEqualTo(200);
		assertThat(context.getBean(Received.class).names).last().isEqualTo(new Name("Jos\u00E9", "Jos\u00E9"));
	}

	@Test
	void aLargeMessageIsSentBackAsAWhole() throws IOException {
		String message = message("large") + "&memo=" + "m".repeat(1000 * 1000);
		standIn.sent.add(message);
		assertThat(post("paypal-ipn", message).status()).isEqualTo(200);
	}

	@Test
	void forgedMessagesOfOneNetworkKeepNoGenuineOneOut() throws IOException {
		for (int i = 1; i <= 100; i++) {
			post("by-mail", IPN + "&forged=" + i, "198.51.100." + i);
		}
		assertThat(standIn.asked).as("a twelfth of 600, and what a minute gives back").hasSizeBetween(50, 99);
		String message = message("genuine");
		standIn.sent.add(message);
		assertThat(post("by-mail", message, "203.0.113.7").status()).isEqualTo(200);
	}

	@Test
	void whoHasPayPalAskedTooOftenIsTurnedAwayBeforeTheBodyIsRead() throws IOException {
		List<Integer> answers = new ArrayList<>();
		for (int i = 1; i <= 20; i++) {
			answers.add(post("limited", IPN + "&forged=" + i, "198.51.100.1").status());
		}
		assertThat(answers.get(0)).isEqualTo(401);
		assertThat(answers.subList(2, 7)).containsOnly(503);
		assertThat(answers.subList(15, 20)).containsOnly(429);
	}

	@Test
	void aPaymentThatSslcommerzConfirmsIsReceived() throws IOException {
		standIn.answer = CONFIRMED;
		assertThat(post(this.store, PAYMENT).status()).isEqualTo(200);
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo("VALID");
			assertThat(event.id()).isEqualTo("5E121A0D01F92.VALID.200105225825DBgSoRGLvczhFjj");
		});
		assertThat(standIn.asked).containsExactly("GET /?val_id=200105225826116qFnATY9sHIwo&store_id=test_testemi"
				+ "&store_passwd=test_testemi%40ssl&v=1&format=json ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"status":"VALID" | "status":"INVALID_TRANSACTION" | 401
			"amount":"10.00" | "amount":"9.00"                | 401
			"currency":"BDT" | "currency":"USD"               | 401
			"5E121A0D01F92"  | "5E121A0D01F93"                | 401
			"status":"VALID" | "status":"PENDING"             | 503
			"tran_id"        | "transaction"                  | 503
			""")
	void aPaymentThatSslcommerzDoesNotConfirmIsNot(String confirmed, String answered, int status) throws IOException {
		standIn.answer = CONFIRMED.replace(confirmed, answered);
		assertThat(post(this.store, PAYMENT).status()).isEqualTo(status);
		assertThat(events()).isEmpty();
	}

	@Test
	void aPaymentWithAnotherHashIsRefusedWithoutAsking() throws IOException {
		standIn.answer = CONFIRMED;
		assertThat(post(this.store, PAYMENT.replace("amount=10.00", "amount=99.00")).status()).isEqualTo(401);
		assertThat(standIn.asked).isEmpty();
	}

	@Test
	void aPaymentThatFailedIsVerifiedByItsHash() throws IOException {
		assertThat(post(this.store, FAILED).status()).isEqualTo(200);
		assertThat(events()).extracting(WebhookEvent::type).containsExactly("FAILED");
		assertThat(post(this.store, FAILED.replace("FAILED", "EXPIRED")).status()).isEqualTo(401);
		assertThat(standIn.asked).isEmpty();
	}

	@Test
	void thePasswordIsInNoLog(CapturedOutput output) throws IOException {
		standIn.status = 500;
		post(this.store, PAYMENT);
		standIn.status = 200;
		standIn.answer = "{\"status\":\"INVALID_TRANSACTION\"}";
		post(this.store, PAYMENT);
		assertThat(output).contains(this.store).doesNotContain("test_testemi@ssl").doesNotContain("%40ssl");
	}

	private static String message(String transaction) {
		return IPN.replace("61E67681CH3238416", transaction);
	}

	private static RawHttp.Response post(String provider, String body) throws IOException {
		return post(provider, body, "203.0.113.7");
	}

	private static RawHttp.Response post(String provider, String body, String client) throws IOException {
		List<String[]> headers = new ArrayList<>();
		headers.add(new String[] { "Content-Type", "application/x-www-form-urlencoded" });
		headers.add(new String[] { "X-Forwarded-For", client });
		headers.add(new String[] { "X-Forwarded-Proto", "https" });
		return RawHttp.send(RawHttp.port(context), "POST", "/webhooks/" + provider, headers,
				body.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static List<WebhookEvent> events() {
		return context.getBean(Received.class).events;
	}

	/**
	 * Server that says VERIFIED of the messages that it was told of, or what it is told
	 * to say.
	 */
	private static final class StandIn {

		private final Set<String> sent = ConcurrentHashMap.newKeySet();

		private final List<String> asked = new CopyOnWriteArrayList<>();

		private final HttpServer server;

		private volatile int status = 200;

		private volatile String answer = "";

		StandIn() throws IOException {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.createContext("/", this::answer);
			this.server.start();
		}

		URI url() {
			return URI.create("http://localhost:" + this.server.getAddress().getPort() + "/");
		}

		void reset() {
			this.sent.clear();
			this.asked.clear();
			this.status = 200;
			this.answer = "";
		}

		void stop() {
			this.server.stop(0);
		}

		private void answer(HttpExchange exchange) throws IOException {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
			this.asked
				.add("%s /?%s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI().getRawQuery(), body));
			String verdict = this.sent.stream().anyMatch((message) -> body.equals("cmd=_notify-validate&" + message))
					? "VERIFIED" : "INVALID";
			byte[] bytes = (this.answer.isEmpty() ? verdict : this.answer).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Location", url().toString());
			exchange.sendResponseHeaders(this.status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TestApplication {

		@Bean
		Received received() {
			return new Received();
		}

	}

	static class Received {

		final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		final List<Name> names = new CopyOnWriteArrayList<>();

		@WebhookListener
		void on(WebhookEvent event) {
			this.events.add(event);
		}

		@WebhookListener(provider = "paypal-ipn")
		void on(@WebhookPayload Map<String, String> payload, @WebhookParameter("first_name") String name) {
			this.names.add(new Name(payload.get("first_name"), name));
		}

	}

	/**
	 * The name of who has paid.
	 *
	 * @param inPayload as the payload has it
	 * @param parameter as a parameter of the request has it
	 */
	record Name(String inPayload, String parameter) {

	}

}
