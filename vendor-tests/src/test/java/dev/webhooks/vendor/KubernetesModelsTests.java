package dev.webhooks.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.admission.v1.AdmissionReview;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners have the models of Kubernetes as the client of fabric8 reads them.
 */
class KubernetesModelsTests {

	private static final String POD = """
			{"apiVersion":"v1","kind":"Pod","metadata":{"name":"shop","namespace":"default","uid":"u-1","generation":7,
			  "creationTimestamp":"2026-11-28T12:00:00Z","labels":{"app":"shop","tier":"web"},"finalizers":["a/b"],
			  "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"shop-1","uid":"u-2",
			   "controller":true,"blockOwnerDeletion":false}],
			  "managedFields":[{"manager":"kubectl","operation":"Update","apiVersion":"v1","time":"2026-11-28T12:00:01Z",
			   "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{}}}}}]},
			 "spec":{"restartPolicy":"Always","terminationGracePeriodSeconds":30,"nodeSelector":{"disk":"ssd"},
			  "containers":[{"name":"web","image":"shop:1","args":["-p","80"],"env":[{"name":"A","value":"b"},
			    {"name":"S","valueFrom":{"secretKeyRef":{"name":"s","key":"k","optional":true}}}],
			   "ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],
			   "resources":{"limits":{"cpu":"500m","memory":"128Mi"},"requests":{"cpu":0.25}},
			   "livenessProbe":{"httpGet":{"path":"/up","port":"http"},"periodSeconds":10},
			   "readinessProbe":{"httpGet":{"path":"/up","port":8080}}}],
			  "volumes":[{"name":"v","configMap":{"name":"c","defaultMode":420}}]},
			 "status":{"phase":"Running","startTime":"2026-11-28T12:00:02Z","conditions":[{"type":"Ready","status":"True"}]},
			 "unknownField":{"a":[1]}}""";

	private static final String CUSTOM = """
			{"apiVersion":"shop.example.com/v1","kind":"Order","metadata":{"name":"o-1"},"spec":{"total":12.5,"lines":[1]}}""";

	private static final String REVIEW = """
			{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"705ab4f5",
			 "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
			 "subResource":"status","requestKind":{"group":"","version":"v1","kind":"Pod"},
			 "requestResource":{"group":"","version":"v1","resource":"pods"},"requestSubResource":"status","name":"shop",
			 "namespace":"default","operation":"UPDATE","userInfo":{"username":"admin","uid":"014fbff9a07c",
			  "groups":["system:authenticated"],"extra":{"some-key":["v1","v2"]}},
			 "object":%s,"oldObject":%s,"options":{"apiVersion":"meta.k8s.io/v1","kind":"UpdateOptions"},"dryRun":false}}""";

	private static final String EVENT = """
			{"apiVersion":"v1","kind":"Event","metadata":{"name":"e-1","namespace":"default"},"reason":"Killing","type":"Normal",
			 "message":"Stopping container web","count":3,"action":"Kill","eventTime":"2026-11-28T12:00:00.123456Z",
			 "firstTimestamp":"2026-11-28T11:00:00Z","lastTimestamp":"2026-11-28T12:00:00Z","reportingComponent":"kubelet",
			 "involvedObject":{"apiVersion":"v1","kind":"Pod","name":"shop","fieldPath":"spec.containers{web}"},
			 "series":{"count":2,"lastObservedTime":"2026-11-28T12:00:00.000001Z"},"source":{"component":"kubelet","host":"n1"}}""";

	private static final KubernetesSerialization CLIENT = new KubernetesSerialization();

	@Test
	void theSampleHasWhatIsHardToRead() {
		AdmissionReview review = CLIENT.unmarshal(REVIEW.formatted(POD, CUSTOM), AdmissionReview.class);
		Pod pod = (Pod) review.getRequest().getObject();
		Container container = pod.getSpec().getContainers().get(0);
		assertThat(container.getResources().getLimits()).containsEntry("cpu", new Quantity("500", "m"));
		assertThat(container.getLivenessProbe().getHttpGet().getPort().getStrVal()).isEqualTo("http");
		assertThat(pod.getAdditionalProperties()).containsKey("unknownField");
		assertThat(review.getRequest().getOldObject()).isInstanceOf(GenericKubernetesResource.class);
	}

	@ParameterizedTest
	@MethodSource
	void listenersHaveAllThatTheClientFinds(Class<?> listener, String json, Object expected) {
		assertThat(ModelListeners.received(listener, json)).usingRecursiveComparison()
			.withStrictTypeChecking()
			.isEqualTo(expected);
	}

	static Stream<Object[]> listenersHaveAllThatTheClientFinds() {
		String json = REVIEW.formatted(POD, CUSTOM);
		AdmissionReview review = CLIENT.unmarshal(json, AdmissionReview.class);
		Pod pod = CLIENT.unmarshal(POD, Pod.class);
		return Stream.of(new Object[] { Review.class, json, review },
				new Object[] { Pods.class, "{\"request\":{\"object\":" + POD + "}}", pod },
				new Object[] { Any.class, POD, pod },
				new Object[] { Any.class, CUSTOM, CLIENT.unmarshal(CUSTOM, GenericKubernetesResource.class) },
				new Object[] { Events.class, EVENT, CLIENT.unmarshal(EVENT, Event.class) },
				new Object[] { ListOf.class, "[" + POD + "]", new ArrayList<>(List.of(pod)) },
				new Object[] { MapOf.class, "{\"a\":" + POD + "}", new LinkedHashMap<>(Map.of("a", pod)) },
				new Object[] { OptionalOf.class, "{\"pod\":" + POD + "}", pod },
				new Object[] { Within.class, "{\"pod\":" + POD + ",\"others\":[" + POD + "]}",
						new Deployed(pod, new ArrayList<>(List.of(pod))) },
				new Object[] { Listed.class, "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[" + POD + "]}",
						CLIENT.unmarshal("{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[" + POD + "]}",
								PodList.class) });
	}

	static class Review {

		@WebhookListener
		Object on(AdmissionReview review) {
			return review;
		}

	}

	static class Pods {

		@WebhookListener
		Object on(@WebhookPayload("/request/object") Pod pod) {
			return pod;
		}

	}

	static class Any {

		@WebhookListener
		Object on(HasMetadata resource) {
			return resource;
		}

	}

	static class Events {

		@WebhookListener
		Object on(Event event) {
			return event;
		}

	}

	static class ListOf {

		@WebhookListener
		Object on(List<Pod> pods) {
			return pods;
		}

	}

	static class MapOf {

		@WebhookListener
		Object on(Map<String, Pod> pods) {
			return pods;
		}

	}

	static class OptionalOf {

		@WebhookListener
		Object on(@WebhookPayload("/pod") Optional<Pod> pod) {
			return pod.orElseThrow();
		}

	}

	record Deployed(Pod pod, List<Pod> others) {

	}

	static class Within {

		@WebhookListener
		Object on(Deployed deployed) {
			return deployed;
		}

	}

	static class Listed {

		@WebhookListener
		Object on(PodList list) {
			return list;
		}

	}

}
