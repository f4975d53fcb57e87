package dev.webhooks.sender.routing;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import dev.webhooks.sender.endpoint.EndpointChanges;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointStatus;
import dev.webhooks.sender.endpoint.EndpointStore;
import dev.webhooks.sender.endpoint.memory.MemoryEndpointStore;
import dev.webhooks.sender.filter.EndpointFilter;
import dev.webhooks.sender.filter.FilterSubject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints what it costs to find the endpoints of a message, and how large the directory
 * is, with those of one tenant, with a thousand and with as many as the property
 * {@code tests.endpoints} says, ten for each tenant.
 */
@EnabledIfSystemProperty(named = "tests.endpoints", matches = "\\d+")
class EndpointDirectoryCostTests {

	private static final int ROUNDS = 200_000;

	private static final byte[] DATA = "{\"id\":\"o-1\",\"amount\":150.1,\"country\":\"DE\"}"
		.getBytes(StandardCharsets.UTF_8);

	@Test
	void theCostOfAMessageDoesNotGrowWithTheEndpoints() {
		int most = Integer.getInteger("tests.endpoints");
		List<Double> nanos = new ArrayList<>();
		for (int count : List.of(10, 1000, most)) {
			long before = used();
			EndpointDirectory directory = directory(count);
			assertThat(directory.size()).isEqualTo(count);
			long bytes = used() - before;
			double cost = cost(directory, count);
			nanos.add(cost);
			System.out.println(count + " endpoints: " + Math.round(cost) + " ns for a message, "
					+ Math.round(cost / nanos.get(0) * 100) / 100.0 + " times that of the ten of one tenant"
					+ ((count >= 1000) ? "; " + bytes / 1024 + " KiB, " + bytes / count + " bytes each" : ""));
		}
		assertThat(nanos.get(2)).isLessThan(10 * nanos.get(0));
	}

	private static EndpointDirectory directory(int count) {
		EndpointDirectory directory = new EndpointDirectory(changes(count), List.of());
		directory.refresh();
		return directory;
	}

	/** As they are read of a database: no two texts are one object. */
	private static EndpointStore changes(int count) {
		EndpointStore empty = new MemoryEndpointStore();
		return (EndpointStore) Proxy.newProxyInstance(EndpointStore.class.getClassLoader(),
				new Class<?>[] { EndpointStore.class },
				(proxy, method, arguments) -> method.getName().equals("changes")
						? changes((Long) arguments[0], (Integer) arguments[1], count)
						: method.invoke(empty, arguments));
	}

	private static EndpointChanges changes(long revision, int limit, int count) {
		List<EndpointRoute> routes = new ArrayList<>();
		for (long i = revision; i < Math.min(count, revision + limit); i++) {
			routes.add(route((int) i));
		}
		long reached = revision + routes.size();
		return new EndpointChanges(routes, reached, reached == count);
	}

	private static EndpointRoute route(int number) {
		EndpointFilter filter = (number % 10 == 0) ? EndpointFilter.parse("{\"on\":\"/amount\",\"gt\":100}") : null;
		List<String> events = switch (number % 10) {
			case 0, 1, 2 -> List.of(new String("order.shipped"), new String("order.cancelled"));
			case 3 -> List.of(new String("order.*"));
			case 4 -> List.of(new String("*"));
			default -> List.of(new String("invoice.paid"), new String("invoice.voided"));
		};
		return new EndpointRoute("ep_019a" + "%028x".formatted(number), "tenant-" + number / 10, events, filter, false,
				EndpointStatus.ACTIVE, 1);
	}

	private static double cost(EndpointDirectory directory, int count) {
		int tenants = (count + 9) / 10;
		run(directory, tenants);
		long begin = System.nanoTime();
		run(directory, tenants);
		return (System.nanoTime() - begin) / (double) ROUNDS;
	}

	private static void run(EndpointDirectory directory, int tenants) {
		int found = 0;
		for (int i = 0; i < ROUNDS; i++) {
			String tenant = "tenant-" + (int) (i * 7919L % tenants);
			found += directory.match(FilterSubject.of("order.shipped", tenant, DATA)).size();
		}
		assertThat(found).isPositive();
	}

	private static long used() {
		System.gc();
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
