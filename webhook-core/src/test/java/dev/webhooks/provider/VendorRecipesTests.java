package dev.webhooks.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;
import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.RequestSigner;
import dev.webhooks.signature.key.RsaKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Recipes of providers without a preset, with the requests of their documents. Where
 * those do not show the signature, or not the key to it, OpenSSL has made it.
 */
class VendorRecipesTests {

	private static final String ALIPAY = "app_id=2015102700040153&buyer_id=2088102122524333&charset=utf-8"
			+ "&gmt_create=2015-06-11+22%3A33%3A46&notify_id=4a91b7a78a503640467525113fb7d8bg8e"
			+ "&notify_time=2015-11-27+15%3A45%3A58&notify_type=trade_status_sync"
			+ "&out_trade_no=21repl2ac2eOutTradeNo322&passback_params=merchantBizType%253d3C&refund_fee="
			+ "&sign_type=RSA2&subject=%E8%B4%9D%E5%B0%94%E9%87%91%E6%8A%A4%E8%85%95%E5%BC%8F&total_amount=0.01"
			+ "&trade_no=2013112011001004330000121536&trade_status=TRADE_CLOSED&version=1.0";

	/**
	 * By OpenSSL: openssl dgst -sha256 -sign private.pem, of the document's content. As
	 * in Alipay's library, a field without a value is signed too.
	 */
	private static final String ALIPAY_SIGN = "Mtre1GYGeazQCSd/2cUXasIK4XWllVdKNJmfan4YPJBMfvhGZf/+ly2EfCGO83blhb+Japu"
			+ "3dU3DRkccCWZV+Qdepek4IBp0CnlJCREqqKJYt9egtf81anl9u4tNFZZsShqGMYhUtYS321CR2ayMoBO8eqV/M4QrtAiLkkvN"
			+ "u+MiL/cLSXgdIQRoVqLj+l2UaR3HWCD6E/KXnx7nCt2EilzeikHuNU37ETyhakj7UVOM2P21WeRul/cpVJxac4VqNbLz2jufD"
			+ "aS3qVII2yzvzC07ImMwSZJpRiGWEqj4TwK8/If6axOTWxovC/M2C8L7tDMgpQPF225AuRr92lAL/A==";

	private static final String WECHAT_SIGN = "vfMaeDHqRpWn8J3fvsKb5FABhBB+HevIN51bCohSc8ZDptJzTRAAp5Lw+96ae5qrbS9Y"
			+ "s6ov2cIz9Jaazf/FKZTISJpWzy2umo/fYd9Lu5aOxu72lxzJ/oVfQp4eh3TxoN+XOIQPNyWMe/NgnYfQRz7o49846kUycU0eu"
			+ "eaKbSB1QPWn8gRmJrdD7epAdSxtVe5dn7m7aIydvAkw0j0HA6qTgGxKZgGOD+ZEPKLAyN1CAJLqieh2t/7Tzv+00I3s/9bZ3C"
			+ "ukIdLQUBK/6J24Z6V0L23Xuo8MufUWu+6uMmEUmjj1anMLOv/ZsRC2PpW+wgrnNjrIG0Is6D9kXZcr2w==";

	private static final String DINGTALK = "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+"
			+ "OzrHMeiZI7gTRWVdUBmfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8P"
			+ "YrfgnNOS9PhSBdHlegK+AGGanfwjXuQ9+0pZcy0w9lQ==";

	/**
	 * A request of a provider, as it is described without a preset.
	 *
	 * @param name the provider
	 * @param secret what it is verified with
	 * @param recipe the keys that describe how it is signed
	 * @param unsigned the request without its signature
	 * @param signed the request
	 * @param tampered the request with something changed that is signed
	 * @param now when it is verified
	 */
	private record Example(String name, String secret, Map<String, Object> recipe, WebhookRequest unsigned,
			WebhookRequest signed, WebhookRequest tampered, Instant now) {

		WebhookProvider provider() {
			ConfigurableProvider provider = WebhookProvider.named("example").secret(this.secret);
			this.recipe.forEach(provider::with);
			return provider.build();
		}

		RequestSigner signer() {
			WebhookProvider provider = provider();
			return provider.signer().orElseGet(() -> provider.signer(Secret.of(RsaKeys.text("private"))).orElseThrow());
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<Example> examples() {
		return Stream.of(vnpay(), momo(), momoSorted(), midtrans(), sslcommerz(), alipay(), wechatPay(), feishu(),
				dingTalk());
	}

	/** sandbox.vnpayment.vn/apis/docs/thanh-toan-pay/pay.html; the hash by OpenSSL. */
	private static Example vnpay() {
		String query = "vnp_Amount=1806000&vnp_BankCode=NCB&vnp_OrderInfo=Thanh+toan+don+hang+%3A5"
				+ "&vnp_PayDate=20210801153333&vnp_ResponseCode=00&vnp_TmnCode=DEMOV210&vnp_TransactionNo=13572467"
				+ "&vnp_TransactionStatus=00&vnp_TxnRef=5";
		String hash = "1ae7f4a97e31a8312d64b789bc32ccdb6f39013ce561d4a4c0d65293331ed894"
				+ "10c8b0db2dbb83f7f40f1b2575ed58d7c76600d9f5c9cc0571e4a53e960271f1";
		return new Example("VNPay", "RAOEXHYVSDDIIENYWSLDIIZTANXUXZFJ",
				Map.of("methods", "GET", "signature.location", "query:vnp_SecureHash", "signature.algorithm", "sha512",
						"signature.content", "{query-sorted:=&,form-encoded,!vnp_SecureHash,!vnp_SecureHashType}"),
				get(query), get(query + "&vnp_SecureHash=" + hash),
				get(query.replace("1806000", "1806001") + "&vnp_SecureHash=" + hash), Instant.EPOCH);
	}

	/**
	 * developers.momo.vn/v3/docs/payment/api/result-handling/notification, with the keys
	 * of its test environment; the signature by OpenSSL.
	 */
	private static Example momo() {
		return momo("MoMo",
				"accessKey={value:access-key}&amount={body:/amount}&extraData={body:/extraData}"
						+ "&message={body:/message}&orderId={body:/orderId}&orderInfo={body:/orderInfo}"
						+ "&orderType={body:/orderType}&partnerCode={body:/partnerCode}&payType={body:/payType}"
						+ "&requestId={body:/requestId}&responseTime={body:/responseTime}&resultCode={body:/resultCode}"
						+ "&transId={body:/transId}");
	}

	private static Example momoSorted() {
		return momo("MoMo, sorted", "{body-sorted:,=&,!signature,accessKey=value:access-key}");
	}

	private static Example momo(String name, String content) {
		String body = """
				{"orderType":"momo_wallet","amount":1000,"partnerCode":"MOMOT5BZ20231213_TEST",\
				"orderId":"Partner_Transaction_ID_1721720620078","extraData":"eyJza3VzIjoiIn0=",\
				"transId":4088878653,"responseTime":1721720663942,"resultCode":0,"message":"Successful.",\
				"payType":"qr","requestId":"Request_ID_1721720620078",\
				"orderInfo":"Thank you for your purchase at MoMo_test"}""";
		String signed = body.replace("\"}",
				"\",\"signature\":\"a64d27ebbf51ba9e5d1483f0a99199f16b6b9d4eb1a2a6c9348e2174d5155d05\"}");
		return new Example(name, "K951B6PE1waDMi640xX08PD3vg6EkVlz",
				Map.of("signature.location", "body:/signature", "signature.content", content, "values.access-key",
						"F8BBA842ECF85"),
				json(body), json(signed), json(signed.replace("1000", "1001")), Instant.EPOCH);
	}

	/**
	 * docs.midtrans.com/docs/https-notification-webhooks, which shows the key and all
	 * fields; the hash by OpenSSL.
	 */
	private static Example midtrans() {
		String body = "{\"order_id\":\"1111\",\"status_code\":\"200\",\"gross_amount\":\"100000.00\"}";
		String signed = body.replace("0\"}", "0\",\"signature_key\":\"edc076b21793ebe3e17926350f5b8ae67d902fe657b3d0aa"
				+ "31b932d5c127e2375d308a2bc94f3265ac2d80a1f181a79b997ac178a236fcff35af263fc4d4c231\"}");
		return new Example("Midtrans", "askvnoibnosifnboseofinbofinfgbiufglnbfg",
				Map.of("signature.scheme", "hash", "signature.location", "body:/signature_key", "signature.algorithm",
						"sha512", "signature.content",
						"{body:/order_id}{body:/status_code}{body:/gross_amount}{secret}"),
				json(body), json(signed), json(signed.replace("1111", "1112")), Instant.EPOCH);
	}

	/**
	 * developer.sslcommerz.com/doc/v4, with the password of its test store; the hash by
	 * OpenSSL.
	 */
	private static Example sslcommerz() {
		String form = "amount=1150.00&bank_tran_id=151114130739MqCBNx5&card_issuer=BRAC+BANK%2C+LTD.&currency=BDT"
				+ "&status=VALID&store_id=testbox&tran_date=2015-11-14+13%3A07%3A12&tran_id=5646dd9d4b484"
				+ "&val_id=not+listed&verify_key=amount%2Cbank_tran_id%2Ccard_issuer%2Ccurrency%2Cstatus"
				+ "%2Cstore_id%2Ctran_date%2Ctran_id";
		String sign = "&verify_sign=155bb0a998eeaf42a2bbdbe2c01a89f7";
		return new Example("SSLCommerz", "qwerty",
				Map.of("signature.scheme", "hash", "signature.location", "form:verify_sign", "signature.algorithm",
						"md5", "signature.content", "{form-sorted:=&,@verify_key,store_passwd=secret-md5}"),
				form(form), form(form + sign), form(form.replace("VALID", "FAILED") + sign), Instant.EPOCH);
	}

	/** opendocs.alipay.com/open/270/105902 */
	private static Example alipay() {
		return new Example("Alipay", RsaKeys.text("certificate"),
				Map.of("signature.scheme", "rsa", "signature.location", "form:sign", "signature.encoding", "base64",
						"signature.content", "{form-sorted:=&,!sign,!sign_type}"),
				form(ALIPAY),
				form(ALIPAY + "&sign=" + ALIPAY_SIGN.replace("+", "%2B").replace("=", "%3D").replace("/", "%2F")),
				form(ALIPAY.replace("TRADE_CLOSED", "TRADE_SUCCESS") + "&sign="
						+ ALIPAY_SIGN.replace("+", "%2B").replace("=", "%3D").replace("/", "%2F")),
				Instant.EPOCH);
	}

	/** pay.weixin.qq.com/doc/v3/merchant/4012365342, in its form; by OpenSSL. */
	private static Example wechatPay() {
		WebhookRequest request = json("{\"id\":\"EV-2018022511223320873\"}")
			.withHeader("Wechatpay-Nonce", "593BEC0C930BF1AFEB40B4A08C8FB242")
			.withHeader("Wechatpay-Timestamp", "1554208460");
		return new Example("WeChat Pay", RsaKeys.text("public"),
				Map.of("signature.scheme", "rsa", "signature.header", "Wechatpay-Signature", "signature.encoding",
						"base64", "signature.content", "{timestamp}\n{header:Wechatpay-Nonce}\n{body}\n",
						"signature.timestamp", "header:Wechatpay-Timestamp"),
				request, request.withHeader("Wechatpay-Signature", WECHAT_SIGN),
				request.withHeader("Wechatpay-Signature", WECHAT_SIGN).withHeader("Wechatpay-Nonce", "593"),
				Instant.ofEpochSecond(1554208460));
	}

	/**
	 * open.feishu.cn/document/server-docs/event-subscription-guide, in its form; the hash
	 * by OpenSSL.
	 */
	private static Example feishu() {
		WebhookRequest request = json("{\"encrypt\":\"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=\"}")
			.withHeader("X-Lark-Request-Nonce", "n0nce")
			.withHeader("X-Lark-Request-Timestamp", "1700000000");
		String hash = "bed8fdd3e4bbc581364c140b572ec676edff3db612d57bbc07a24d062c40ddf3";
		return new Example("Feishu", "test key",
				Map.of("signature.scheme", "hash", "signature.header", "X-Lark-Signature", "signature.content",
						"{timestamp}{header:X-Lark-Request-Nonce}{secret}{body}", "signature.timestamp",
						"header:X-Lark-Request-Timestamp", "signature.timestamp-unit", "auto"),
				request, request.withHeader("X-Lark-Signature", hash),
				request.withHeader("X-Lark-Signature", hash).withHeader("X-Lark-Request-Nonce", "other"),
				Instant.ofEpochSecond(1700000000));
	}

	/** The example of DingTalk's documents, with its token and its signature. */
	private static Example dingTalk() {
		String query = "nonce=nEXhMP4r&timestamp=1445827045067";
		String signature = "&signature=5a65ceeef9aab2d149439f82dc191dd6c5cbe2c0";
		return new Example("DingTalk", "123456",
				Map.of("signature.scheme", "hash", "signature.location", "query:signature", "signature.algorithm",
						"sha1", "signature.content", "{sorted:secret,timestamp,query:nonce,body:/encrypt}",
						"signature.timestamp", "query:timestamp", "signature.timestamp-unit", "millis"),
				post(query.substring(0, query.indexOf('&')), DINGTALK), post(query + signature, DINGTALK),
				post(query + signature, "x" + DINGTALK), Instant.ofEpochMilli(1445827045067L));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void isVerified(Example example) {
		assertThat(example.provider().verify(example.signed(), example.now())).isNotNull();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void isMadeToo(Example example) {
		WebhookRequest signed = example.signer().sign(example.unsigned(), example.now());
		assertThat(signed.head().query()).isEqualTo(example.signed().head().query());
		assertThat(headers(signed)).isEqualTo(headers(example.signed()));
		assertThat(text(signed)).isEqualTo(text(example.signed()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void isRefusedIfSomethingElseIsSigned(Example example) {
		WebhookProvider provider = example.provider();
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> provider.verify(example.tampered(), example.now()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISMATCH));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void isRefusedWithoutSignature(Example example) {
		WebhookProvider provider = example.provider();
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> provider.verify(example.unsigned(), example.now()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.SIGNATURE_MISSING));
	}

	private static Map<String, String> headers(WebhookRequest request) {
		Map<String, String> headers = new TreeMap<>();
		request.headers().forEach(headers::put);
		return headers;
	}

	private static String text(WebhookRequest request) {
		return new String(request.body(), StandardCharsets.UTF_8);
	}

	private static WebhookRequest get(String query) {
		return new WebhookRequest(
				WebhookRequestHead.builder("GET", "https://hooks.example.com/in").query(query).build(), "");
	}

	private static WebhookRequest post(String query, String encrypted) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.query(query)
			.header("Content-Type", "application/json")
			.build(), "{\"encrypt\":\"" + encrypted + "\"}");
	}

	private static WebhookRequest json(String body) {
		return body("application/json", body);
	}

	private static WebhookRequest form(String body) {
		return body("application/x-www-form-urlencoded", body);
	}

	private static WebhookRequest body(String contentType, String body) {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/in")
			.header("Content-Type", contentType)
			.build(), body);
	}

}
