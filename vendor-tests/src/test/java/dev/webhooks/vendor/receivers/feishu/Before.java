package dev.webhooks.vendor.receivers.feishu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.webhooks.vendor.receivers.Work;

/**
 * Reads messages to a bot of Feishu.
 */
@RestController
class Before {

	private final EventDispatcher dispatcher;

	Before(@Value("${FEISHU_VERIFICATION_TOKEN}") String token, @Value("${FEISHU_ENCRYPT_KEY}") String encryptKey,
			Work work) {
		this.dispatcher = EventDispatcher.newBuilder(token, encryptKey)
			.onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {

				@Override
				public void handle(P2MessageReceiveV1 event) {
					work.does("read", event.getEvent().getMessage().getMessageId(),
							event.getEvent().getSender().getSenderId().getOpenId(),
							event.getEvent().getMessage().getContent(),
							event.getEvent().getMessage().getMentions()[0].getName());
				}

			})
			.build();
	}

	@PostMapping("/feishu/events")
	ResponseEntity<byte[]> event(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) throws Throwable {
		Map<String, List<String>> copy = new HashMap<>();
		headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values)));
		EventReq request = new EventReq();
		request.setHttpPath("/feishu/events");
		request.setHeaders(copy);
		request.setBody(body);
		EventResp answer = this.dispatcher.handle(request);
		return ResponseEntity.status(answer.getStatusCode())
			.contentType(MediaType.APPLICATION_JSON)
			.body(answer.getBody());
	}

}
