package dev.webhooks.inbox;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What becomes of large events where the database closes the connection on a statement
 * that is too long.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class PacketLimitContract extends LargeEventsContract {

	private JdbcTemplate jdbc;

	private Long before;

	@BeforeEach
	void remember() {
		this.jdbc = new JdbcTemplate(this.database.dataSource());
		this.before = this.jdbc.queryForObject("SELECT @@global.max_allowed_packet", Long.class);
	}

	@AfterEach
	void restore() {
		limit(this.before);
	}

	private void limit(long bytes) {
		this.jdbc.execute("SET GLOBAL max_allowed_packet = " + bytes);
	}

	/** Connections that are there, or are being made, have the limit of their time. */
	private void limitConnectionsOf(Node node, long bytes) {
		HikariDataSource pool = node.bean(HikariDataSource.class);
		InboxProcessingContract.await()
			.until(() -> pool.getHikariPoolMXBean().getTotalConnections() == pool.getMaximumPoolSize());
		limit(bytes);
		pool.getHikariPoolMXBean().softEvictConnections();
	}

	@Test
	void aSmallLimitIsRespectedFromTheStart() throws Exception {
		limit(MEGABYTE);
		Node node = start("webhooks.providers.shop.max-body-size=200KB");
		assertThat(sendAtOnce(node, 50, 150_000)).hasSize(50).containsOnly(200);
	}

	@Test
	void aBatchThatTheDatabaseNoLongerTakesIsHalved() throws Exception {
		Node node = start();
		limitConnectionsOf(node, MEGABYTE);
		assertThat(sendAtOnce(node, 24, 300_000)).hasSize(24).containsOnly(200);
	}

	@Test
	void anEventThatTheDatabaseNoLongerTakesIsTooLarge() {
		Node node = start("webhooks.providers.shop.max-body-size=4MB");
		limitConnectionsOf(node, MEGABYTE);
		assertThat(node.sendBody(event("1", 3_000_000)).status()).isEqualTo(413);
	}

	@Test
	void anEventThatIsTooLargeLeavesTheOthersAlone() throws Exception {
		Node node = start("webhooks.providers.shop.max-body-size=4MB");
		limitConnectionsOf(node, MEGABYTE);
		node.sendBody(event("1", 3_000_000));
		assertThat(node.sendBody(event("2", 300_000)).status()).isEqualTo(200);
	}

	@Test
	void aProviderWhoseEventsCouldNotFitStopsTheStart(CapturedOutput output) {
		limit(16 * MEGABYTE);
		assertThatException().isThrownBy(() -> start("webhooks.providers.github.secret=0123456789abcdef",
				"logging.level.root=ERROR", "logging.level.org.springframework.boot.diagnostics=ERROR"));
		assertThat(output).contains("webhooks.providers.github.max-body-size", "Set the property to 3MB",
				"'max_allowed_packet' of MySQL and MariaDB is at least 101MB");
	}

}
