package dev.webhooks.request;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.webhooks.WebhookRejectedException;

/**
 * Fuzz test of {@link XmlDocument}: a document is refused, or becomes well-formed JSON.
 */
class XmlDocumentFuzzTests {

	@FuzzTest
	void whatIsReadIsWellFormedJson(byte[] document) {
		byte[] json;
		try {
			json = XmlDocument.toJson(document, XmlNamespaces.ANY);
		}
		catch (WebhookRejectedException ex) {
			FuzzedRequest.assertRefusal(ex);
			return;
		}
		JsonFields.NONE.read(json);
	}

}
