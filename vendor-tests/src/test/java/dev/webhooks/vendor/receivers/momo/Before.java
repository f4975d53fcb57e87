package dev.webhooks.vendor.receivers.momo;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by MoMo.
 */
@RestController
class Before {

	private final String accessKey;

	private final String secretKey;

	private final Work work;

	Before(@Value("${MOMO_ACCESS_KEY}") String accessKey, @Value("${MOMO_SECRET_KEY}") String secretKey, Work work) {
		this.accessKey = accessKey;
		this.secretKey = secretKey;
		this.work = work;
	}

	@PostMapping("/api/momo/ipn")
	ResponseEntity<Void> ipn(@RequestBody Result result) throws Exception {
		String raw = "accessKey=" + this.accessKey + "&amount=" + result.amount() + "&extraData=" + result.extraData()
				+ "&message=" + result.message() + "&orderId=" + result.orderId() + "&orderInfo=" + result.orderInfo()
				+ "&orderType=" + result.orderType() + "&partnerCode=" + result.partnerCode() + "&payType="
				+ result.payType() + "&requestId=" + result.requestId() + "&responseTime=" + result.responseTime()
				+ "&resultCode=" + result.resultCode() + "&transId=" + result.transId();
		if (!hmac(raw).equals(result.signature())) {
			return ResponseEntity.badRequest().build();
		}
		this.work.does((result.resultCode() == 0) ? "paid" : "failed", result.orderId(), result.amount(),
				result.transId());
		return ResponseEntity.noContent().build();
	}

	private String hmac(String text) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(this.secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
	}

	record Result(String partnerCode, String orderId, String requestId, long amount, String orderInfo, String orderType,
			long transId, int resultCode, String message, String payType, long responseTime, String extraData,
			String signature) {
	}

}
