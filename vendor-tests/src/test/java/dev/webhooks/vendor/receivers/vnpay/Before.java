package dev.webhooks.vendor.receivers.vnpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Confirms payments by VNPay.
 */
@RestController
class Before {

	private final String secret;

	private final Orders orders;

	Before(@Value("${VNPAY_HASH_SECRET}") String secret, Orders orders) {
		this.secret = secret;
		this.orders = orders;
	}

	@GetMapping("/payment/vnpay/ipn")
	Map<String, String> ipn(@RequestParam Map<String, String> params) {
		try {
			Map<String, String> fields = new TreeMap<>(params);
			String secureHash = fields.remove("vnp_SecureHash");
			fields.remove("vnp_SecureHashType");
			if (!hash(fields).equals(secureHash)) {
				return answer("97", "Invalid Checksum");
			}
			String order = params.get("vnp_TxnRef");
			if (!this.orders.exists(order)) {
				return answer("01", "Order not Found");
			}
			if (this.orders.amount(order) * 100 != Long.parseLong(params.get("vnp_Amount"))) {
				return answer("04", "Invalid Amount");
			}
			if (this.orders.isConfirmed(order)) {
				return answer("02", "Order already confirmed");
			}
			this.orders.confirm(order, "00".equals(params.get("vnp_ResponseCode")), params.get("vnp_TransactionNo"));
			return answer("00", "Confirm Success");
		}
		catch (Exception ex) {
			return answer("99", "Unknow error");
		}
	}

	private static Map<String, String> answer(String code, String message) {
		return Map.of("RspCode", code, "Message", message);
	}

	private String hash(Map<String, String> fields) throws Exception {
		String data = fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		Mac mac = Mac.getInstance("HmacSHA512");
		mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
		return HexFormat.of().formatHex(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.US_ASCII);
	}

}
