package dev.webhooks.vendor.receivers.wechatpay;

import java.util.Map;

import com.wechat.pay.java.core.exception.MalformedMessageException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by WeChat Pay.
 */
@RestController
class Before {

	private final NotificationParser parser;

	private final Work work;

	Before(@Value("${WECHAT_PAY_PUBLIC_KEY}") String publicKey, @Value("${WECHAT_PAY_API_KEY}") String apiKey,
			Work work) {
		this.parser = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
			.publicKey("-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----")
			.publicKeyId("PUB_KEY_ID_0001")
			.apiV3Key(apiKey)
			.build());
		this.work = work;
	}

	@PostMapping("/wechat/pay/notify")
	ResponseEntity<Map<String, String>> paid(@RequestHeader("Wechatpay-Serial") String serial,
			@RequestHeader("Wechatpay-Timestamp") String timestamp, @RequestHeader("Wechatpay-Nonce") String nonce,
			@RequestHeader("Wechatpay-Signature") String signature, @RequestBody String body) {
		RequestParam request = new RequestParam.Builder().serialNumber(serial)
			.timestamp(timestamp)
			.nonce(nonce)
			.signature(signature)
			.body(body)
			.build();
		Transaction transaction;
		try {
			transaction = this.parser.parse(request, Transaction.class);
		}
		catch (ValidationException | MalformedMessageException ex) {
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("code", "FAIL", "message", "Invalid"));
		}
		if (transaction.getTradeState() == Transaction.TradeStateEnum.SUCCESS) {
			this.work.does("paid", transaction.getOutTradeNo(), transaction.getAmount().getTotal(),
					transaction.getPayer().getOpenid(), transaction.getSuccessTime());
		}
		return ResponseEntity.ok(Map.of("code", "SUCCESS", "message", "OK"));
	}

}
