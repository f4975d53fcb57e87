package dev.webhooks.docs.lookup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.content;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.method;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tries the listeners that ask for what they are told of, with the answers of the
 * providers' documents.
 */
class LookupTests {

	private final RestClient.Builder client = RestClient.builder();

	private final MockRestServiceServer server = MockRestServiceServer.bindTo(this.client).build();

	private final List<String> updates = new ArrayList<>();

	private final Orders orders = (order, status, amount, currency) -> this.updates
		.add(order + " " + status + " " + amount + " " + currency);

	/** docs.tosspayments.com/reference: the key of the tests, and a payment. */
	@Test
	void tossIsAskedForThePayment() {
		this.server
			.expect(requestTo(
					"https://api.tosspayments.com/v1/payments/5EnNZRJGvaBX7zk2yd8ydw26XvwXkLrx9POLqKQjmAw4b0e1"))
			.andExpect(header("Authorization", "Basic dGVzdF9za196WExrS0V5cE5BcldtbzUwblgzbG1lYXhZRzVSOg=="))
			.andRespond(withSuccess("""
					{"orderId":"a4CWyWY5m89PNh7xJwhk1","status":"DONE","totalAmount":1000,"currency":"KRW"}""",
					MediaType.APPLICATION_JSON));
		toss().changed("5EnNZRJGvaBX7zk2yd8ydw26XvwXkLrx9POLqKQjmAw4b0e1");
		assertThat(this.updates).containsExactly("a4CWyWY5m89PNh7xJwhk1 DONE 1000 KRW");
	}

	@Test
	void aPaymentThatTossDoesNotKnowChangesNothing() {
		this.server.expect(method(HttpMethod.GET)).andRespond(withStatus(HttpStatus.NOT_FOUND));
		toss().changed("invented");
		assertThat(this.updates).isEmpty();
	}

	@Test
	void whileTossDoesNotAnswerTheListenerFails() {
		this.server.expect(method(HttpMethod.GET)).andRespond(withServerError());
		assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> toss().changed("any"));
	}

	@Test
	void whatStandsInTheKeyStaysInThePath() {
		this.server.expect(requestTo("https://api.tosspayments.com/v1/payments/..%2F..%2Fkeys%3Fa%3Db"))
			.andRespond(withStatus(HttpStatus.NOT_FOUND));
		toss().changed("../../keys?a=b");
		this.server.verify();
	}

	@Test
	void portOneIsAskedForThePayment() {
		this.server.expect(requestTo("https://api.iamport.kr/users/getToken"))
			.andExpect(content().json("{\"imp_key\":\"key\",\"imp_secret\":\"secret\"}"))
			.andRespond(withSuccess("{\"code\":0,\"response\":{\"access_token\":\"a9ace025\"}}",
					MediaType.APPLICATION_JSON));
		this.server.expect(requestTo("https://api.iamport.kr/payments/imp_448280090638"))
			.andExpect(header("Authorization", "a9ace025"))
			.andRespond(withSuccess("""
					{"code":0,"response":{"imp_uid":"imp_448280090638","merchant_uid":"merchant_1448280088556",
					"status":"paid","amount":1004,"currency":"KRW"}}""", MediaType.APPLICATION_JSON));
		new PortOnePayments(this.client, this.orders, "key", "secret").changed("imp_448280090638");
		assertThat(this.updates).containsExactly("merchant_1448280088556 paid 1004 KRW");
	}

	@Test
	void mercadoPagoIsAskedForThePayment() {
		this.server.expect(requestTo("https://api.mercadopago.com/v1/payments/20359978"))
			.andExpect(header("Authorization", "Bearer APP_USR-1"))
			.andRespond(withSuccess("""
					{"id":20359978,"status":"approved","external_reference":"MP0001","transaction_amount":58.8,
					"currency_id":"BRL"}""", MediaType.APPLICATION_JSON));
		new MercadoPagoPayments(this.client, this.orders, "APP_USR-1").changed("20359978");
		assertThat(this.updates).containsExactly("MP0001 approved " + new BigDecimal("58.8") + " BRL");
	}

	private TossPayments toss() {
		return new TossPayments(this.client, this.orders, "test_sk_zXLkKEypNArWmo50nX3lmeaxYG5R");
	}

}
