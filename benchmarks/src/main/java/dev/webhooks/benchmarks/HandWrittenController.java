package dev.webhooks.benchmarks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is written by hand: it verifies, parses and inserts one row for each request.
 */
@RestController
class HandWrittenController {

	private final JdbcTemplate jdbc;

	private final JsonMapper mapper;

	HandWrittenController(JdbcTemplate jdbc, JsonMapper mapper) {
		this.jdbc = jdbc;
		this.mapper = mapper;
	}

	@PostMapping("/hand-written")
	ResponseEntity<String> receive(@RequestBody byte[] body, @RequestHeader("X-Signature") String signature)
			throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(RequestSender.SECRET, "HmacSHA256"));
		if (!MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(signature))) {
			return ResponseEntity.status(401).build();
		}
		JsonNode event = this.mapper.readTree(body);
		this.jdbc.update("INSERT INTO hand_written (id, type, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
				event.path("id").asString(), event.path("type").asString(), body);
		return ResponseEntity.ok("{\"status\":\"accepted\"}");
	}

}
