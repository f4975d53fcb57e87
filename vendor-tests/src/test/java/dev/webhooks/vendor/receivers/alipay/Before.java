package dev.webhooks.vendor.receivers.alipay;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Books payments by Alipay.
 */
@RestController
class Before {

	private final String publicKey;

	private final Work work;

	Before(@Value("${ALIPAY_PUBLIC_KEY}") String publicKey, Work work) {
		this.publicKey = publicKey;
		this.work = work;
	}

	@PostMapping(value = "/alipay/notify", produces = "text/plain")
	String notify(HttpServletRequest request) {
		Map<String, String> params = new HashMap<>();
		request.getParameterMap().forEach((name, values) -> params.put(name, String.join(",", values)));
		try {
			if (!AlipaySignature.rsaCheckV1(params, this.publicKey, "UTF-8", "RSA2")) {
				return "failure";
			}
		}
		catch (AlipayApiException ex) {
			return "failure";
		}
		if (!"2015102700040153".equals(params.get("app_id"))) {
			return "failure";
		}
		if ("TRADE_SUCCESS".equals(params.get("trade_status"))) {
			this.work.does("paid", params.get("out_trade_no"), new BigDecimal(params.get("total_amount")),
					params.get("subject"), params.get("passback_params"));
		}
		return "success";
	}

}
